import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPoint } from '#core/map/next-point.ts';
import { PointGrid } from '#core/map/point-grid.ts';

const number = fc.oneof(
  fc.double({ min: -20, max: 20, noNaN: true }),
  fc.integer({ min: -2, max: 2 }),
);

/** Every point, one by one. */
function plainNearest(places: Float32Array, x: number, y: number, radius: number): number {
  let best = -1;
  let least = radius * radius;
  for (let point = 0; 2 * point < places.length; point += 1) {
    const dx = (places[2 * point] ?? 0) - x;
    const dy = (places[2 * point + 1] ?? 0) - y;
    const distance = dx * dx + dy * dy;
    if (distance < least || (distance === least && best < 0)) {
      least = distance;
      best = point;
    }
  }
  return best;
}

test('finds the point that looking at all of them finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { maxLength: 80 }),
      ...[number, number, fc.double({ min: 0, max: 9, noNaN: true })],
      (list, x, y, radius) => {
        const places = Float32Array.from(list.flat());
        const grid = new PointGrid(places);
        expect(grid.nearest(x, y, radius)).toBe(plainNearest(places, x, y, radius));
      },
    ),
  );
});

test('points in a line or all in one place are found as well', () => {
  const line = Float32Array.from({ length: 4000 }, (_, at) => (at % 2 === 0 ? at / 2 : 5));
  expect(new PointGrid(line).nearest(1234.4, 5, 3)).toBe(1234);
  const heap = new Float32Array(2000).fill(7);
  expect(new PointGrid(heap).nearest(7, 7.5, 1)).toBe(0);
  expect(new PointGrid(heap).nearest(7, 9, 1)).toBe(-1);
});

test('arrow keys go to the nearest point of their quarter', () => {
  const places = Float32Array.of(0, 0, 5, 1, 2, 3, -1, 0, 0, -4);
  expect(nextPoint(places, 0, 'right')).toBe(1);
  expect(nextPoint(places, 0, 'down')).toBe(2);
  expect(nextPoint(places, 0, 'left')).toBe(3);
  expect(nextPoint(places, 0, 'up')).toBe(4);
  expect(nextPoint(places, 1, 'right')).toBe(-1);
});
