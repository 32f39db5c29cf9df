import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowWindow } from '#ui/parts/review/row-window.ts';

const rowPx = 36;
const viewPx = 720;

function windowOver(count: number): RowWindow {
  const rows = new RowWindow();
  rows.measure(rowPx, viewPx, count);
  return rows;
}

/** Scrolls as a browser does: held within what can be scrolled, corrected where asked for. */
function scrollTo(rows: RowWindow, wanted: number): number {
  const at = Math.max(0, Math.min(rows.spacerPx - viewPx, wanted));
  return rows.scroll(at) ?? at;
}

/** Whether a row stands within the pixels in sight. */
const isInSight = (rows: RowWindow, index: number, scrollTop: number): boolean =>
  rows.offsetOf(index) >= scrollTop - 0.5 &&
  rows.offsetOf(index) + rowPx <= scrollTop + viewPx + 0.5;

const counts = fc.oneof(fc.integer({ min: 30, max: 300 }), fc.integer({ min: 1, max: 3_000_000 }));

test('draws every row that is in sight, and few more', () => {
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
      const rows = windowOver(count);
      const top = scrollTo(rows, share * rows.spacerPx);
      const { first, end } = rows.drawn;
      expect(end - first).toBeLessThanOrEqual(viewPx / rowPx + 1 + 32);
      expect(rows.offsetOf(first)).toBeLessThanOrEqual(top);
      const isLast = end === count;
      expect(isLast || rows.offsetOf(end) >= top + viewPx).toBe(true);
    }),
  );
});

test('any row can be brought into sight, from anywhere', () => {
  fc.assert(
    fc.property(counts, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (count, places) => {
      const rows = windowOver(Math.max(count, 30));
      let top = 0;
      for (const place of places) {
        const index = place % Math.max(count, 30);
        top = rows.reveal(index, place % 2 === 0 ? 'nearest' : 'centre') ?? top;
        expect(isInSight(rows, index, top)).toBe(true);
        expect(rows.reveal(index)).toBeNull();
      }
    }),
  );
});

test('a small step moves just as far as the wheel says, in a list of any length', () => {
  const rows = windowOver(1_000_000);
  const middle = scrollTo(rows, rows.spacerPx / 2);
  const before = rows.first;
  scrollTo(rows, middle + 10 * rowPx);
  expect(rows.first).toBe(before + 10);
});

test('small steps reach both ends of a list that is too tall for the browser', () => {
  const rows = windowOver(1_000_000);
  let top = scrollTo(rows, 4000);
  for (let step = 0; step < 200; step += 1) top = scrollTo(rows, top - 300);
  expect(rows.first).toBe(0);
  expect(isInSight(rows, 0, top)).toBe(true);
  top = scrollTo(rows, rows.spacerPx - viewPx - 4000);
  for (let step = 0; step < 200; step += 1) top = scrollTo(rows, top + 300);
  expect(rows.end).toBe(1_000_000);
  expect(isInSight(rows, 999_999, top)).toBe(true);
});

test('the scroll bar reaches the last row at once', () => {
  const rows = windowOver(1_000_000);
  scrollTo(rows, rows.spacerPx);
  expect(rows.end).toBe(1_000_000);
});

test('stays with the same row when others come above it', () => {
  const rows = windowOver(500);
  scrollTo(rows, 100 * rowPx);
  rows.measure(rowPx, viewPx, 507);
  rows.scroll(rows.moveBy(7));
  expect(rows.first).toBe(107);
});

test('keeps more rows ready once somebody scrolls, and few again at the top', () => {
  const rows = windowOver(500);
  const inSight = viewPx / rowPx;
  expect(rows.drawn).toEqual({ first: 0, end: inSight + 4 });
  scrollTo(rows, 100 * rowPx);
  expect(rows.drawn).toEqual({ first: 84, end: 100 + inSight + 16 });
  scrollTo(rows, 0);
  expect(rows.drawn).toEqual({ first: 0, end: inSight + 4 });
});

test('an empty list draws nothing', () => {
  expect(windowOver(0).drawn).toEqual({ first: 0, end: 0 });
});
