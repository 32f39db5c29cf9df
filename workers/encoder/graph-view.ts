import type { OnnxFile, OnnxNode, OnnxTensor } from './onnx-file.ts';

/** Finds its way in a graph, from a node to those before and after it. */
export class GraphView {
  readonly #file: OnnxFile;
  readonly #producers = new Map<string, OnnxNode>();
  readonly #consumers = new Map<string, OnnxNode[]>();

  constructor(file: OnnxFile) {
    this.#file = file;
    for (const node of file.nodes) {
      for (const output of node.outputs) this.#producers.set(output, node);
      for (const input of node.inputs) {
        const others = this.#consumers.get(input);
        if (others === undefined) this.#consumers.set(input, [node]);
        else others.push(node);
      }
    }
  }

  /** The nodes with one of these operators, in their order. */
  all(...operators: readonly string[]): readonly OnnxNode[] {
    return this.#file.nodes.filter(({ operator }) => operators.includes(operator));
  }

  /** A constant by its name, through nodes that only pass it on. */
  tensor(name: string | undefined): OnnxTensor | undefined {
    if (name === undefined) return undefined;
    const producer = this.#producers.get(name);
    if (producer?.operator === 'Identity') return this.tensor(producer.inputs[0]);
    return this.#file.tensors.get(name);
  }

  /** The first constant among what a node takes. */
  constantOf(node: OnnxNode | undefined): OnnxTensor | undefined {
    return node?.inputs.map((name) => this.tensor(name)).find((tensor) => tensor !== undefined);
  }

  /** The node with this operator that takes a node's first result. */
  next(node: OnnxNode | undefined, operator: string): OnnxNode | undefined {
    const [output = ''] = node?.outputs ?? [];
    return this.#consumers.get(output)?.find((other) => other.operator === operator);
  }

  /** The node with this operator that makes something a node takes. */
  producer(node: OnnxNode | undefined, operator: string): OnnxNode | undefined {
    const producers = (node?.inputs ?? []).map((name) => this.#producers.get(name));
    return producers.find((other) => other?.operator === operator);
  }
}
