import { manyWords } from '#core/review/review-words.ts';
import { oneLine } from '#core/text/one-line.ts';
import type { ReplaceRule } from './replace-rule.ts';

/** What a replacement is named by; `which` says of which tasks, to follow "tasks". */
export interface ReplaceWords extends Pick<ReplaceRule, 'find' | 'replacement'> {
  readonly which: string;
}

/** A replacement that was made: how many tasks it changed, and its words in the undo log. */
export interface Replaced {
  readonly changed: number;
  readonly label: string;
}

/** A replacement in the words of the undo log, from what it changed: pieces in so many tasks. */
export function replaceLabel(words: ReplaceWords, places: number, tasks: number): string {
  const { find, replacement, which } = words;
  const times = places === tasks ? '' : ` ${places.toLocaleString('en')} times`;
  const done =
    replacement === ''
      ? `Deleted “${oneLine(find)}”`
      : `Replaced “${oneLine(find)}” by “${oneLine(replacement)}”`;
  return `${done}${times} in ${manyWords(tasks, which)}`;
}

/** What to tell of a replacement: `left` tasks were other ones by then. */
export function replaceOutcome(label: string, left: number): string {
  if (left === 0) return label;
  return `${label}; ${manyWords(left, '')} had changed meanwhile and ${left === 1 ? 'was' : 'were'} left alone`;
}
