/** A constant of a graph: its numbers as they lie in the file, in row-major order. */
export interface OnnxTensor {
  readonly type: 'float' | 'uint8' | 'int8' | 'other';
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OnnxFile {
  /** Each after those whose results it takes. */
  readonly nodes: readonly OnnxNode[];
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
}

// Field numbers of onnx.proto3.
const model = { graph: 7 };
const graph = { node: 1, initializer: 5 };
const node = { input: 1, output: 2, operator: 4 };
const tensor = { dims: 1, type: 2, floats: 4, integers: 5, name: 8, raw: 9 };
const types: Readonly<Partial<Record<number, OnnxTensor['type']>>> = {
  1: 'float',
  2: 'uint8',
  3: 'int8',
};

const none = new Uint8Array(0);

/**
 * Reads the graph of an ONNX model, its tensors as views into the file. Throws a RangeError where the
 * file is cut or is something else.
 */
export function readOnnx(file: Uint8Array): OnnxFile {
  const nodes: OnnxNode[] = [];
  const tensors = new Map<string, OnnxTensor>();
  for (const part of fields(file)) {
    if (part.number !== model.graph) continue;
    for (const { number, bytes } of fields(part.bytes)) {
      if (number === graph.node) nodes.push(readNode(bytes));
      else if (number === graph.initializer) tensors.set(...readTensor(bytes));
    }
  }
  return { nodes, tensors };
}

function readNode(bytes: Uint8Array): OnnxNode {
  const all = [...fields(bytes)];
  const texts = (wanted: number): string[] =>
    all.filter(({ number }) => number === wanted).map((field) => text(field.bytes));
  return {
    operator: texts(node.operator)[0] ?? '',
    inputs: texts(node.input),
    outputs: texts(node.output),
  };
}

function readTensor(bytes: Uint8Array): [string, OnnxTensor] {
  let name = '';
  let type: OnnxTensor['type'] = 'other';
  let data: Uint8Array = none;
  const dims: number[] = [];
  for (const field of fields(bytes)) {
    if (field.number === tensor.name) name = text(field.bytes);
    else if (field.number === tensor.type) type = types[field.value] ?? 'other';
    else if (field.number === tensor.dims) dims.push(...numbers(field));
    else if (field.number === tensor.raw || field.number === tensor.floats) data = field.bytes;
    // Small tensors of bytes come as numbers, one varint each.
    else if (field.number === tensor.integers) data = Uint8Array.from(numbers(field));
  }
  return [name, { type, dims, bytes: data }];
}

interface Field {
  readonly number: number;
  /** Of a varint; else 0. */
  readonly value: number;
  /** Of what has a length; else empty. */
  readonly bytes: Uint8Array;
}

/** The fields of a Protocol Buffers message, in the order of the file. */
function* fields(message: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const key = varint(message, at);
    at = key.end;
    const number = key.value >>> 3;
    const kind = key.value & 7;
    const size = kind === 1 ? 8 : kind === 5 ? 4 : 0;
    if (kind === 0) {
      const { value, end } = varint(message, at);
      yield { number, value, bytes: none };
      at = end;
    } else if (kind === 2 || size > 0) {
      const length = size > 0 ? { value: size, end: at } : varint(message, at);
      at = length.end + length.value;
      if (at > message.length) throw new RangeError('The file ends within a field.');
      yield { number, value: 0, bytes: message.subarray(length.end, at) };
    } else throw new RangeError(`No field is of kind ${kind}.`);
  }
}

/** Numbers of a repeated field, which come one by one or all together. */
function numbers({ value, bytes }: Field): number[] {
  if (bytes.length === 0) return [value];
  const found: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const next = varint(bytes, at);
    found.push(next.value);
    at = next.end;
  }
  return found;
}

/** Seven bits a byte, the lowest first. A negative number keeps its lowest 32 bits. */
function varint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0;
  for (let at = start, unit = 1; at < bytes.length; at += 1, unit *= 128) {
    const byte = bytes[at] ?? 0;
    // A negative number has ten bytes, those above 2⁵³ all ones.
    if (unit < 2 ** 49) value += (byte & 127) * unit;
    if (byte < 128) return { value, end: at + 1 };
  }
  throw new RangeError('The file ends within a number.');
}

const decoder = new TextDecoder();
const text = (bytes: Uint8Array): string => decoder.decode(bytes);
