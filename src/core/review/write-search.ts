import { patternKey, type SearchTerm } from './search-terms.ts';

/** Writes terms as they would be typed: `parseSearch` reads the same ones back. */
export function writeSearch(terms: readonly SearchTerm[]): string {
  return terms.map((term) => `${term.isExcluded ? '-' : ''}${body(term)}`).join(' ');
}

function body(term: SearchTerm): string {
  if (term.kind === 'pattern') return patternKey(term.pattern);
  const isWord = !/\s/u.test(term.text) && !/^[-/"]/u.test(term.text);
  return isWord ? term.text : `"${term.text.replace(/["\\]/gu, '\\$&')}"`;
}
