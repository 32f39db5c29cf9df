import { poolTokens } from '#core/embedding/pool-tokens.ts';
import { filesOf, type StoredModel } from '#core/embedding/model-spec.ts';
import { findBert } from '#workers/encoder/bert-weights.ts';
import { ByteEncoder, type TextStates } from '#workers/encoder/byte-encoder.ts';
import { readOnnx } from '#workers/encoder/onnx-file.ts';
import { loadEncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';
import type { ModelStore } from './model-store.ts';

type Run = (texts: readonly (readonly number[])[]) => TextStates;
type SlowRun = (texts: readonly (readonly number[])[]) => Promise<TextStates>;

// Short and long, with and without words that the tokeniser knows.
const trials: readonly string[] = [
  'Name three uses of a brick.',
  'y',
  'Übersetze: „Der Schnee fällt leise“ → English?',
  'A bakery sells rolls for 40 cents and loaves for 3.20 each. On Monday it sold 57 rolls and 12 loaves, on Tuesday twice as many rolls and half as many loaves. How much did it take in on both days together, and on which of them was it more?',
];
// Rounding in another order moves 8-bit vectors by some 0.00001; other texts in a batch by ten times that.
const leastCosine = 0.999;

/**
 * Kernels of our own for a model's 8-bit weights: the ONNX runtime's arithmetic in about half the
 * time, each text by itself whatever stands beside it. Null where the file holds something else than
 * such an encoder, where this browser can't run them, or where their vectors for a few texts are not
 * those of the runtime (`reference`).
 */
export async function byteEncoderFor(
  store: ModelStore,
  model: StoredModel,
  tokenise: (text: string) => readonly number[],
  reference: SlowRun,
): Promise<Run | null> {
  const encoder = await readEncoder(store, model);
  if (encoder === null) return null;
  const run: Run = (texts) => encoder.run(texts);
  for (const text of trials) {
    const ids = tokenise(text);
    const wanted = vectorOf(await reference([ids]), ids.length);
    const own = vectorOf(run([ids]), ids.length);
    const cosine = own.reduce((sum, value, at) => sum + value * (wanted[at] ?? 0), 0);
    // NaN is no agreement either.
    if (!(cosine >= leastCosine)) return null;
  }
  return run;
}

async function readEncoder(store: ModelStore, model: StoredModel): Promise<ByteEncoder | null> {
  const config = await store.file(model.key, 'config.json');
  const weights = await store.file(model.key, filesOf(model.spec).at(-1) ?? '');
  const kernels = loadEncoderKernels();
  if (config === undefined || weights === undefined || kernels === null) return null;
  try {
    const file = readOnnx(new Uint8Array(await weights.arrayBuffer()));
    const bert = findBert(file, await config.json());
    return bert !== null && ByteEncoder.canRun(bert) ? new ByteEncoder(bert, kernels) : null;
  } catch (error) {
    // The file is written in a way that we don't read, or there is no memory for a second copy: the
    // runtime, which has the model loaded, does it then.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function vectorOf({ states, width }: TextStates, tokens: number): Float32Array {
  const vector = new Float32Array(width);
  poolTokens(states, { start: 0, tokens, width }, 'mean', vector, 0);
  return vector;
}
