import { inTexts, rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'private-email';
export const label = 'e-mail address';
export const explanation =
  'A text holds an e-mail address, which may be somebody’s. Replace it by one that is kept free for examples, such as name@example.com.';

export const defaults = {};
export const fields = {};

const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_%+-])?\s?(?:@|\[at\]|\(at\))\s?(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\s?(?:\.|\[dot\]|\(dot\)))+\s?\p{L}{2,24}(?![\p{L}\p{N}@])/gu;
/** RFC 2606 and RFC 6761. */
const forExamples =
  /(?:@|\.|\bat[\])]\s?)(?:example(?:\.(?:com|org|net|edu))?|test|invalid|localhost)$/iu;

/** Finds an e-mail address that could be real. */
export function check(suspect: Suspect): Finding | null {
  return inTexts(suspect, (text) => {
    if (!text.includes('@') && !/[[(]at[\])]/u.test(text)) return null;
    for (const match of text.matchAll(email)) {
      if (!forExamples.test(match[0]))
        return { range: rangeOf(match), why: 'This is an e-mail address.' };
    }
    return null;
  });
}
