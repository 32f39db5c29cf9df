import type { StoredModel } from '#core/embedding/model-spec.ts';
import type { TextStates } from '#workers/encoder/byte-encoder.ts';
import { byteEncoderFor } from './byte-encoder-for.ts';
import type { ModelStore } from './model-store.ts';
import type { Runtime } from './onnx-runtime.ts';

/** A loaded model: text to token ids, token ids to token vectors. */
export interface Encoder {
  readonly runtime: Runtime;
  readonly model: StoredModel;
  /** Ids with the tokens that open and close a text. */
  tokenise(text: string): readonly number[];
  /** How many of the tokens open and close a text. */
  readonly frameTokens: number;
  /** Token vectors, text after text; valid until the next run. */
  run(texts: readonly (readonly number[])[]): Promise<TextStates>;
}

const modelName = 'stored-model';

/**
 * Loads a stored model on the runtime that was provided. Nothing is fetched: transformers.js gets
 * files from the store only. Throws whatever goes wrong.
 */
export async function loadEncoder(
  store: ModelStore,
  model: StoredModel,
  runtime: Runtime,
): Promise<Encoder> {
  const { AutoModel, AutoTokenizer, Tensor, env } = await import('@xenova/transformers');
  env.useWasmCache = false;
  env.useBrowserCache = false;
  env.allowLocalModels = false;
  env.useCustomCache = true;
  env.customCache = {
    match: (request: string) => store.file(model.key, pathIn(request)),
    put: () => Promise.resolve(),
  };
  env.fetch = () => Promise.resolve(new Response(null, { status: 404 }));
  const tokeniser = await AutoTokenizer.from_pretrained(modelName);
  const network = await AutoModel.from_pretrained(modelName, {
    dtype: model.spec.precision,
    // With a runtime of ours transformers.js knows no devices; the session option decides.
    device: 'auto',
    session_options: { executionProviders: [runtime.device] },
  });
  const padding = BigInt(tokeniser.pad_token_id);
  const inputNames = inputsOf(network);
  const tokenise = (text: string): readonly number[] => tokeniser.encode(text);
  const run: Encoder['run'] = async (texts) => {
    const tokens = texts.reduce((most, ids) => Math.max(most, ids.length), 0);
    const shape = [texts.length, tokens];
    const arrays = padTo(texts, tokens, padding);
    const inputs = Object.fromEntries(
      inputNames.map((name) => [name, new Tensor('int64', arrays[name], shape)]),
    );
    const output = (await network(inputs)) as Record<string, unknown>;
    return statesOf(output);
  };
  const encoder = { runtime, model, tokenise, frameTokens: tokenise('').length, run };
  if (runtime.device !== 'wasm' || model.spec.precision !== 'q8') return encoder;
  const own = await byteEncoderFor(store, model, tokenise, run);
  if (own === null) return encoder;
  await network.dispose();
  return {
    ...encoder,
    runtime: { ...runtime, threads: 1, engine: 'kernels' },
    run: (texts) => Promise.resolve(own(texts)),
  };
}

const pathIn = (request: string): string =>
  request
    .split(`${modelName}/`)
    .at(-1)
    ?.replace(/^(resolve\/)?main\//, '') ?? '';

type InputName = 'input_ids' | 'attention_mask' | 'token_type_ids';

/** Some models take no token types, and transformers.js warns of every input too many. */
function inputsOf(network: {
  sessions: Record<string, { inputNames: readonly string[] }>;
}): InputName[] {
  const known: readonly InputName[] = ['input_ids', 'attention_mask', 'token_type_ids'];
  const names = network.sessions['model']?.inputNames ?? known;
  return known.filter((name) => names.includes(name));
}

function padTo(
  texts: readonly (readonly number[])[],
  tokens: number,
  padding: bigint,
): Record<InputName, BigInt64Array> {
  const size = texts.length * tokens;
  const arrays = {
    input_ids: new BigInt64Array(size).fill(padding),
    attention_mask: new BigInt64Array(size),
    token_type_ids: new BigInt64Array(size),
  };
  texts.forEach((ids, text) => {
    ids.forEach((id, token) => {
      arrays.input_ids[text * tokens + token] = BigInt(id);
      arrays.attention_mask[text * tokens + token] = 1n;
    });
  });
  return arrays;
}

/** Each text is padded to the longest. */
function statesOf(output: Record<string, unknown>): TextStates {
  const tensor = output['last_hidden_state'] as { data?: unknown; dims?: number[] } | undefined;
  const [texts = 0, tokens = 0, width = 0] = tensor?.dims ?? [];
  if (!(tensor?.data instanceof Float32Array) || width === 0) {
    throw new Error('The model gives no token vectors (last_hidden_state).');
  }
  const starts = Array.from({ length: texts }, (_, text) => text * tokens * width);
  return { states: tensor.data, starts, width };
}
