import type { FilterSettings } from '#core/model/recipe.ts';
import type { Verdict } from '#core/model/task.ts';
import { firstCodePoint } from '#core/text/capitalise.ts';
import { isAscii, isAsciiPunctuation } from '#core/text/characters.ts';
import type { Proposal } from './filter.ts';

export const id = 'first-character';
export const label = 'First character';

export const defaults: Pick<FilterSettings, 'firstCharacter'> = { firstCharacter: 'any-script' };

/**
 * Letters, digits, opening brackets and quotes, and the Spanish opening marks. Closing quotes are
 * let in as well: Danish and Swedish, among others, open with them.
 */
const anyScriptStart = /^[\p{L}\p{N}\p{Ps}\p{Pi}\p{Pf}"'¿¡]/u;

/** Rejects what starts with a character that no instruction of its script starts with. */
export function check(settings: typeof defaults, { instruction }: Proposal): Verdict {
  const character = firstCodePoint(instruction);
  const isFine =
    settings.firstCharacter === 'ascii'
      ? isAscii(character) && !isAsciiPunctuation(character)
      : anyScriptStart.test(character);
  return isFine ? { keep: true } : { keep: false, reason: 'starts-badly', character };
}
