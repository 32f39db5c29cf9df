import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoderModel } from '#tests/support/models/encoder-graph.ts';
import { randomWeights, type EncoderShape } from '#tests/support/models/encoder-weights.ts';
import { textFiles } from '#tests/support/models/model-files.ts';
import { referenceVector } from '#tests/support/models/reference-encoder.ts';
import { tinyModel } from '#tests/support/models/tiny-model.ts';
import { findBert } from '#workers/encoder/bert-weights.ts';
import { ByteEncoder } from '#workers/encoder/byte-encoder.ts';
import { readOnnx } from '#workers/encoder/onnx-file.ts';
import { loadEncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';

const shape: EncoderShape = {
  ...{ vocabulary: 50, positions: 40, width: 32, heads: 2, inner: 64, layers: 2 },
};
const weights = randomWeights(shape, 5);
const config = textFiles([], shape)['config.json'];
const kernels = loadEncoderKernels();

const bertOf = (precision: 'q8' | 'q8-columns' | 'fp32', told: unknown = config) =>
  findBert(readOnnx(encoderModel(weights, precision)), told);

function encoderOf(precision: 'q8' | 'q8-columns'): ByteEncoder {
  const bert = bertOf(precision);
  if (bert === null || kernels === null) throw new Error('no encoder');
  return new ByteEncoder(bert, kernels);
}

/** The mean of a text's token vectors, of length 1. */
function vectorOf(states: Float32Array, start: number, tokens: number): number[] {
  const { width } = shape;
  const sums = Array.from({ length: width }, (_, at) =>
    Array.from({ length: tokens }, (__, token) => states[start + token * width + at] ?? NaN).reduce(
      (sum, value) => sum + value,
      0,
    ),
  );
  const length = Math.hypot(...sums);
  return sums.map((sum) => sum / length);
}

const texts = fc.array(
  fc.array(fc.integer({ min: 0, max: shape.vocabulary - 1 }), { minLength: 1, maxLength: 40 }),
  { minLength: 1, maxLength: 6 },
);

test.each(['q8', 'q8-columns'] as const)(
  'gives the vectors that the weights stand for, as near as eight bits allow (%s)',
  (precision) => {
    const encoder = encoderOf(precision);
    fc.assert(
      fc.property(texts, (lists) => {
        const { states, starts } = encoder.run(lists);
        lists.forEach((ids, text) => {
          const own = vectorOf(states, starts[text] ?? NaN, ids.length);
          const wanted = referenceVector(ids, weights);
          const cosine = own.reduce((sum, value, at) => sum + value * (wanted[at] ?? 0), 0);
          expect(cosine).toBeGreaterThan(0.99);
        });
      }),
      { numRuns: 40 },
    );
  },
);

test('a text has the same vectors whatever stands beside it', () => {
  const encoder = encoderOf('q8');
  fc.assert(
    fc.property(texts, (lists) => {
      const together = encoder.run(lists);
      const states = together.states.slice();
      lists.forEach((ids, text) => {
        const start = together.starts[text] ?? NaN;
        const alone = encoder.run([ids]).states;
        expect(states.slice(start, start + ids.length * shape.width)).toEqual(alone.slice());
      });
    }),
    { numRuns: 40 },
  );
});

test('takes nothing for an encoder that is none, or another', () => {
  expect(bertOf('q8')?.layers).toHaveLength(2);
  expect(bertOf('fp32')).toBeNull();
  expect(findBert(readOnnx(tinyModel()), config)).toBeNull();
  const told = config as Record<string, unknown>;
  for (const other of [
    { model_type: 'distilbert' },
    { hidden_act: 'relu' },
    { num_hidden_layers: 3 },
    { hidden_size: 64 },
    { position_embedding_type: 'relative_key' },
  ]) {
    expect(bertOf('q8', { ...told, ...other }), JSON.stringify(other)).toBeNull();
  }
});

test('refuses what it has no numbers for', () => {
  const encoder = encoderOf('q8');
  expect(() => encoder.run([Array<number>(41).fill(1)])).toThrow('reads 40 tokens; a text has 41');
  expect(() => encoder.run([[3, 50]])).toThrow('no token 50');
});
