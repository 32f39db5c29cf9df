import type { QualityRow, SameName } from '#core/model/quality.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { mergeAnswers, type QualityMerge } from './merge-answers.ts';
import type { QualityReviewer } from './quality-file.ts';
import { homeOf } from './same-name.ts';

/** What taking one reviewer's answers over does, under the name that they then have. */
export interface TakenReviewer extends QualityMerge {
  readonly name: string;
}

/**
 * Takes the reviewers of a file over, in its order. Fails, in words, where a person is to be asked:
 * answers would be replaced, or it can't be told whether two of one name are one. `rows`: of all
 * reviewers of the sample.
 */
export function takeReviewers(
  reviewId: string,
  reviewers: readonly QualityReviewer[],
  rows: readonly QualityRow[],
  sameName: SameName,
): Result<readonly TakenReviewer[], string> {
  const taken: TakenReviewer[] = [];
  for (const reviewer of reviewers) {
    const known = [...rows, ...taken.flatMap((each) => each.rows)];
    const { name, isDoubtful, apart } = homeOf(reviewer, known);
    const under = (wanted: string): TakenReviewer => {
      const theirs = known.filter((row) => row.reviewer === wanted);
      const byPlace = new Map(theirs.map((row) => [row.place, row]));
      return { ...mergeAnswers(reviewId, { ...reviewer, name: wanted }, byPlace), name: wanted };
    };
    const joined = under(name);
    const isChanging = joined.added + joined.replaced + joined.kept > 0;
    const isClash = joined.replaced > 0 || (isDoubtful && isChanging);
    if (isClash && sameName === 'ask') {
      const { replaced } = joined;
      return failure(replaced > 0 ? clashWords(name, replaced) : doubtWords(name, rows));
    }
    taken.push(isClash && sameName === 'apart' ? under(apart) : joined);
  }
  return success(taken);
}

const items = (count: number): string => (count === 1 ? 'one item' : `${count} items`);

function doubtWords(name: string, rows: readonly QualityRow[]): string {
  const here = rows.filter(({ reviewer, states }) => reviewer === name && states.length > 0);
  return (
    `“${name}” answered ${items(here.length)} here, and nothing of that is in the file. If it is ` +
    'the same person, both can be put together; if not, they can be kept apart.'
  );
}

const clashWords = (name: string, replaced: number): string =>
  `“${name}” answered here already, and the file says otherwise of ${items(replaced)}. If it is ` +
  'the same person, the newer answers can replace the older ones; if not, they can be kept apart.';
