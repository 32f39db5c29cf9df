/** A regular expression as it was typed between slashes; `flags` are some of i, m, s, u, sorted. */
export interface SearchPattern {
  readonly source: string;
  readonly flags: string;
}

/**
 * One thing that a task must hold, or must not where it is excluded. `text` is a word or a phrase in
 * lower case and found without case; a pattern is looked for as it stands.
 */
export type SearchTerm =
  | { readonly kind: 'text'; readonly text: string; readonly isExcluded: boolean }
  | { readonly kind: 'pattern'; readonly pattern: SearchPattern; readonly isExcluded: boolean };

/** Why a search can't be read: where (0-based, UTF-16 code units), and what to do about it. */
export interface SearchProblem {
  readonly at: number;
  readonly message: string;
}

/** The flags that a pattern may have; g and y would make no sense, d and v change nothing. */
export const patternFlags = 'imsu';

/** Names a pattern, for keeping what was found of it. */
export const patternKey = ({ source, flags }: SearchPattern): string => `/${source}/${flags}`;
