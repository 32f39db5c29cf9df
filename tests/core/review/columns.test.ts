import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnIds,
  isSameLayout,
  readLayout,
  usualLayout,
  withColumn,
  withMoved,
} from '#core/review/columns.ts';

const anyColumn = fc.constantFrom(...columnIds);

test('a column that is shown stands at its place in the order', () => {
  const shown = withColumn(usualLayout, 'origin', true);
  expect(shown.shown).toEqual([
    ...['status', 'id', 'instruction', 'kind', 'origin', 'instances', 'score'],
  ]);
  expect(isSameLayout(withColumn(shown, 'origin', false), usualLayout)).toBe(true);
});

test('the instruction is what a row is about and can’t be hidden', () => {
  expect(withColumn(usualLayout, 'instruction', false).shown).toContain('instruction');
});

test('moved columns keep their neighbours, and the ends are ends', () => {
  const moved = withMoved(usualLayout, 'score', -columnIds.length);
  expect(moved.shown).toEqual(['score', 'status', 'id', 'instruction', 'kind', 'instances']);
  expect(withMoved(moved, 'score', -1)).toEqual(moved);
  expect(isSameLayout(withMoved(moved, 'score', 999), usualLayout)).toBe(true);
});

test('whatever was done to a layout is read back as it was', () => {
  const step = fc.tuple(anyColumn, fc.integer({ min: -30, max: 30 }));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const layout = steps.reduce(
        (before, [id, by]) => (by === 0 ? withColumn(before, id, true) : withMoved(before, id, by)),
        usualLayout,
      );
      expect(readLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
      expect([...layout.order].sort()).toEqual([...columnIds].sort());
    }),
  );
});

test('what was stored by hand or by another version does no harm', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      expect(readLayout(stored).shown.length).toBeGreaterThan(0);
    }),
  );
  const before = readLayout({ shown: ['instruction', 'id', 'lost'], widths: { id: 9 } });
  expect(before.shown).toEqual(['id', 'instruction']);
  expect(before.widths).toEqual({ id: 24 });
});
