import { expect, test } from 'vitest';
import { modelPresets } from '#core/embedding/model-presets.ts';
import type { ModelSpec } from '#core/embedding/model-spec.ts';
import { embedTexts } from '#workers/embedding/embed-texts.ts';
import type { Encoder } from '#workers/embedding/encoder.ts';

const words = ['[CLS]', 'query:', 'passage:', 'rain', 'snow'];

/** An encoder whose tokens are whole words, each with an axis of its own. */
function encoderOf(spec: ModelSpec): Encoder {
  return {
    runtime: { device: 'wasm', engine: 'onnx', threads: 1 },
    model: { key: 'k', spec, origin: 'o', fingerprint: 'f', bytes: 0, storedAt: 0 },
    frameTokens: 1,
    tokenise: (text) => [0, ...text.split(' ').map((word) => words.indexOf(word))],
    run: (texts) => {
      const tokens = texts.reduce((most, ids) => Math.max(most, ids.length), 0);
      const states = new Float32Array(texts.length * tokens * words.length);
      texts.forEach((ids, row) =>
        ids.forEach((id, token) => (states[(row * tokens + token) * words.length + id] = 1)),
      );
      const starts = texts.map((_, row) => row * tokens * words.length);
      return Promise.resolve({ states, starts, width: words.length });
    },
  };
}

const specOf = (id: string): ModelSpec => {
  const preset = modelPresets.find((candidate) => candidate.id === id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  return preset.spec;
};

/** The words that count for each text. */
async function counted(spec: ModelSpec, texts: readonly string[], role: 'query' | 'passage') {
  const { vectors, dimension } = await embedTexts(encoderOf(spec), texts, role);
  const rows = texts.map((_, row) => vectors.slice(row * dimension, (row + 1) * dimension));
  return rows.map((row) => words.filter((__, at) => (row[at] ?? 0) > 0));
}

test('what a model wants before a text is read with it, and tells what is searched for from the rest', async () => {
  const e5 = specOf('multilingual-e5-small');
  expect(await counted(e5, ['rain', 'snow'], 'query')).toEqual([
    ['[CLS]', 'query:', 'rain'],
    ['[CLS]', 'query:', 'snow'],
  ]);
  expect(await counted(e5, ['rain'], 'passage')).toEqual([['[CLS]', 'passage:', 'rain']]);
  expect(await counted(specOf('all-MiniLM-L6-v2'), ['rain'], 'query')).toEqual([['[CLS]', 'rain']]);
});

test('a text without a word stays empty, whatever is written before it', async () => {
  const e5 = specOf('multilingual-e5-small');
  const { empty, vectors } = await embedTexts(encoderOf(e5), [' ', 'rain'], 'passage');
  expect(empty).toEqual([0]);
  expect(vectors.subarray(0, words.length).every((value) => value === 0)).toBe(true);
});

test('the first token counts alone where the model was trained so', async () => {
  const spec: ModelSpec = { ...specOf('multilingual-e5-small'), pooling: 'first' };
  expect(await counted(spec, ['rain'], 'passage')).toEqual([['[CLS]']]);
});
