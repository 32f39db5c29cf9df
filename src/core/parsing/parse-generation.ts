import type { Instance } from '#core/model/task.ts';
import { digitClass } from '#core/text/characters.ts';
import { stripWhiteSpace, whiteSpaceClass } from '#core/text/white-space.ts';

const blanks = `[${whiteSpaceClass}]*`;
const number = `${blanks}(?:[${digitClass}]+${blanks})?:`;

/** Anywhere in the text, inside sentences too: that is how the published data was read. */
const example = new RegExp(`Example[${whiteSpaceClass}]?[${digitClass}]*\\.?`, 'u');
const output = new RegExp(`Output${number}`, 'u');
const input = new RegExp(`Input${number}`, 'u');
const inputAtStart = new RegExp(`^Input${number}`, 'u');

function readBlock(block: string): Instance {
  const parts = block.split(output);
  const [before = '', after] = parts;
  const [kept = ''] = (after ?? block).split(input);
  const inputText = after === undefined ? '' : stripWhiteSpace(before).replace(inputAtStart, '');
  return { input: stripWhiteSpace(inputText), output: stripWhiteSpace(kept) };
}

/**
 * Reads an input-first reply of step 3 as the published code does: blocks between `Example`
 * markers, else one block if it holds an `Output` marker, else nothing. Not yet filtered.
 */
export function parseGeneration(text: string): Instance[] {
  const reply = stripWhiteSpace(text);
  const [whole = '', ...more] = reply.split(example);
  if (more.length > 0) {
    return [whole, ...more]
      .map(stripWhiteSpace)
      .filter((block) => block !== '')
      .map(readBlock);
  }
  return output.test(reply) ? [readBlock(reply)] : [];
}
