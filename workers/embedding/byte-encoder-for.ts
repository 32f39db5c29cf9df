import { fitTokens } from '#core/embedding/fit-tokens.ts';
import { poolTokens } from '#core/embedding/pool-tokens.ts';
import { filesOf, type Pooling, type StoredModel } from '#core/embedding/model-spec.ts';
import { findBert } from '#workers/encoder/bert-weights.ts';
import { ByteEncoder, type TextStates } from '#workers/encoder/byte-encoder.ts';
import { readOnnx } from '#workers/encoder/onnx-file.ts';
import { loadEncoderKernels } from '#workers/kernels/load-encoder-kernels.ts';
import type { ModelStore } from './model-store.ts';

type Ids = readonly number[];
type Run = (texts: readonly Ids[]) => TextStates;
type SlowRun = (texts: readonly Ids[]) => Promise<TextStates>;

// Short and long, with and without words that the tokeniser knows.
const trials: readonly string[] = [
  'Name three uses of a brick.',
  'y',
  'Übersetze: „Der Schnee fällt leise“ → English?',
  'A bakery sells rolls for 40 cents and loaves for 3.20 each. On Monday it sold 57 rolls and 12 loaves, on Tuesday twice as many rolls and half as many loaves. How much did it take in on both days together, and on which of them was it more?',
];
// Tokens; the model's own limit where that is lower. Longer ones would keep a reader waiting.
const longestTrial = 256;
// Rounding in another order moves 8-bit vectors a little, and by far less than other weights would.
const leastCosine = 0.999;

/**
 * Kernels of our own for a model's 8-bit weights: the ONNX runtime's arithmetic in less time, each
 * text by itself whatever stands beside it. Null where the file holds something else than
 * such an encoder, where this browser can't run them, or where their vectors for a few texts are not
 * those of the runtime (`reference`).
 */
export async function byteEncoderFor(
  store: ModelStore,
  model: StoredModel,
  tokenise: (text: string) => readonly number[],
  reference: SlowRun,
): Promise<Run | null> {
  const { pooling } = model.spec;
  const most = Math.min(model.spec.maxTokens, longestTrial);
  const long = trials.join(' ').repeat(longestTrial / 32);
  const texts = [...trials, long].map((text) => fitTokens(tokenise(text), most).ids);
  const run = await readEncoder(store, model);
  const own = run === null ? null : tryTogether(run, texts, pooling);
  if (own === null) return null;
  for (const [place, ids] of texts.entries()) {
    const wanted = vectorsOf(await reference([ids]), [ids], pooling)[0];
    const cosine = own[place]?.reduce((sum, value, at) => sum + value * (wanted?.[at] ?? 0), 0);
    // NaN is no agreement either.
    if (!(cosine !== undefined && cosine >= leastCosine)) return null;
  }
  return run;
}

async function readEncoder(store: ModelStore, model: StoredModel): Promise<Run | null> {
  const config = await store.file(model.key, 'config.json');
  const weights = await store.file(model.key, filesOf(model.spec).at(-1) ?? '');
  const kernels = loadEncoderKernels();
  if (config === undefined || weights === undefined || kernels === null) return null;
  const bytes = new Uint8Array(await weights.arrayBuffer());
  const told: unknown = await config.json();
  return unlessOutOfRange(() => {
    const bert = findBert(readOnnx(bytes), told);
    if (bert === null || !ByteEncoder.canRun(bert)) return null;
    const encoder = new ByteEncoder(bert, kernels);
    return (texts) => encoder.run(texts);
  });
}

/** As they are embedded later: all in one batch. */
function tryTogether(run: Run, texts: readonly Ids[], pooling: Pooling): Float32Array[] | null {
  return unlessOutOfRange(() => vectorsOf(run(texts), texts, pooling));
}

/**
 * Null where the file is written in a way that we don't read, where it lacks what the tokeniser knows
 * of, or where there is no memory for a second copy: the runtime, which has the model loaded, does it
 * then.
 */
function unlessOutOfRange<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function vectorsOf(
  { states, starts, width }: TextStates,
  texts: readonly Ids[],
  pooling: Pooling,
): Float32Array[] {
  return texts.map((ids, text) => {
    const vector = new Float32Array(width);
    const place = { start: starts[text] ?? 0, tokens: ids.length, width };
    poolTokens(states, place, pooling, vector, 0);
    return vector;
  });
}
