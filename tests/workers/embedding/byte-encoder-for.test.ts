import { beforeEach, expect, test, vi } from 'vitest';
import { customSpec } from '#core/embedding/model-presets.ts';
import type { StoredModel } from '#core/embedding/model-spec.ts';
import { MemoryCaches } from '#tests/support/memory-caches.ts';
import { encoderModel } from '#tests/support/models/encoder-graph.ts';
import { randomWeights, type EncoderShape } from '#tests/support/models/encoder-weights.ts';
import { textFiles } from '#tests/support/models/model-files.ts';
import { referenceStates } from '#tests/support/models/reference-encoder.ts';
import { byteEncoderFor } from '#workers/embedding/byte-encoder-for.ts';
import { ModelStore } from '#workers/embedding/model-store.ts';
import type { TextStates } from '#workers/encoder/byte-encoder.ts';

const shape: EncoderShape = {
  ...{ vocabulary: 50, positions: 80, width: 32, heads: 2, inner: 64, layers: 1 },
};
const weights = randomWeights(shape, 7);
const store = new ModelStore();
const model: StoredModel = {
  ...{ key: 'k', origin: 'o', fingerprint: 'f', bytes: 1, storedAt: 1 },
  spec: { ...customSpec, pooling: 'mean', precision: 'q8', maxTokens: 80 },
};
const tokenise = (text: string): number[] =>
  text.split(' ').map((word) => ((word.codePointAt(0) ?? 0) * 7 + word.length) % shape.vocabulary);

/** A runtime that computes with these weights, in double precision. */
const runtimeOf =
  (own: typeof weights) =>
  (texts: readonly (readonly number[])[]): Promise<TextStates> => {
    const states = texts.flatMap((ids) => referenceStates(ids, own).flatMap((row) => [...row]));
    return Promise.resolve({ states: Float32Array.from(states), starts: [0], width: shape.width });
  };

const put = (content: Uint8Array, config: unknown = textFiles([], shape)['config.json']) =>
  store.put(
    model,
    new Map([
      ['config.json', new Blob([JSON.stringify(config)])],
      ['onnx/model_quantized.onnx', new Blob([Uint8Array.from(content)])],
    ]),
  );

beforeEach(() => vi.stubGlobal('caches', new MemoryCaches()));

test('kernels of our own take over where they give the vectors of the runtime', async () => {
  await put(encoderModel(weights, 'q8'));
  const run = await byteEncoderFor(store, model, tokenise, runtimeOf(weights));
  expect(run?.([[1, 2], [3]])).toMatchObject({ starts: [0, 64], width: 32 });
});

test('the runtime goes on where its vectors are others, or no numbers at all', async () => {
  await put(encoderModel(weights, 'q8'));
  const other = runtimeOf(randomWeights(shape, 8));
  expect(await byteEncoderFor(store, model, tokenise, other)).toBeNull();
  const states = new Float32Array(80 * shape.width).fill(NaN);
  const broken = () => Promise.resolve({ states, starts: [0], width: shape.width });
  expect(await byteEncoderFor(store, model, tokenise, broken)).toBeNull();
});

test('the runtime goes on with a file that is read otherwise, or not at all', async () => {
  const runtime = runtimeOf(weights);
  for (const content of [
    encoderModel(weights, 'fp32'),
    encoderModel(weights, 'q8').subarray(0, 9_000),
    new TextEncoder().encode('no model'),
  ]) {
    await put(content);
    expect(await byteEncoderFor(store, model, tokenise, runtime)).toBeNull();
  }
  const narrow = { ...shape, heads: 4 };
  await put(encoderModel(randomWeights(narrow, 7), 'q8'), textFiles([], narrow)['config.json']);
  expect(await byteEncoderFor(store, model, tokenise, runtime)).toBeNull();
});

test('texts are cut to what the model reads, and the runtime goes on where it reads more', async () => {
  await put(encoderModel(weights, 'q8'));
  const short = { ...model, spec: { ...model.spec, maxTokens: 20 } };
  const lengths: number[] = [];
  const runtime = runtimeOf(weights);
  const heard = (texts: readonly (readonly number[])[]) => {
    lengths.push(...texts.map((ids) => ids.length));
    return runtime(texts);
  };
  expect(await byteEncoderFor(store, short, tokenise, heard)).not.toBeNull();
  expect(Math.max(...lengths)).toBe(20);
  const long = { ...model, spec: { ...model.spec, maxTokens: 81 } };
  expect(await byteEncoderFor(store, long, tokenise, runtime)).toBeNull();
});

test('the vector that counts is the one that is compared', async () => {
  await put(encoderModel(weights, 'q8'));
  const first: StoredModel = { ...model, spec: { ...model.spec, pooling: 'first' } };
  // The same means, but other first tokens.
  const turned = async (texts: readonly (readonly number[])[]): Promise<TextStates> => {
    const { states, ...rest } = await runtimeOf(weights)(texts);
    const rows = Array.from({ length: states.length / shape.width }, (_, row) =>
      states.slice(row * shape.width, (row + 1) * shape.width),
    );
    return { ...rest, states: Float32Array.from(rows.reverse().flatMap((row) => [...row])) };
  };
  expect(await byteEncoderFor(store, model, tokenise, turned)).not.toBeNull();
  expect(await byteEncoderFor(store, first, tokenise, runtimeOf(weights))).not.toBeNull();
  expect(await byteEncoderFor(store, first, tokenise, turned)).toBeNull();
});
