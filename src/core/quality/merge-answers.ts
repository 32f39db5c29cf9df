import type { QualityRow, QualityState } from '#core/model/quality.ts';
import type { QualityReviewer } from './quality-file.ts';

/** What taking a reviewer’s answers over would do. */
export interface QualityMerge {
  /** Items that had no answer of that name. */
  readonly added: number;
  /** Items that had another, older answer. */
  readonly replaced: number;
  /** Items that have another, newer answer, which stays. */
  readonly kept: number;
  /** The rows to store: those that change. */
  readonly rows: readonly QualityRow[];
}

/**
 * Lays the answers of a file over those that are there under the same name; the newer one counts.
 * What was said before stays behind it for undo. The same file a second time changes nothing.
 */
export function mergeAnswers(
  reviewId: string,
  reviewer: QualityReviewer,
  known: ReadonlyMap<number, QualityRow>,
): QualityMerge {
  let [added, replaced, kept] = [0, 0, 0];
  const rows: QualityRow[] = [];
  for (const [place, state] of reviewer.states) {
    const row = known.get(place);
    const last = row?.states.at(-1);
    if (last !== undefined && saysTheSame(last, state)) continue;
    if (last !== undefined && last.at > state.at) {
      kept += 1;
      continue;
    }
    if (last === undefined) added += 1;
    else replaced += 1;
    const states = [...(row?.states ?? []), state];
    rows.push({ reviewId, reviewer: reviewer.name, place, states });
  }
  return { added, replaced, kept, rows };
}

function saysTheSame(one: QualityState, other: QualityState): boolean {
  return (
    one.note === other.note &&
    one.answers.task === other.answers.task &&
    one.answers.input === other.answers.input &&
    one.answers.output === other.answers.output
  );
}
