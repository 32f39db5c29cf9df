import { bytes, float, int, join, message, string, type Message } from './protobuf.ts';

/** Element types by the numbers that ONNX gives them. */
const elementTypes = { float: 1, uint8: 2, int8: 3, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

export type Attribute = number | readonly number[] | { readonly float: number };

type Dimension = number | string;

/**
 * Writes an ONNX model (opset 13) node by node, straight in the wire format of `onnx.proto3`: field
 * numbers are those of ModelProto, GraphProto, NodeProto, TensorProto and AttributeProto.
 */
export class OnnxGraph {
  readonly #nodes: Message[] = [];
  readonly #initializers: Message[] = [];
  readonly #inputs: Message[] = [];
  readonly #outputs: Message[] = [];
  #named = 0;

  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#inputs.push(message(11, [string(1, name), valueType(type, shape)]));
    return name;
  }

  output(name: string, type: ElementType, shape: readonly Dimension[]): void {
    this.#outputs.push(message(12, [string(1, name), valueType(type, shape)]));
  }

  tensor(type: ElementType, shape: readonly number[], data: ArrayBufferView): string {
    const name = this.#name('t');
    const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dims = shape.map((size) => int(1, size));
    this.#initializers.push(
      message(5, [...dims, int(2, elementTypes[type]), string(8, name), bytes(9, raw)]),
    );
    return name;
  }

  scalar(value: number): string {
    return this.tensor('float', [], Float32Array.of(value));
  }

  integers(values: readonly number[]): string {
    return this.tensor('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  /** Adds a node and names its (first) output; `outputs` more than one are named `x`, `x:1`, … */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    outputs: readonly string[] = [this.#name('v')],
  ): string {
    this.#nodes.push(
      message(1, [
        ...inputs.map((name) => string(1, name)),
        ...outputs.map((name) => string(2, name)),
        string(3, this.#name(operator)),
        string(4, operator),
        ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      ]),
    );
    return outputs[0] ?? '';
  }

  /** The whole file. */
  model(): Uint8Array {
    const graph = message(7, [
      ...this.#nodes,
      string(2, 'encoder'),
      ...this.#initializers,
      ...this.#inputs,
      ...this.#outputs,
    ]);
    return join([int(1, 8), string(2, 'seedbed tests'), graph, message(8, [int(2, 13)])]);
  }

  #name(prefix: string): string {
    this.#named += 1;
    return `${prefix}${this.#named}`;
  }
}

function valueType(type: ElementType, shape: readonly Dimension[]): Message {
  const dims = shape.map((size) =>
    message(1, [typeof size === 'number' ? int(1, size) : string(2, size)]),
  );
  return message(2, [message(1, [int(1, elementTypes[type]), message(2, dims)])]);
}

function attribute(name: string, value: Attribute): Message {
  if (typeof value === 'number') return message(5, [string(1, name), int(3, value), int(20, 2)]);
  if ('float' in value) return message(5, [string(1, name), float(2, value.float), int(20, 1)]);
  return message(5, [string(1, name), ...value.map((item) => int(8, item)), int(20, 7)]);
}
