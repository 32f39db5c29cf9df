/** Words of any script, numbers included. */
const words = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words: their characters stand for themselves. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

const gramLengths = [3, 4] as const;
/** A whole word against all its pieces together, which weigh 1. */
const wordWeight = 0.5;

/** FNV-1a over UTF-16 code units, mixed at the end so that low bits are usable. */
function hash(text: string, from: number, to: number, seed: number): number {
  let value = 0x811c9dc5 ^ seed;
  for (let index = from; index < to; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  value ^= value >>> 12;
  return value >>> 0;
}

/**
 * Calls `take` with the hash (32 bits) and weight of every feature of a text: its words, and the
 * three- and four-letter pieces of each, borders included, so that `write`, `writes` and `writing`
 * share most of theirs. All pieces of a word together weigh as much as the word. Case and
 * compatibility forms are folded; a lone surrogate is no letter.
 */
export function lexicalFeatures(text: string, take: (hash: number, weight: number) => void): void {
  for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(words)) {
    take(hash(word, 0, word.length, 1), wordWeight);
    const isUnspaced = unspaced.test(word);
    const framed = isUnspaced ? word : `^${word}$`;
    const lengths = isUnspaced ? [1, 2] : gramLengths;
    const count = lengths.reduce((sum, n) => sum + Math.max(0, framed.length - n + 1), 0);
    if (count === 0) continue;
    for (const n of lengths) {
      for (let from = 0; from + n <= framed.length; from += 1) {
        take(hash(framed, from, from + n, n + 1), 1 / Math.sqrt(count));
      }
    }
  }
}
