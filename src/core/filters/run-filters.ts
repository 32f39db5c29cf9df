import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';
import * as asksForProgram from './asks-for-program.ts';
import * as bannedWords from './banned-words.ts';
import * as cut from './cut.ts';
import type { Filter } from './filter.ts';
import * as firstCharacter from './first-character.ts';
import * as wordCount from './word-count.ts';

/** The text rules of step 1 in the order they are asked: the first that rejects gives the reason. */
const filters: readonly Filter[] = [cut, wordCount, bannedWords, asksForProgram, firstCharacter];

/**
 * What the text rules say of an instruction. It is taken as the parser left it: trimmed, not
 * empty; `isCut` where the reply ended inside it.
 */
export function checkInstruction(
  settings: FilterSettings,
  instruction: string,
  isCut = false,
): Verdict {
  for (const { check } of filters) {
    const verdict = check(settings, { instruction, cut: isCut });
    if (!verdict.keep) return verdict;
  }
  return { keep: true };
}
