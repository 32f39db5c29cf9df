import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDotKernels, type DotKernels } from '#core/embedding/dot-kernels.ts';
import { packInt8, packingError, unpackInt8 } from '#core/embedding/packed-vectors.ts';
import { VectorIndex, type VectorIndexSettings } from '#core/embedding/vector-index.ts';
import { bunchedVectors } from '#tests/support/random-vectors.ts';
import { loadDotKernels } from '#workers/kernels/load-dot-kernels.ts';
import { plainScores } from './plain-nearest.ts';

const forms: readonly Omit<VectorIndexSettings, 'dimension'>[] = [
  { stored: 'float32', scan: 'int8' },
  { stored: 'int8', scan: 'int8' },
  { stored: 'float32', scan: 'float32' },
];

function simdKernels(): DotKernels {
  const kernels = loadDotKernels();
  if (kernels === null) throw new Error('This Node runs no SIMD.');
  return kernels;
}

const engines = [
  { name: 'SIMD', create: simdKernels },
  { name: 'plain', create: plainDotKernels },
];

const arbitraryPool = fc.record({
  count: fc.integer({ min: 1, max: 60 }),
  dimension: fc.constantFrom(1, 3, 8, 16, 33, 64),
  seed: fc.nat(1000),
  // 0: many equal vectors, so that ties decide; 0.01: nearly equal ones, so that rounding could.
  spread: fc.constantFrom(0, 0.01, 0.5, 2),
  k: fc.integer({ min: 0, max: 70 }),
});

describe.each(engines)('VectorIndex with $name kernels', ({ create }) => {
  test.each(forms)('finds what comparing with all finds ($stored, $scan)', (form) => {
    fc.assert(
      fc.property(arbitraryPool, ({ count, dimension, seed, spread, k }) => {
        const vectors = bunchedVectors(count, dimension, { seed, spread });
        const queries = bunchedVectors(19, dimension, { seed: seed + 1, spread });
        const ids = Array.from({ length: count }, (_, row) => 7 * row + 1);
        const index = new VectorIndex({ dimension, ...form }, create());
        index.append(ids, vectors);
        const packed = packInt8(vectors, dimension);
        const found = index.nearest(queries, k);
        expect(found).toHaveLength(19);
        found.forEach((hits, query) => {
          const own = queries.subarray(query * dimension, (query + 1) * dimension);
          const stored = form.stored === 'int8' ? unpackInt8(packed, dimension) : vectors;
          const all = plainScores(ids, stored, own);
          expect(hits.map(({ score }) => score)).toEqual(
            all.slice(0, k).map(({ score }) => expect.closeTo(score, 6) as number),
          );
          if (form.stored === 'float32') expect(hits).toEqual(all.slice(0, k));
        });
      }),
      { numRuns: 60 },
    );
  });

  test('finds everything above a threshold, the threshold itself included', () => {
    fc.assert(
      fc.property(arbitraryPool, ({ count, dimension, seed, spread }) => {
        const vectors = bunchedVectors(count, dimension, { seed, spread });
        const query = bunchedVectors(1, dimension, { seed: seed + 1, spread });
        const ids = Array.from({ length: count }, (_, row) => row);
        const index = new VectorIndex({ dimension, stored: 'float32', scan: 'int8' }, create());
        index.append(ids, vectors);
        const all = plainScores(ids, vectors, query);
        const threshold = all[Math.floor(count / 2)]?.score ?? 0;
        const wanted = all.filter(({ score }) => score >= threshold);
        expect(index.above(query, threshold)).toEqual([wanted]);
      }),
    );
  });

  test('answers the same after any appends and removes as if built afresh', () => {
    const step = fc.record({ add: fc.array(fc.nat(30)), remove: fc.array(fc.nat(30)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.nat(99), (steps, seed) => {
        const dimension = 20;
        const vectors = bunchedVectors(31, dimension, { seed });
        const rowsOf = (ids: readonly number[]): Float32Array =>
          Float32Array.from(
            ids.flatMap((id) => [...vectors.subarray(id * dimension, (id + 1) * dimension)]),
          );
        const settings = { dimension, stored: 'float32', scan: 'int8' } as const;
        const index = new VectorIndex(settings, create());
        const members = new Set<number>();
        for (const { add, remove } of steps) {
          const distinct = [...new Set(add)];
          index.append(distinct, rowsOf(distinct));
          for (const id of distinct) members.add(id);
          index.remove(remove);
          for (const id of remove) members.delete(id);
        }
        const fresh = new VectorIndex(settings, create());
        fresh.append([...members], rowsOf([...members]));
        expect(index.size).toBe(members.size);
        expect(index.nearest(vectors, 5)).toEqual(fresh.nearest(vectors, 5));
      }),
    );
  });
});

test('packing to 8 bits loses no more than it says', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.constantFrom(1, 7, 384), (seed, dimension) => {
      const vectors = bunchedVectors(12, dimension, { seed });
      const packed = packInt8(vectors, dimension);
      const back = unpackInt8(packed, dimension);
      const { most } = packingError(packed);
      const queries = bunchedVectors(3, dimension, { seed: seed + 1 });
      for (let query = 0; query < 3; query += 1) {
        for (let row = 0; row < 12; row += 1) {
          let change = 0;
          for (let at = 0; at < dimension; at += 1) {
            const place = row * dimension + at;
            const lost = (vectors[place] ?? 0) - (back[place] ?? 0);
            change += lost * (queries[query * dimension + at] ?? 0);
          }
          expect(Math.abs(change)).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
  );
  const zeros = packInt8(new Float32Array(8), 4);
  expect(unpackInt8(zeros, 4)).toEqual(new Float32Array(8));
});
