import { decimalNumber } from '#core/text/decimal-number.ts';
import { withoutWrapping } from './chat-habits.ts';

const boldLabel = /(?:\*\*|__)([0-9]+\.\s+(?:Instruction|Input|Output):)(?:\*\*|__)/g;
const firstLabel = /^[#\s]*([0-9]+)\.\s+Instruction:/m;

/**
 * Brings a chat model's reply into the form of one that goes on after `n. Instruction:`. A chat
 * model writes that label itself, maybe bold and after a preamble; then all up to it goes, and
 * its number counts. A reply that only goes on starts with the instruction: the first label of
 * the kind has the number after, and the text stays as it is.
 */
export function withoutEcho(
  text: string,
  expected: number,
): { readonly text: string; readonly firstNumber: number } {
  const plain = withoutWrapping(text).replace(boldLabel, '$1');
  const match = firstLabel.exec(plain);
  const number = decimalNumber(match?.[1] ?? '');
  if (match === null || number > expected) return { text: plain, firstNumber: expected };
  return { text: plain.slice(match.index + match[0].length), firstNumber: number };
}
