/** The longest name of a reviewer, in UTF-16 code units. */
export const longestReviewerName = 60;

/** A name as it is kept, so that a space makes nobody another person; empty where it is none. */
export function cleanReviewer(name: string): string {
  return name.replace(/\s+/gu, ' ').trim().slice(0, longestReviewerName).trim();
}
