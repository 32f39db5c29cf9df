import { wordClass } from '#core/text/characters.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

const wordBeforeColon = new RegExp(`([${wordClass}]+):`, 'gu');

/**
 * Takes the field name off an input that has only one: if exactly one distinct word stands before
 * a colon, everything through the first colon goes. In either case the input is trimmed and its
 * blank lines are closed up, in one pass. Source: pipeline.md, "Fine-tuning rows".
 */
export function simplifyInput(input: string): string {
  const names = new Set(Array.from(input.matchAll(wordBeforeColon), ([, name]) => name));
  const value = names.size === 1 ? input.slice(input.indexOf(':') + 1) : input;
  return stripWhiteSpace(value).replaceAll('\n\n', '\n');
}
