import type { MarksChange } from '#core/model/marks.ts';
import { suspicionIds, suspicions } from '#core/suspicions/all-suspicions.ts';
import { causeWords } from './reject-causes.ts';

/**
 * What a change of marks did, in plain words for undo: "Rated task 17: 4 of 5". `what`: the tasks,
 * such as "task 17" or "312 tasks that match ‘poem’".
 */
export function marksLabel(change: MarksChange, what: string): string {
  const { verdict, rejectReason, rating, addTags = [], removeTags = [], isFlagged, note } = change;
  const { dismiss = [], suspectAgain = [] } = change;
  if (verdict === 'accepted') return `Accepted ${what}`;
  if (verdict === 'rejected') return `Rejected ${what}${becauseOf(rejectReason)}`;
  if (verdict === null) return `Took back the verdict on ${what}`;
  if (rating !== undefined) {
    return rating === null ? `Took the rating off ${what}` : `Rated ${what}: ${rating} of 5`;
  }
  if (addTags.length > 0) return `Tagged ${what}: ${addTags.join(', ')}`;
  if (removeTags.length > 0) {
    return `Took the ${removeTags.length === 1 ? 'tag' : 'tags'} ${removeTags.join(', ')} off ${what}`;
  }
  if (isFlagged !== undefined) return isFlagged ? `Flagged ${what}` : `Took the flag off ${what}`;
  if (note !== undefined) return note === null ? `Removed the note of ${what}` : `Noted on ${what}`;
  if (dismiss.length > 0) return `Marked as no problem on ${what}: ${namesOf(dismiss)}`;
  if (suspectAgain.length > 0)
    return `Marked as a problem again on ${what}: ${namesOf(suspectAgain)}`;
  return `Gave a reason for rejecting ${what}${becauseOf(rejectReason)}`;
}

/** What is being done to many tasks, to be followed by a count: "Rejecting". */
export function marksDoing({ verdict, addTags, removeTags }: MarksChange): string {
  if (verdict === 'accepted') return 'Accepting';
  if (verdict === 'rejected') return 'Rejecting';
  if (addTags !== undefined) return 'Tagging';
  return removeTags === undefined ? 'Changing' : 'Untagging';
}

function becauseOf(rejectReason: string | null | undefined): string {
  return rejectReason === null || rejectReason === undefined ? '' : `: ${causeWords(rejectReason)}`;
}

const namesOf = (ids: readonly string[]): string =>
  suspicionIds
    .filter((id) => ids.includes(id))
    .map((id) => suspicions[id].label)
    .join(', ');
