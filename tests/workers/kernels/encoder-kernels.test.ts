import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadEncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';

const kernels = loadEncoderKernels();
if (kernels === null) throw new Error('no kernels');
const { functionOf, resize } = kernels;
const memory = resize(1 << 20);

const floats = (at: number, count: number): Float32Array => new Float32Array(memory, at, count);
const number = fc.float({ min: -100, max: 100, noNaN: true });
const rowsOf16 = (rows: number) => fc.array(number, { minLength: rows * 16, maxLength: rows * 16 });

/** ½ (1 + erf(x/√2)) by numeric integration of the normal density. */
function normalShare(x: number): number {
  const steps = 4000;
  const end = Math.min(8, Math.abs(x));
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    const middle = ((step + 0.5) * end) / steps;
    sum += Math.exp((-middle * middle) / 2);
  }
  const half = (sum * end) / steps / Math.sqrt(2 * Math.PI);
  return x < 0 ? 0.5 - half : 0.5 + half;
}

test('bytes stand for a text’s numbers as near as 255 steps allow, 0 exactly', () => {
  fc.assert(
    fc.property(rowsOf16(3), (values) => {
      values[5] = 0;
      floats(1024, values.length).set(values);
      functionOf('quantise')(3, 16, 1024, 8192, 16, 64);
      const wanted = [...floats(1024, values.length)];
      const step = floats(16, 1)[0] ?? NaN;
      const zero = new Int32Array(memory, 64, 1)[0] ?? NaN;
      const bytes = new Uint8Array(memory, 8192, values.length);
      expect(step).toBeCloseTo((Math.max(0, ...wanted) - Math.min(0, ...wanted)) / 255 || 1, 4);
      expect([...floats(16, 3)]).toEqual([step, step, step]);
      wanted.forEach((value, at) => {
        const read = ((bytes[at] ?? NaN) - zero) * step;
        expect(Math.abs(read - value)).toBeLessThanOrEqual(step * 1.01 + 1e-6);
      });
      expect(bytes[5]).toBe(zero);
    }),
  );
});

test('rows are added and normalised', () => {
  fc.assert(
    fc.property(rowsOf16(2), rowsOf16(2), (values, added) => {
      floats(1024, 32).set(values);
      floats(2048, 32).set(added);
      floats(4096, 16).fill(2);
      floats(5120, 16).fill(0.5);
      functionOf('addAndNormalise')(2, 16, 1024, 2048, 4096, 5120, 1e-3);
      for (const row of [0, 1]) {
        const sums = values
          .slice(row * 16, row * 16 + 16)
          .map((value, at) => value + (added[row * 16 + at] ?? 0));
        const mean = sums.reduce((sum, value) => sum + value, 0) / 16;
        const variance = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 16;
        sums.forEach((value, at) => {
          const wanted = ((value - mean) / Math.sqrt(variance + 1e-3)) * 2 + 0.5;
          expect(floats(1024, 32)[row * 16 + at]).toBeCloseTo(wanted, 2);
        });
      }
    }),
  );
});

test('GELU is the exact kind, over all numbers that matter', () => {
  const values = Array.from({ length: 2048 }, (_, at) => (at - 1024) / 100);
  floats(1024, 2048).set(values);
  functionOf('gelu')(2048, 1024);
  const results = floats(1024, 2048);
  values.forEach((value, at) => {
    expect(Math.abs((results[at] ?? NaN) - value * normalShare(value))).toBeLessThan(3e-6);
  });
});

test('attention mixes the values of a text by the softmax of query and key', () => {
  const width = 32;
  const small = fc.float({ min: -4, max: 4, noNaN: true });
  const mixes = fc
    .integer({ min: 1, max: 9 })
    .chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.array(small, { minLength: rows * width * 3, maxLength: rows * width * 3 }),
      ),
    );
  fc.assert(
    fc.property(mixes, ([rows, mixed]) => {
      floats(16_384, mixed.length).set(mixed);
      functionOf('attend')(rows, 2, 16, 16_384, 65_536, 1024);
      const results = [...floats(65_536, rows * width)];
      const part = (row: number, kind: number, head: number): number[] =>
        mixed.slice(row * width * 3 + kind * width + head * 16).slice(0, 16);
      for (let row = 0; row < rows; row += 1) {
        for (const head of [0, 1]) {
          const query = part(row, 0, head);
          const scores = Array.from(
            { length: rows },
            (_, other) =>
              part(other, 1, head).reduce((sum, key, at) => sum + key * (query[at] ?? 0), 0) / 4,
          );
          const shares = scores.map((score) => Math.exp(score - Math.max(...scores)));
          const whole = shares.reduce((sum, share) => sum + share, 0);
          for (let at = 0; at < 16; at += 1) {
            const wanted = shares.reduce(
              (sum, share, other) => sum + (share / whole) * (part(other, 2, head)[at] ?? NaN),
              0,
            );
            expect(results[row * width + head * 16 + at]).toBeCloseTo(wanted, 3);
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});
