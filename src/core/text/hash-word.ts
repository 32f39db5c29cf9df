import { avalanche } from '#core/random/keyed-random.ts';

/**
 * A text as one 32-bit word, to tell whether it is another than it was; of four thousand million
 * changes one is missed. No protection against malice.
 */
export function hashWord(text: string): number {
  let word = text.length;
  for (let index = 0; index < text.length; index += 1) {
    word = Math.imul(word ^ text.charCodeAt(index), 0x01000193);
  }
  return avalanche(word) >>> 0;
}
