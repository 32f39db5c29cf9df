/** A source of chance: every call gives the next number in [0, 1). */
export type Random = () => number;

type State = [number, number, number, number];

/** Odd constants of well-known avalanche functions (MurmurHash3, xxHash), one a lane. */
const multipliers = [0x85ebca6b, 0xc2b2ae35, 0x9e3779b1, 0x27d4eb2f] as const;

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** Spreads every bit of a 32-bit word over all of them; the result is signed. */
export function avalanche(value: number): number {
  let word = value ^ (value >>> 16);
  word = Math.imul(word, 0x7feb352d);
  word ^= word >>> 15;
  word = Math.imul(word, 0x846ca68b);
  return word ^ (word >>> 16);
}

/** Hashes a text to four words: each lane takes every code unit, then the lanes are mixed. */
function hashToState(text: string): State {
  const [m0, m1, m2, m3] = multipliers;
  let [a, b, c, d]: State = [m3, m2, m1, m0];
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = rotate(Math.imul(a ^ unit, m0), 13) + b;
    b = rotate(Math.imul(b ^ unit, m1), 15) + c;
    c = rotate(Math.imul(c ^ unit, m2), 17) + d;
    d = rotate(Math.imul(d ^ unit, m3), 19) + a;
  }
  a = avalanche(a + text.length);
  b = avalanche(b ^ a);
  c = avalanche(c ^ b);
  d = avalanche(d ^ c);
  return [avalanche(a ^ d), b, c, d];
}

/** Chris Doty-Humphrey's sfc32: 32 bits a step, period at least 2^32 for every state. */
function makeSfc32(state: State): () => number {
  let [a, b, c, counter] = state;
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (rotate(c, 21) + sum) | 0;
    return sum >>> 0;
  };
}

/**
 * Makes the source of chance of one decision: the same seed, purpose and id always give the same
 * numbers, whatever else was drawn before, so that a run can be replayed in any order.
 * Numbers have 53 random bits.
 */
export function keyedRandom(seed: number, purpose: string, id: number | string): Random {
  const nextWord = makeSfc32(hashToState(JSON.stringify([seed, purpose, id])));
  // The generator's author runs as many steps before the first use.
  for (let step = 0; step < 15; step += 1) nextWord();
  return () => ((nextWord() >>> 5) * 2 ** 26 + (nextWord() >>> 6)) / 2 ** 53;
}
