import { inTexts, rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'private-url';
export const label = 'web address';
export const explanation =
  'A text holds a web address. A model that learns it will give addresses that lead nowhere, or somewhere private. Addresses that are kept free for examples are left out.';

export const defaults = {};
export const fields = {};

const address = /\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'“”‘’`]*[^\s<>"'“”‘’`.,;:!?)\]}*]/giu;
const bare =
  /(?<![@\w./-])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|co\.uk|de|fr|info|biz)\/[^\s<>"'“”‘’`]*[^\s<>"'“”‘’`.,;:!?)\]}*]/giu;
/** RFC 2606 and RFC 6761, and addresses of nobody. */
const forExamples =
  /^(?:[a-z]+:\/\/)?(?:[\w-]+\.)*(?:example(?:\.(?:com|org|net|edu))?|test|invalid|localhost|local|(?:127|0)\.[\d.]+)(?:[:/?#]|$)|w3\.org\/|schema\.org|(?:your|my|some)[-_]?(?:site|domain|website|company|url)/iu;

/** Finds a web address. */
export function check(suspect: Suspect): Finding | null {
  return inTexts(suspect, (text) => {
    if (!text.includes('www.') && !text.includes('://') && !text.includes('/')) return null;
    for (const pattern of [address, bare]) {
      for (const match of text.matchAll(pattern)) {
        if (!forExamples.test(match[0]))
          return { range: rangeOf(match), why: 'This is a web address.' };
      }
    }
    return null;
  });
}
