import type { MarksChange } from '#core/model/marks.ts';

/** Longest tag and note, in characters. */
export const mostTagLength = 60;
export const mostNoteLength = 10_000;

/** A tag as it is kept: without space around it, and with single spaces in it. */
export function cleanTag(tag: string): string {
  return tag.replace(/\s+/gu, ' ').trim();
}

/** What is wrong with a change of marks, in words for the screen; null where it is fine. */
export function marksProblem(change: MarksChange): string | null {
  const { rating, note, addTags = [] } = change;
  if (Object.keys(change).length === 0) return 'Nothing was changed.';
  if (rating !== undefined && rating !== null && ![1, 2, 3, 4, 5].includes(rating)) {
    return 'A rating is a whole number from 1 to 5.';
  }
  if (addTags.some((tag) => tag === '' || cleanTag(tag) !== tag))
    return 'A tag is empty, or has spaces around it.';
  if (addTags.some((tag) => tag.length > mostTagLength)) {
    return `A tag can have ${mostTagLength} characters at most.`;
  }
  if ((note ?? '').length > mostNoteLength) {
    return `A note can have ${mostNoteLength.toLocaleString('en')} characters at most.`;
  }
  return null;
}

/** Whether a change accepts and does nothing beside it, so that it is kept as a verdict. */
export function isPlainAccept(change: MarksChange): boolean {
  return change.verdict === 'accepted' && Object.keys(change).length === 1;
}
