import { OnnxGraph } from './onnx-graph.ts';
import type { EncoderShape } from './encoder-weights.ts';

/** Words whose vectors can be told by heart; all else is [UNK], which is the zero vector. */
const tinyWords = ['write', 'haiku', 'poem', 'rain', 'snow', 'code', 'a', 'about'] as const;

export const tinyVocabulary: readonly string[] = [
  ...['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
  ...tinyWords,
];

export const tinyShape: EncoderShape = {
  vocabulary: tinyVocabulary.length,
  positions: 512,
  width: 8,
  heads: 1,
  inner: 8,
  layers: 1,
};

/** The row of a word: 1 at its own place; `haiku` and `poem` share a quarter turn. */
export function tinyRow(token: string): number[] {
  const row = new Array<number>(tinyShape.width).fill(0);
  const place = tinyWords.findIndex((word) => word === token);
  if (place < 0) return row;
  row[place] = 1;
  if (token === 'poem') row[1] = 1;
  return row;
}

/** A model that looks every token up in a table and does nothing else. */
export function tinyModel(): Uint8Array {
  const graph = new OnnxGraph();
  const tokens = ['batch', 'sequence'];
  const ids = graph.input('input_ids', 'int64', tokens);
  graph.input('attention_mask', 'int64', tokens);
  graph.input('token_type_ids', 'int64', tokens);
  const rows = Float32Array.from(tinyVocabulary.flatMap(tinyRow));
  const table = graph.tensor('float', [tinyShape.vocabulary, tinyShape.width], rows);
  graph.node('Gather', [table, ids], {}, ['last_hidden_state']);
  graph.output('last_hidden_state', 'float', [...tokens, tinyShape.width]);
  return graph.model();
}
