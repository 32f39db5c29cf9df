import type { TaskId } from '#core/model/ids.ts';
import { BitPattern } from './bit-pattern.ts';
import { fMeasure } from './f-measure.ts';
import { NearestList } from './nearest-list.ts';
import type { EncodedText, PoolRows } from './pool-rows.ts';
import { meanOf, withoutMember, type PoolTally } from './pool-tally.ts';
import type { PoolScore } from './rouge-engine.ts';

const pattern = new BitPattern();

/** LCS of a text with every member, one after the other. */
export function scanTally(rows: PoolRows, text: EncodedText, k: number): PoolTally {
  const { flat, ids } = rows;
  const nearest = new NearestList(k);
  const lcsByLength = new Array<number>(flat.longest + 1).fill(0);
  pattern.set(text.tokens, text.length, rows.vocabulary.size);
  for (let row = 0; row < flat.rows; row += 1) {
    const length = flat.lengths[row] ?? 0;
    if (length === 0) continue;
    const lcs = pattern.lcs(flat.tokens, flat.starts[row] ?? 0, length);
    lcsByLength[length] = (lcsByLength[length] ?? 0) + lcs;
    const score = fMeasure(lcs, text.length, length);
    if (score >= nearest.floor) nearest.offer(ids.idOf(row), score);
  }
  for (const id of rows.tokenless) nearest.offer(id, 0);
  return { length: text.length, members: rows.size, lcsByLength, nearest: nearest.list };
}

/** The score that a tally gives, `except` left out of it; the tally must hold `k + 1` nearest. */
export function scoreFrom(
  tally: PoolTally,
  rows: PoolRows,
  text: EncodedText,
  k: number,
  except?: TaskId,
): PoolScore {
  const row = except === undefined ? -1 : rows.ids.rowOf(except);
  if (except === undefined || row < 0) {
    return { mean: meanOf(tally), nearest: tally.nearest.slice(0, k) };
  }
  const length = rows.flat.lengths[row] ?? 0;
  pattern.set(text.tokens, text.length, rows.vocabulary.size);
  const lcs = pattern.lcs(rows.flat.tokens, rows.flat.starts[row] ?? 0, length);
  const rest = withoutMember(tally, { id: except, length, lcs }, k);
  return { mean: meanOf(rest), nearest: rest.nearest };
}
