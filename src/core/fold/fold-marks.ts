import type { LogEvent } from '#core/model/log.ts';
import type { Judgement, MarksChange } from '#core/model/marks.ts';
import type { HumanOverlay } from '#core/model/task.ts';

type MarkName = keyof Judgement;

/** The marks that a change sets or takes away. */
function touchedBy(change: MarksChange): readonly MarkName[] {
  const names: MarkName[] = [];
  if (change.verdict !== undefined) names.push('verdict');
  if (change.rejectReason !== undefined || takesReason(change)) names.push('rejectReason');
  if (change.contaminated !== undefined || takesFound(change)) names.push('contaminated');
  if (change.rating !== undefined) names.push('rating');
  if (change.addTags !== undefined || change.removeTags !== undefined) names.push('tags');
  if (change.isFlagged !== undefined) names.push('isFlagged');
  if (change.note !== undefined) names.push('note');
  if (change.dismiss !== undefined || change.suspectAgain !== undefined) names.push('dismissed');
  return names;
}

const takesReason = ({ verdict }: MarksChange): boolean =>
  verdict !== undefined && verdict !== 'rejected';

const takesFound = (change: MarksChange): boolean =>
  isSet(change.rejectReason) || takesReason(change);

/** The change that an entry makes to one of its tasks, by its place. */
export function marksChangeAt(
  { change, contaminated }: LogEvent & { kind: 'marked' },
  place: number,
): MarksChange {
  const found = contaminated?.[place];
  return found === undefined ? change : { ...change, contaminated: found };
}

/** What an overlay holds of the marks that a change touches, to put it back by. */
export function marksBefore(overlay: HumanOverlay, change: MarksChange): Judgement {
  const touched = touchedBy(change).filter((name) => overlay[name] !== undefined);
  return Object.fromEntries(touched.map((name) => [name, overlay[name]]));
}

/** Whether an overlay is already as a change of marks would leave it. */
export function hasMarks(overlay: HumanOverlay, change: MarksChange): boolean {
  const after = marksBefore(changeMarks(overlay, change), change);
  return JSON.stringify(after) === JSON.stringify(marksBefore(overlay, change));
}

/** An overlay after a change of marks. */
export function changeMarks(overlay: HumanOverlay, change: MarksChange): HumanOverlay {
  const { verdict, rating, note, isFlagged } = change;
  const rejectReason = takesReason(change) ? null : change.rejectReason;
  const tags = changeList(overlay.tags ?? [], change.addTags, change.removeTags);
  const dismissed = changeList(overlay.dismissed ?? [], change.dismiss, change.suspectAgain);
  return {
    ...withoutMarks(overlay, change),
    ...(isSet(verdict) && { verdict }),
    ...(isSet(rejectReason) && { rejectReason }),
    ...(isSet(change.contaminated) && { contaminated: change.contaminated }),
    ...(isSet(rating) && { rating }),
    ...(tags !== null && tags.length > 0 && { tags }),
    ...(isFlagged === true && { isFlagged }),
    ...(isSet(note) && { note }),
    ...(dismissed !== null && dismissed.length > 0 && { dismissed }),
  };
}

/** An overlay with a change of marks taken back; `before` as `marksBefore` gave it. */
export function restoreMarks(
  overlay: HumanOverlay,
  change: MarksChange,
  before: Judgement,
): HumanOverlay {
  return { ...withoutMarks(overlay, change), ...before };
}

function withoutMarks(overlay: HumanOverlay, change: MarksChange): HumanOverlay {
  const touched: readonly string[] = touchedBy(change);
  return Object.fromEntries(Object.entries(overlay).filter(([name]) => !touched.includes(name)));
}

/** Null where a change has nothing to do with this list. */
function changeList(
  list: readonly string[],
  added: readonly string[] | undefined,
  removed: readonly string[] | undefined,
): readonly string[] | null {
  if (added === undefined && removed === undefined) return null;
  const kept = list.filter((item) => removed?.includes(item) !== true);
  return [...new Set([...kept, ...(added ?? [])])];
}

const isSet = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;
