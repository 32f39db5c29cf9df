import type { TaskId } from '#core/model/ids.ts';
import { BitPattern } from './bit-pattern.ts';
import { fMeasure } from './f-measure.ts';
import { NearestList } from './nearest-list.ts';
import type { EncodedText, PoolRows } from './pool-rows.ts';
import type { PoolTally } from './pool-tally.ts';

const pattern = new BitPattern();

/** LCS of a text with every member but `except`, one after the other. */
export function scanTally(
  rows: PoolRows,
  text: EncodedText,
  k: number,
  except?: TaskId,
): PoolTally {
  const { flat, ids } = rows;
  const skipped = except === undefined ? -1 : ids.rowOf(except);
  const nearest = new NearestList(k);
  const lcsByLength = new Array<number>(flat.longest + 1).fill(0);
  pattern.set(text.tokens, text.length, rows.vocabulary.size);
  for (let row = 0; row < flat.rows; row += 1) {
    const length = flat.lengths[row] ?? 0;
    if (length === 0 || row === skipped) continue;
    const lcs = pattern.lcs(flat.tokens, flat.starts[row] ?? 0, length);
    lcsByLength[length] = (lcsByLength[length] ?? 0) + lcs;
    const score = fMeasure(lcs, text.length, length);
    if (score >= nearest.floor) nearest.offer(ids.idOf(row), score);
  }
  for (const id of rows.tokenless) if (id !== except) nearest.offer(id, 0);
  const members = rows.size - (skipped >= 0 ? 1 : 0);
  return { length: text.length, members, lcsByLength, nearest: nearest.list };
}
