import type { EncoderWeights, Layer, Linear, Norm } from './encoder-weights.ts';
import { OnnxGraph } from './onnx-graph.ts';
import { quantise, quantiseColumns } from './quantise.ts';

export type Precision = 'fp32' | 'q8' | 'q8-columns';

/**
 * A BERT encoder in the operators that exporters write, one by one, so that the runtime has the same
 * work of fusing them as with a real model. `q8`: int8 weights, activations quantised as they come;
 * `q8-columns`: with a scale for each column, and normalisation in one operator.
 */
export function encoderModel(weights: EncoderWeights, precision: Precision): Uint8Array {
  const graph = new OnnxGraph();
  const tokens = ['batch', 'sequence'];
  const ids = graph.input('input_ids', 'int64', tokens);
  const mask = graph.input('attention_mask', 'int64', tokens);
  const segments = graph.input('token_type_ids', 'int64', tokens);
  const writer = new EncoderWriter(graph, weights, precision);
  const bias = writer.maskBias(mask);
  let hidden = writer.embed(ids, segments);
  for (const layer of weights.layers) hidden = writer.layer(layer, hidden, bias);
  graph.node('Identity', [hidden], {}, ['last_hidden_state']);
  graph.output('last_hidden_state', 'float', [...tokens, weights.shape.width]);
  return graph.model();
}

class EncoderWriter {
  readonly #graph: OnnxGraph;
  readonly #weights: EncoderWeights;
  readonly #precision: Precision;

  constructor(graph: OnnxGraph, weights: EncoderWeights, precision: Precision) {
    this.#graph = graph;
    this.#weights = weights;
    this.#precision = precision;
  }

  embed(ids: string, segments: string): string {
    const graph = this.#graph;
    const { shape, positions, norm } = this.#weights;
    const table = graph.tensor('float', [shape.positions, shape.width], positions);
    const kinds = graph.tensor('float', [2, shape.width], this.#weights.segments);
    const length = graph.node('Gather', [graph.node('Shape', [ids]), graph.integers([1])]);
    const place = graph.node('Slice', [table, graph.integers([0]), length, graph.integers([0])]);
    const sum = graph.node('Add', [this.#words(ids), graph.node('Gather', [kinds, segments])]);
    return this.#norm(norm, graph.node('Add', [sum, place]));
  }

  /** 0 where a token counts, very negative where it is padding; broadcasts over heads and rows. */
  maskBias(mask: string): string {
    const graph = this.#graph;
    const counts = graph.node('Cast', [graph.node('Unsqueeze', [mask, graph.integers([1, 2])])], {
      to: 1,
    });
    const absent = graph.node('Sub', [graph.scalar(1), counts]);
    return graph.node('Mul', [absent, graph.scalar(-3.4028234663852886e38)]);
  }

  layer(layer: Layer, hidden: string, bias: string): string {
    const graph = this.#graph;
    const shared = this.#prepare(hidden);
    const attended = this.#attention(layer, shared, bias);
    const first = graph.node('Add', [this.#linear(layer.attentionOut, attended), hidden]);
    const middle = this.#norm(layer.attentionNorm, first);
    const grown = this.#gelu(this.#linear(layer.grow, middle));
    const second = graph.node('Add', [this.#linear(layer.shrink, grown), middle]);
    return this.#norm(layer.outNorm, second);
  }

  #words(ids: string): string {
    const graph = this.#graph;
    const { shape, words } = this.#weights;
    const size = [shape.vocabulary, shape.width];
    if (this.#precision === 'fp32')
      return graph.node('Gather', [graph.tensor('float', size, words), ids]);
    const { values, scale } = quantise(words);
    const rows = graph.node('Gather', [graph.tensor('int8', size, values), ids]);
    return graph.node('DequantizeLinear', [rows, graph.scalar(scale), this.#zero()]);
  }

  #attention(layer: Layer, input: Prepared, bias: string): string {
    const graph = this.#graph;
    const { width, heads } = this.#weights.shape;
    const split = graph.integers([0, 0, heads, width / heads]);
    const part = (linear: Linear, perm: readonly number[]): string =>
      graph.node('Transpose', [graph.node('Reshape', [this.#apply(linear, input), split])], {
        perm,
      });
    const query = part(layer.query, [0, 2, 1, 3]);
    const key = part(layer.key, [0, 2, 3, 1]);
    const value = part(layer.value, [0, 2, 1, 3]);
    const scores = graph.node('Div', [
      graph.node('MatMul', [query, key]),
      graph.scalar(Math.sqrt(width / heads)),
    ]);
    const shares = graph.node('Softmax', [graph.node('Add', [scores, bias])], { axis: -1 });
    const mixed = graph.node('Transpose', [graph.node('MatMul', [shares, value])], {
      perm: [0, 2, 1, 3],
    });
    return graph.node('Reshape', [mixed, graph.integers([0, 0, width])]);
  }

  #linear(linear: Linear, input: string): string {
    return this.#apply(linear, this.#prepare(input));
  }

  #prepare(input: string): Prepared {
    if (this.#precision === 'fp32') return { value: input, scale: '', zeroPoint: '' };
    const names = ['value', 'scale', 'zero'].map((part) => `${input}:${part}`);
    const [value = '', scale = '', zeroPoint = ''] = names;
    this.#graph.node('DynamicQuantizeLinear', [input], {}, names);
    return { value, scale, zeroPoint };
  }

  #apply(linear: Linear, input: Prepared): string {
    const graph = this.#graph;
    const size = [linear.from, linear.to];
    const bias = graph.tensor('float', [linear.to], linear.bias);
    if (this.#precision === 'fp32') {
      const weights = graph.tensor('float', size, linear.weights);
      return graph.node('Add', [graph.node('MatMul', [input.value, weights]), bias]);
    }
    const { weights, zeros, scale } = this.#bytes(linear);
    const whole = graph.node('MatMulInteger', [input.value, weights, input.zeroPoint, zeros]);
    const factor = graph.node('Mul', [input.scale, scale]);
    const product = graph.node('Mul', [graph.node('Cast', [whole], { to: 1 }), factor]);
    return graph.node('Add', [product, bias]);
  }

  #bytes({ from, to, weights }: Linear): { weights: string; zeros: string; scale: string } {
    const graph = this.#graph;
    if (this.#precision === 'q8') {
      const { values, scale } = quantise(weights);
      const name = graph.tensor('int8', [from, to], values);
      return { weights: name, zeros: this.#zero(), scale: graph.scalar(scale) };
    }
    const { values, scales } = quantiseColumns(weights, to);
    return {
      weights: graph.tensor('int8', [from, to], values),
      zeros: graph.tensor('int8', [to], new Int8Array(to)),
      scale: graph.tensor('float', [to], scales),
    };
  }

  #norm(norm: Norm, input: string): string {
    const graph = this.#graph;
    const { width } = this.#weights.shape;
    if (this.#precision === 'q8-columns') {
      const rows = [norm.scale, norm.shift].map((row) => graph.tensor('float', [width], row));
      return graph.node('LayerNormalization', [input, ...rows], { epsilon: { float: 1e-12 } });
    }
    const last = { axes: [-1], keepdims: 1 };
    const centred = graph.node('Sub', [input, graph.node('ReduceMean', [input], last)]);
    const square = graph.node('Pow', [centred, graph.scalar(2)]);
    const spread = graph.node('Sqrt', [
      graph.node('Add', [graph.node('ReduceMean', [square], last), graph.scalar(1e-12)]),
    ]);
    const unit = graph.node('Div', [centred, spread]);
    const scaled = graph.node('Mul', [unit, graph.tensor('float', [width], norm.scale)]);
    return graph.node('Add', [scaled, graph.tensor('float', [width], norm.shift)]);
  }

  #gelu(input: string): string {
    const graph = this.#graph;
    const error = graph.node('Erf', [graph.node('Div', [input, graph.scalar(Math.SQRT2)])]);
    const share = graph.node('Add', [error, graph.scalar(1)]);
    return graph.node('Mul', [graph.node('Mul', [input, share]), graph.scalar(0.5)]);
  }

  #zero(): string {
    return this.#graph.tensor('int8', [], new Int8Array(1));
  }
}

/** A value ready to be multiplied by several weights; scale and zero point are empty for fp32. */
interface Prepared {
  readonly value: string;
  readonly scale: string;
  readonly zeroPoint: string;
}
