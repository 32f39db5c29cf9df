import * as v from 'valibot';
import { GraphView } from './graph-view.ts';
import type { OnnxFile, OnnxNode, OnnxTensor } from './onnx-file.ts';

/** y = x · weights + bias, with weights `from` × `to` row by row, each meaning byte × its column's scale. */
export interface ByteLinear {
  readonly from: number;
  readonly to: number;
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

export interface Norm {
  readonly gains: Float32Array;
  readonly shifts: Float32Array;
}

/** Rows of `width` numbers, each meaning (value − zero) × scale. */
export interface RowTable {
  readonly values: Float32Array | Int8Array | Uint8Array;
  readonly scale: number;
  readonly zero: number;
}

export interface ByteLayer {
  readonly query: ByteLinear;
  readonly key: ByteLinear;
  readonly value: ByteLinear;
  readonly attentionOut: ByteLinear;
  readonly attentionNorm: Norm;
  readonly grow: ByteLinear;
  readonly shrink: ByteLinear;
  readonly outNorm: Norm;
}

/** A BERT encoder with 8-bit weights. */
export interface ByteBert {
  readonly width: number;
  readonly inner: number;
  readonly heads: number;
  readonly epsilon: number;
  readonly words: RowTable;
  readonly positions: RowTable;
  readonly types: RowTable;
  readonly norm: Norm;
  readonly layers: readonly ByteLayer[];
}

const configSchema = v.object({
  model_type: v.literal('bert'),
  hidden_size: v.number(),
  intermediate_size: v.number(),
  num_attention_heads: v.number(),
  num_hidden_layers: v.number(),
  hidden_act: v.optional(v.literal('gelu'), 'gelu'),
  position_embedding_type: v.optional(v.literal('absolute'), 'absolute'),
  layer_norm_eps: v.optional(v.number(), 1e-12),
});

/**
 * Finds the weights of a BERT encoder in a file that `onnxruntime.quantization` made 8-bit, by the
 * order and the sizes of what is in it. Null where it is anything else; whether what was found works
 * as the file does is for the caller to try.
 */
export function findBert(file: OnnxFile, config: unknown): ByteBert | null {
  const read = v.safeParse(configSchema, config);
  if (!read.success) return null;
  const told = read.output;
  const view = new GraphView(file);
  const width = told.hidden_size;
  const tables = findTables(view, width);
  const [norm, ...norms] = findNorms(view, width);
  const linears = findLinears(view);
  if (tables === null || norm === undefined || linears === null) return null;
  const layers = linearsByLayer(linears, width, told.intermediate_size).map((six, layer) =>
    layerOf(six, norms[2 * layer], norms[2 * layer + 1]),
  );
  const whole = layers.filter((layer) => layer !== null);
  const counts = [whole.length, norms.length / 2, linears.length / 6];
  if (counts.some((count) => count !== told.num_hidden_layers)) return null;
  return {
    width,
    inner: told.intermediate_size,
    heads: told.num_attention_heads,
    epsilon: told.layer_norm_eps,
    ...tables,
    norm,
    layers: whole,
  };
}

function layerOf(
  six: readonly ByteLinear[],
  attentionNorm: Norm | undefined,
  outNorm: Norm | undefined,
): ByteLayer | null {
  const [query, key, value, attentionOut, grow, shrink] = six;
  if (!query || !key || !value || !attentionOut || !grow || !shrink) return null;
  if (!attentionNorm || !outNorm) return null;
  return { query, key, value, attentionOut, attentionNorm, grow, shrink, outNorm };
}

/** Six in turn, as far as their sizes are those of a layer. */
function linearsByLayer(
  linears: readonly ByteLinear[],
  width: number,
  inner: number,
): readonly (readonly ByteLinear[])[] {
  const sizes = [
    ...Array.from({ length: 4 }, () => [width, width]),
    [width, inner],
    [inner, width],
  ];
  const layers: ByteLinear[][] = [];
  for (let at = 0; at < linears.length; at += sizes.length) {
    const six = linears.slice(at, at + sizes.length);
    const fits = six.every(({ from, to }, i) => sizes[i]?.[0] === from && sizes[i][1] === to);
    if (fits) layers.push(six);
  }
  return layers;
}

function findLinears(view: GraphView): readonly ByteLinear[] | null {
  const found = view.all('MatMulInteger').map((node) => linearOf(view, node));
  const whole = found.filter((linear) => linear !== null);
  return whole.length === found.length ? whole : null;
}

/** bytes · weights → Cast → × (scale of the values × scales of the weights) → + bias. */
function linearOf(view: GraphView, node: OnnxNode): ByteLinear | null {
  const weights = view.tensor(node.inputs[1]);
  const zeros = view.tensor(node.inputs[3]);
  const [from = 0, to = 0] = weights?.dims ?? [];
  if (weights?.type !== 'int8' || weights.dims.length !== 2) return null;
  if (zeros !== undefined && zeros.bytes.some((zero) => zero !== 0)) return null;
  const scaled = view.next(view.next(node, 'Cast'), 'Mul');
  const scales = view.constantOf(view.producer(scaled, 'Mul'));
  const bias = view.constantOf(view.next(scaled, 'Add'));
  if (scales?.type !== 'float' || bias?.type !== 'float' || bias.dims[0] !== to) return null;
  const columns = floats(scales);
  return {
    from,
    to,
    weights: signed(weights),
    scales: columns.length === to ? columns : new Float32Array(to).fill(columns[0] ?? NaN),
    bias: floats(bias),
  };
}

/** In one operator, or as exporters wrote it before there was one: … × gains + shifts. */
function findNorms(view: GraphView, width: number): readonly Norm[] {
  const isRow = (tensor: OnnxTensor | undefined): tensor is OnnxTensor =>
    tensor?.type === 'float' && tensor.dims.length === 1 && tensor.dims[0] === width;
  return view.all('Add', 'LayerNormalization').flatMap((node) => {
    const isOne = node.operator === 'LayerNormalization';
    const gains = isOne ? view.tensor(node.inputs[1]) : view.constantOf(view.producer(node, 'Mul'));
    const shifts = isOne ? view.tensor(node.inputs[2]) : view.constantOf(node);
    return isRow(gains) && isRow(shifts) ? [{ gains: floats(gains), shifts: floats(shifts) }] : [];
  });
}

type Tables = Pick<ByteBert, 'words' | 'positions' | 'types'>;

/** What ids and types are looked up in; positions are what else is looked up or cut out. */
function findTables(view: GraphView, width: number): Tables | null {
  const found: Partial<Record<keyof Tables, RowTable>> = {};
  for (const node of view.all('Gather', 'Slice')) {
    const table = tableOf(view, node, width);
    if (table === null) continue;
    const [, index] = node.inputs;
    const known = { input_ids: 'words', token_type_ids: 'types' } as const;
    found[index === 'input_ids' || index === 'token_type_ids' ? known[index] : 'positions'] = table;
  }
  const { words, positions, types } = found;
  return words && positions && types ? { words, positions, types } : null;
}

function tableOf(view: GraphView, node: OnnxNode, width: number): RowTable | null {
  const before = view.producer(node, 'DequantizeLinear');
  const dequantised = before ?? view.next(node, 'DequantizeLinear');
  const tensor = view.tensor(before === undefined ? node.inputs[0] : before.inputs[0]);
  if (tensor?.dims.length !== 2 || tensor.dims[1] !== width) return null;
  if (tensor.type === 'float') return { values: floats(tensor), scale: 1, zero: 0 };
  const scale = view.tensor(dequantised?.inputs[1]);
  const zeros = view.tensor(dequantised?.inputs[2]);
  if (tensor.type === 'other' || scale?.type !== 'float' || floats(scale).length !== 1) return null;
  const [zero = 0] = zeros === undefined ? [] : bytesOf(zeros);
  return { values: bytesOf(tensor), scale: floats(scale)[0] ?? NaN, zero };
}

const signed = ({ bytes }: OnnxTensor): Int8Array =>
  new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);

const bytesOf = (tensor: OnnxTensor): Int8Array | Uint8Array =>
  tensor.type === 'int8' ? signed(tensor) : tensor.bytes;

/** Copied, since numbers may lie anywhere in the file. */
const floats = ({ bytes }: OnnxTensor): Float32Array =>
  new Float32Array(Uint8Array.from(bytes).buffer);
