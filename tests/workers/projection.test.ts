import { expect, test } from 'vitest';
import { dot } from '#core/embedding/vector-rows.ts';
import { bunchedVectors } from '#tests/support/random-vectors.ts';
import { layOut } from '#workers/projection/lay-out.ts';

const dimension = 10;

function tableOf(vectors: Float32Array, k: number) {
  const total = vectors.length / dimension;
  const rows = [...Array(total).keys()];
  const near = rows.map((row) =>
    rows
      .filter((other) => other !== row)
      .map((other) => ({
        other,
        distance: 1 - dot(vectors, row * dimension, vectors, other * dimension, dimension),
      }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, k),
  );
  return {
    k,
    neighbours: Int32Array.from(near.flatMap((list) => list.map(({ other }) => other))),
    distances: Float32Array.from(near.flatMap((list) => list.map(({ distance }) => distance))),
  };
}

function end(steps: Generator<number, Float32Array>): Float32Array {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

test('what is near stays near on the map, and the same seed gives the same map', () => {
  const vectors = bunchedVectors(120, dimension, { seed: 4, bunches: 3, spread: 0.05 });
  const table = tableOf(vectors, 10);
  const map = end(layOut(table, 7));
  expect(map).toHaveLength(240);
  expect(end(layOut(table, 7))).toEqual(map);
  const apart = (a: number, b: number) =>
    Math.hypot(
      (map[2 * a] ?? 0) - (map[2 * b] ?? 0),
      (map[2 * a + 1] ?? 0) - (map[2 * b + 1] ?? 0),
    );
  let near = 0;
  let any = 0;
  for (let row = 0; row < 120; row += 1) {
    near += apart(row, table.neighbours[row * 10] ?? 0);
    any += apart(row, (row * 53 + 17) % 120);
  }
  expect(near).toBeLessThan(any / 4);
});

test('a handful of rows stand on a line', () => {
  expect(
    end(layOut({ k: 0, neighbours: new Int32Array(), distances: new Float32Array() }, 1)),
  ).toEqual(Float32Array.of(0, 0));
  expect(end(layOut(tableOf(bunchedVectors(3, dimension, { seed: 1 }), 2), 1))).toHaveLength(6);
});
