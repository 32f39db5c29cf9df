import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { farthestOfGroups, type VectorList } from '#core/embedding/diverse-sample.ts';
import { plainDotKernels } from '#core/embedding/dot-kernels.ts';
import { kMeans } from '#core/embedding/k-means.ts';
import { groupsOf, nearVectors, type NearVectors } from '#core/embedding/near-groups.ts';
import { calibrate, rejectedShare } from '#core/embedding/score-calibration.ts';
import { tellTaleWords } from '#core/embedding/tell-tale-words.ts';
import { VectorIndex } from '#core/embedding/vector-index.ts';
import { dot } from '#core/embedding/vector-rows.ts';
import { keyedRandom, type Random } from '#core/random/keyed-random.ts';
import { bunchedVectors } from '#tests/support/random-vectors.ts';

const dimension = 12;

function end<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

const farthestPoints = (list: VectorList, most: number, random: Random): number[] =>
  farthestOfGroups(list, [{ rows: list.vectors.length / list.dimension, most }], random);

describe('diverse samples', () => {
  test('hold distinct rows, as many as asked for and there are', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(50), fc.nat(99), (total, count, seed) => {
        const vectors = bunchedVectors(total, dimension, { seed, spread: 0 });
        const list = { vectors, dimension };
        const sample = farthestPoints(list, count, keyedRandom(seed, 'start', 0));
        expect(new Set(sample).size).toBe(Math.min(total, count));
        expect(sample.every((row) => row >= 0 && row < total)).toBe(true);
      }),
    );
  });

  test('farthest points visit every bunch before any bunch twice', () => {
    const vectors = bunchedVectors(200, dimension, { seed: 3, bunches: 5, spread: 0 });
    const distinct = new Set(Array.from({ length: 200 }, (_, row) => keyOf(vectors, row)));
    const sample = farthestPoints({ vectors, dimension }, distinct.size, keyedRandom(1, 'x', 0));
    expect(new Set(sample.map((row) => keyOf(vectors, row))).size).toBe(distinct.size);
  });
});

describe('kMeans', () => {
  test('finds bunches that are plain to see', () => {
    const vectors = bunchedVectors(300, dimension, { seed: 5, bunches: 4, spread: 0.02 });
    const { clusterOf, centres } = end(
      kMeans({ vectors, dimension }, 4, keyedRandom(1, 'centres', 0)),
    );
    for (let row = 0; row < 300; row += 1) {
      const cluster = clusterOf[row] ?? 0;
      expect(
        dot(vectors, row * dimension, centres, cluster * dimension, dimension),
      ).toBeGreaterThan(0.98);
    }
  });

  test('gives every row the centre nearest to it, and the same answer twice', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 6 }), fc.nat(99), (total, count, seed) => {
        const vectors = bunchedVectors(total, dimension, { seed });
        const run = () =>
          end(kMeans({ vectors, dimension }, count, keyedRandom(seed, 'centres', 0)));
        const { clusterOf, centres, rounds } = run();
        expect(run().clusterOf).toEqual(clusterOf);
        expect(clusterOf).toHaveLength(total);
        if (rounds === 25) return;
        clusterOf.forEach((cluster, row) => {
          const own = dot(vectors, row * dimension, centres, cluster * dimension, dimension);
          for (let start = 0; start < centres.length; start += dimension) {
            const other = dot(vectors, row * dimension, centres, start, dimension);
            expect(own).toBeGreaterThanOrEqual(other);
          }
        });
      }),
    );
  });
});

test('tell-tale words name what sets a group apart, not what is common', () => {
  const texts = [
    'write a poem about rain',
    'write a poem about snow',
    'write a short poem',
    'write code that sorts',
    'write code that adds',
    'write python code',
  ];
  expect(tellTaleWords(texts, [0, 0, 0, 1, 1, 1], 2, 1)).toEqual([['poem'], ['code']]);
  expect(tellTaleWords(['only here'], [0], 2, 3)[1]).toEqual([]);
});

test('near vectors are all pairs at or above the threshold, each once; groups are their closure', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(99), fc.constantFrom(0.5, 0.9), (total, seed, threshold) => {
      const vectors = bunchedVectors(total, dimension, { seed });
      const index = new VectorIndex(
        { dimension, stored: 'float32', scan: 'int8' },
        plainDotKernels(),
      );
      index.append([...Array(total).keys()], vectors);
      const pairs: NearVectors[] = [];
      end(nearVectors(index, threshold, (pair) => pairs.push(pair)));
      const wanted: string[] = [];
      const reach = Array.from({ length: total }, (_, id) => id);
      for (let first = 0; first < total; first += 1) {
        for (let second = first + 1; second < total; second += 1) {
          const score = dot(vectors, first * dimension, vectors, second * dimension, dimension);
          if (score < threshold) continue;
          wanted.push(`${first}-${second}`);
          const [from, to] = [reach[second], reach[first] ?? 0];
          reach.forEach((root, id) => root === from && (reach[id] = to));
        }
      }
      expect(pairs.map(({ first, second }) => `${first}-${second}`).sort()).toEqual(wanted.sort());
      const groups = groupsOf(pairs);
      for (const group of groups) {
        expect(new Set(group.map((id) => reach[id])).size).toBe(1);
        expect(group.length).toBe(reach.filter((root) => root === reach[group[0] ?? 0]).length);
      }
      expect(groups.map((group) => group.length)).toEqual(
        groups.map((group) => group.length).toSorted((a, b) => b - a),
      );
    }),
  );
});

test('a calibration counts every member once and shows each pair once', () => {
  const members = [
    { id: 1, nearest: { id: 2, score: 0.95 }, earlier: null },
    { id: 2, nearest: { id: 1, score: 0.95 }, earlier: { id: 1, score: 0.95 } },
    { id: 3, nearest: { id: 1, score: 0.62 }, earlier: { id: 1, score: 0.62 } },
    { id: 4, nearest: null, earlier: null },
  ];
  const calibration = calibrate(members, [0.9, 0.6], { steps: 10, perLevel: 1 });
  const { counts, examples } = calibration;
  expect(calibration.members).toBe(4);
  expect(calibration.earlier).toEqual([0.95, 0.62]);
  expect([0.95, 0.9, 0.6].map((level) => rejectedShare(calibration, level))).toEqual([
    0, 0.25, 0.5,
  ]);
  expect(counts).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 2]);
  expect(examples).toEqual([
    { level: 0.9, pairs: [{ first: 1, second: 2, score: 0.95 }] },
    { level: 0.6, pairs: [{ first: 1, second: 3, score: 0.62 }] },
  ]);
});

const keyOf = (vectors: Float32Array, row: number): string =>
  vectors.subarray(row * dimension, (row + 1) * dimension).join(' ');
