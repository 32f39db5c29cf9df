import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, fitView, panBy, reveal, zoomAt } from '#core/map/map-view.ts';

const size = { width: 800, height: 600 };
const number = fc.double({ min: -50, max: 50, noNaN: true });
const points = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 40 });
const flat = (list: readonly (readonly [number, number])[]) => Float32Array.from(list.flat());

test('the whole map fits, with its margin, and is in the middle', () => {
  fc.assert(
    fc.property(points, (list) => {
      const places = flat(list);
      const view = fitView(boundsOf(places), size, 20);
      for (let at = 0; at < places.length; at += 2) {
        const x = (places[at] ?? 0) * view.scale + view.x;
        const y = (places[at + 1] ?? 0) * view.scale + view.y;
        expect(x).toBeGreaterThanOrEqual(20 - 0.01);
        expect(x).toBeLessThanOrEqual(780.01);
        expect(y).toBeGreaterThanOrEqual(20 - 0.01);
        expect(y).toBeLessThanOrEqual(580.01);
      }
    }),
  );
  expect(fitView(boundsOf(new Float32Array()), size, 20)).toEqual({ scale: 560, x: 120, y: 20 });
});

test('zooming keeps what is under the pointer, and ends at the whole map and at 64 times', () => {
  const whole = fitView({ minX: 0, minY: 0, maxX: 8, maxY: 6 }, size, 0);
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.nat(800),
      fc.nat(600),
      (factor, x, y) => {
        const view = zoomAt(whole, factor, { x, y }, whole);
        expect(view.scale).toBeGreaterThanOrEqual(whole.scale);
        expect(view.scale).toBeLessThanOrEqual(64 * whole.scale);
        expect((x - view.x) / view.scale).toBeCloseTo((x - whole.x) / whole.scale, 6);
        expect((y - view.y) / view.scale).toBeCloseTo((y - whole.y) / whole.scale, 6);
      },
    ),
  );
});

test('however far it is moved, some of the map stays in sight', () => {
  fc.assert(
    fc.property(
      points,
      fc.integer({ min: -9999, max: 9999 }),
      fc.integer({ min: -9999, max: 9999 }),
      (list, dx, dy) => {
        const bounds = boundsOf(flat(list));
        const view = panBy(fitView(bounds, size, 20), dx, dy, bounds, size);
        expect(bounds.maxX * view.scale + view.x).toBeGreaterThanOrEqual(59.9);
        expect(bounds.minX * view.scale + view.x).toBeLessThanOrEqual(740.1);
        expect(bounds.maxY * view.scale + view.y).toBeGreaterThanOrEqual(59.9);
        expect(bounds.minY * view.scale + view.y).toBeLessThanOrEqual(540.1);
      },
    ),
  );
});

test('a point is brought into sight by the least move', () => {
  const view = { scale: 10, x: 0, y: 0 };
  expect(reveal(view, 40, 30, size)).toEqual(view);
  expect(reveal(view, 200, 30, size)).toEqual({ scale: 10, x: -1260, y: 0 });
  expect(reveal(view, 1, -5, size)).toEqual({ scale: 10, x: 50, y: 110 });
});
