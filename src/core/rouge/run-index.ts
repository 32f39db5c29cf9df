import { grownInt32 } from './grow.ts';

/** A run that was found: whose it is, and where it starts in the text that was asked about. */
export interface SharedRun {
  readonly owner: number;
  readonly at: number;
}

/** Finds runs of n tokens that texts share: a hash table of all runs, each hit compared in full. */
export class RunIndex {
  readonly #length: number;
  #tokens = new Int32Array(0);
  /** Owner of each token, so that runs don't cross from text to text. */
  #owners = new Int32Array(0);
  #used = 0;
  /** Where a run starts, + 1; 0 where free. */
  #slots = new Int32Array(1024);
  #runs = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** Adds all runs of a text's token numbers; texts shorter than a run have none. */
  add(owner: number, tokens: readonly number[]): void {
    const start = this.#used;
    this.#used += tokens.length;
    this.#tokens = grownInt32(this.#tokens, this.#used);
    this.#owners = grownInt32(this.#owners, this.#used);
    this.#tokens.set(tokens, start);
    this.#owners.fill(owner, start, this.#used);
    for (let at = start; at + this.#length <= this.#used; at += 1) this.#insert(at);
  }

  /** The first run of a text that is in the index, or null; negative numbers are in no run. */
  find(tokens: Int32Array): SharedRun | null {
    const mask = this.#slots.length - 1;
    for (let at = 0; at + this.#length <= tokens.length; at += 1) {
      let slot = this.#hash(tokens, at) & mask;
      for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
        const start = (this.#slots[slot] ?? 0) - 1;
        if (this.#isSame(start, tokens, at)) return { owner: this.#owners[start] ?? 0, at };
      }
    }
    return null;
  }

  #insert(at: number): void {
    if ((this.#runs + 1) * 2 > this.#slots.length) this.#enlarge();
    const mask = this.#slots.length - 1;
    let slot = this.#hash(this.#tokens, at) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#isSame((this.#slots[slot] ?? 0) - 1, this.#tokens, at)) return;
    }
    this.#slots[slot] = at + 1;
    this.#runs += 1;
  }

  #enlarge(): void {
    const starts = this.#slots.filter((start) => start !== 0);
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#runs = 0;
    for (const start of starts) this.#insert(start - 1);
  }

  #isSame(start: number, tokens: Int32Array, at: number): boolean {
    for (let i = 0; i < this.#length; i += 1) {
      if (this.#tokens[start + i] !== tokens[at + i]) return false;
    }
    return true;
  }

  #hash(tokens: Int32Array, at: number): number {
    let hash = 0;
    for (let i = 0; i < this.#length; i += 1) {
      hash = Math.imul(hash ^ (tokens[at + i] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return hash >>> 0;
  }
}
