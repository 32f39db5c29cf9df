import { grownInt32 } from './grow.ts';

/** Set bits of a 32-bit integer. */
export function bitCount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/**
 * A text prepared for many LCS questions: for each token the set of places where it stands, as
 * bits. Against another text of n tokens the LCS length then takes n steps for each 32 tokens.
 * Source: Hyyrö 2004, "Bit-parallel LCS-length computation revisited", with
 * V ← (V + (V ∧ M)) ∨ (V ∧ ¬M).
 */
export class BitPattern {
  /** Up to 32 tokens: the places of each token number. */
  #places = new Int32Array(0);
  /** Beyond: which group of words in `#words` holds a token's places; 0 is all empty. */
  #groups = new Int32Array(0);
  #words = new Int32Array(0);
  #state = new Int32Array(0);
  #wordCount = 1;
  #tokens: readonly number[] | Int32Array = [];
  length = 0;

  /** Takes the first `count` token numbers (negative: in no other text); `vocabulary` bounds them. */
  set(tokens: readonly number[] | Int32Array, count: number, vocabulary: number): void {
    this.#clear();
    this.#tokens = tokens.slice(0, count);
    this.length = count;
    this.#wordCount = Math.max(1, Math.ceil(count / 32));
    if (this.#wordCount === 1) this.#setOne(vocabulary);
    else this.#setMany(vocabulary);
  }

  /** LCS length with the `length` token numbers that start at `start`. */
  lcs(tokens: Uint32Array, start: number, length: number): number {
    return this.#wordCount === 1
      ? this.#lcsOne(tokens, start, start + length)
      : this.#lcsMany(tokens, start, start + length);
  }

  #clear(): void {
    const table = this.#wordCount === 1 ? this.#places : this.#groups;
    for (const token of this.#tokens) if (token >= 0) table[token] = 0;
  }

  #setOne(vocabulary: number): void {
    this.#places = grownInt32(this.#places, vocabulary);
    for (let i = 0; i < this.length; i += 1) {
      const token = this.#tokens[i] ?? -1;
      if (token >= 0) this.#places[token] = (this.#places[token] ?? 0) | (1 << i);
    }
  }

  #setMany(vocabulary: number): void {
    const count = this.#wordCount;
    this.#groups = grownInt32(this.#groups, vocabulary);
    this.#words = grownInt32(this.#words, (this.length + 1) * count);
    this.#words.fill(0);
    this.#state = grownInt32(this.#state, count);
    let groups = 0;
    for (let i = 0; i < this.length; i += 1) {
      const token = this.#tokens[i] ?? -1;
      if (token < 0) continue;
      const group = this.#groups[token] || (groups += 1);
      this.#groups[token] = group;
      const at = group * count + (i >>> 5);
      this.#words[at] = (this.#words[at] ?? 0) | (1 << (i & 31));
    }
  }

  #lcsOne(tokens: Uint32Array, start: number, end: number): number {
    const places = this.#places;
    let v = -1;
    for (let i = start; i < end; i += 1) {
      const u = v & (places[tokens[i] ?? 0] ?? 0);
      v = (v + u) | (v & ~u);
    }
    return bitCount(~v);
  }

  #lcsMany(tokens: Uint32Array, start: number, end: number): number {
    const state = this.#state.fill(-1);
    const count = this.#wordCount;
    for (let i = start; i < end; i += 1) {
      const group = this.#groups[tokens[i] ?? 0] ?? 0;
      if (group === 0) continue;
      let carry = 0;
      for (let w = 0; w < count; w += 1) {
        const v = state[w] ?? 0;
        const u = v & (this.#words[group * count + w] ?? 0);
        const sum = (v >>> 0) + (u >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        state[w] = sum | (v & ~u);
      }
    }
    let lcs = 0;
    for (let w = 0; w < count; w += 1) lcs += bitCount(~(state[w] ?? -1));
    return lcs;
  }
}
