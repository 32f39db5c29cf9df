import type { Tokeniser } from '#core/model/recipe.ts';
import { BitPattern } from './bit-pattern.ts';
import { fMeasure } from './f-measure.ts';
import type { FlatPool } from './flat-pool.ts';
import { BoundsTable, type LengthBounds } from './length-bounds.ts';
import { heapMemory } from './pool-memory.ts';
import { PoolRows } from './pool-rows.ts';
import { PrefixIndex } from './prefix-index.ts';

/** Two texts by position, the earlier first, and their ROUGE-L F. */
export interface NearPair {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/** How far a scan has come: texts compared, of how many. */
export interface PairProgress {
  readonly done: number;
  readonly total: number;
}

/** Texts compared between two progress reports. */
const stride = 256;

/**
 * All pairs of texts whose F is at least `threshold` (0–1), each once; texts without tokens are
 * near nothing. A generator, so that the caller can show progress, pause or stop: it yields after
 * every 256 texts and hands each pair to `take`.
 */
export function* nearPairs(
  texts: readonly string[],
  tokeniser: Tokeniser,
  threshold: number,
  take: (pair: NearPair) => void,
): Generator<PairProgress, void> {
  const rows = new PoolRows({ tokeniser, threshold, tokenless: 'count' }, heapMemory());
  const added = rows.append(texts.map((text, id) => ({ id, text })));
  if (!added.ok) return;
  const bounds = new BoundsTable(threshold, true);
  const index = new PrefixIndex(rows.flat, rows.vocabulary.size, bounds);
  const search = { rows, bounds, index, pattern: new BitPattern() };
  for (let row = 0; row < texts.length; row += 1) {
    if (row % stride === 0) yield { done: row, total: texts.length };
    pairsOf(search, row, take);
  }
  yield { done: texts.length, total: texts.length };
}

interface Search {
  readonly rows: PoolRows;
  readonly bounds: BoundsTable;
  readonly index: PrefixIndex;
  readonly pattern: BitPattern;
}

/** Pairs of a row with rows that are shorter, or as long and earlier. */
function pairsOf(
  { rows, bounds, index, pattern }: Search,
  row: number,
  take: (pair: NearPair) => void,
): void {
  const { flat } = rows;
  const length = flat.lengths[row] ?? 0;
  if (length === 0) return;
  const tokens = tokensOf(flat, row);
  const asked = noLonger(bounds.of(length, flat.longest), length);
  index.probe(tokens, length, asked);
  if (index.foundCount < 2) return;
  pattern.set(tokens, length, rows.vocabulary.size);
  for (let i = 0; i < index.foundCount; i += 1) {
    const other = index.found[i] ?? 0;
    const n = flat.lengths[other] ?? 0;
    if (n === length && other >= row) continue;
    const lcs = pattern.lcs(flat.tokens, flat.starts[other] ?? 0, n);
    if (lcs < (asked.need[n] ?? 0)) continue;
    const score = fMeasure(lcs, length, n);
    take({ first: Math.min(row, other), second: Math.max(row, other), score });
  }
}

const tokensOf = (flat: FlatPool, row: number): Int32Array => {
  const start = flat.starts[row] ?? 0;
  return Int32Array.from(flat.tokens.subarray(start, start + (flat.lengths[row] ?? 0)));
};

const noLonger = (bounds: LengthBounds, length: number): LengthBounds => ({
  ...bounds,
  highest: Math.min(bounds.highest, length),
});

/** Counts the pairs of texts above, and exactly at, a threshold. */
export function countPairs(
  texts: readonly string[],
  threshold: number,
  tokeniser: Tokeniser = 'paper',
): { above: number; exactly: number } {
  let above = 0;
  let exactly = 0;
  const count = ({ score }: NearPair): void => {
    if (score > threshold) above += 1;
    else exactly += 1;
  };
  const scan = nearPairs(texts, tokeniser, threshold, count);
  while (scan.next().done !== true);
  return { above, exactly };
}
