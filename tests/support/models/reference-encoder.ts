import type { EncoderWeights, Layer, Linear, Norm } from './encoder-weights.ts';

/** Numbers of one token. */
type Row = Float64Array;

/**
 * A BERT encoder in plain TypeScript and double precision, one text at a time: what the model
 * runtime must agree with. Answers the vector for the text: the mean over its tokens, of length 1.
 */
export function referenceVector(ids: readonly number[], weights: EncoderWeights): Row {
  const { width } = weights.shape;
  const rows = referenceStates(ids, weights);
  const mean = new Float64Array(width);
  for (const row of rows) row.forEach((value, at) => (mean[at] = (mean[at] ?? 0) + value));
  const length = Math.hypot(...mean);
  return mean.map((value) => value / length);
}

/** The vectors of its tokens. */
export function referenceStates(ids: readonly number[], weights: EncoderWeights): Row[] {
  let rows = ids.map((id, place) => embed(id, place, weights));
  for (const layer of weights.layers) rows = transform(layer, rows, weights.shape.heads);
  return rows;
}

function embed(id: number, place: number, weights: EncoderWeights): Row {
  const { width } = weights.shape;
  const row = Float64Array.from(
    { length: width },
    (_, at) =>
      (weights.words[id * width + at] ?? 0) +
      (weights.positions[place * width + at] ?? 0) +
      (weights.segments[at] ?? 0),
  );
  return norm(row, weights.norm);
}

function transform(layer: Layer, rows: readonly Row[], heads: number): Row[] {
  const attended = attention(layer, rows, heads);
  return rows.map((row, token) => {
    const first = add(apply(layer.attentionOut, attended[token] ?? row), row);
    const middle = norm(first, layer.attentionNorm);
    const grown = apply(layer.grow, middle).map(gelu);
    return norm(add(apply(layer.shrink, grown), middle), layer.outNorm);
  });
}

function attention(layer: Layer, rows: readonly Row[], heads: number): Row[] {
  const queries = rows.map((row) => apply(layer.query, row));
  const keys = rows.map((row) => apply(layer.key, row));
  const values = rows.map((row) => apply(layer.value, row));
  const size = layer.query.to / heads;
  return queries.map((query) => {
    const out = new Float64Array(query.length);
    for (let start = 0; start < query.length; start += size) {
      const scores = keys.map((key) => product(query, key, start, size) / Math.sqrt(size));
      const most = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - most));
      const sum = shares.reduce((total, share) => total + share, 0);
      shares.forEach((share, token) => {
        for (let at = start; at < start + size; at += 1) {
          out[at] = (out[at] ?? 0) + (share / sum) * (values[token]?.[at] ?? 0);
        }
      });
    }
    return out;
  });
}

function apply({ from, to, weights, bias }: Linear, row: Row): Row {
  const out = Float64Array.from(bias);
  for (let input = 0; input < from; input += 1) {
    const value = row[input] ?? 0;
    const start = input * to;
    for (let at = 0; at < to; at += 1)
      out[at] = (out[at] ?? 0) + value * (weights[start + at] ?? 0);
  }
  return out;
}

function norm(row: Row, { scale, shift }: Norm): Row {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  const spread = Math.sqrt(variance + 1e-12);
  return row.map((value, at) => ((value - mean) / spread) * (scale[at] ?? 1) + (shift[at] ?? 0));
}

const add = (a: Row, b: Row): Row => a.map((value, at) => value + (b[at] ?? 0));

function product(a: Row, b: Row, start: number, size: number): number {
  let sum = 0;
  for (let at = start; at < start + size; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

const gelu = (value: number): number => 0.5 * value * (1 + erf(value / Math.SQRT2));

/** The error function by its Taylor series, and 1 beyond the place where that differs by 1e-12. */
function erf(value: number): number {
  const x = Math.abs(value);
  if (x > 5) return Math.sign(value);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-16; n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return Math.sign(value) * Math.min(1, (2 / Math.sqrt(Math.PI)) * sum);
}
