import type { TextRange } from './marked-text.ts';
import { rangesOfWords } from './marked-text.ts';
import type { SearchPattern, SearchTerm } from './search-terms.ts';

// Marking every letter of a long text helps nobody and takes the page's time.
const mostRanges = 500;

/** The compiled pattern, to look for its first match. */
export const compilePattern = ({ source, flags }: SearchPattern): RegExp =>
  new RegExp(source, flags);

/**
 * True where one of a task's fields (instruction, inputs, outputs) holds what is looked for, and for
 * an excluded term where none does. Terms may lie in different fields; none reaches over a field's end.
 */
export function holdsTerm(fields: readonly string[], term: SearchTerm): boolean {
  const isFound =
    term.kind === 'text'
      ? fields.some((field) => field.toLowerCase().includes(term.text))
      : fields.some((field) => compilePattern(term.pattern).test(field));
  return isFound !== term.isExcluded;
}

/** Where a pattern matches in a text, at most 500 times; empty matches are left out. */
export function rangesOfPattern(text: string, pattern: SearchPattern): readonly TextRange[] {
  const ranges: TextRange[] = [];
  for (const match of text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
    if (match[0] !== '') ranges.push({ start: match.index, end: match.index + match[0].length });
    if (ranges.length >= mostRanges) break;
  }
  return ranges;
}

/** Where the words and phrases of a search occur in a text; patterns are left to their worker. */
export function rangesOfTexts(text: string, terms: readonly SearchTerm[]): readonly TextRange[] {
  return rangesOfWords(text, textsToMark(terms)).slice(0, mostRanges);
}

/** The words and phrases that a search asks for, in lower case. */
const textsToMark = (terms: readonly SearchTerm[]): readonly string[] =>
  terms.flatMap((term) => (term.kind === 'text' && !term.isExcluded ? [term.text] : []));

/** The patterns that a search asks for. */
export const patternsToMark = (terms: readonly SearchTerm[]): readonly SearchPattern[] =>
  terms.flatMap((term) => (term.kind === 'pattern' && !term.isExcluded ? [term.pattern] : []));
