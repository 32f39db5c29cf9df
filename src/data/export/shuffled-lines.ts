import { textHash } from '#core/pipeline/text-hash.ts';
import { keyedRandom, type Random } from '#core/random/keyed-random.ts';
import { shuffle } from '#core/random/sampling.ts';
import { stopIfCancelled } from '#data/formats/files-error.ts';
import { LineFile } from './line-file.ts';

/** Lines of one pile: few enough to hold and shuffle in memory. */
const linesPerPile = 4096;

/**
 * Shuffles more lines than the memory should hold: each goes to a random pile, then the piles are
 * shuffled one after the other, which makes every order as likely.
 */
export class ShuffledLines {
  readonly #piles: readonly LineFile[];
  readonly #seed: number;
  readonly #choosePile: Random;
  /** Exact repeats are left out; 53 bits and the length tell lines apart. */
  readonly #seen = new Set<string>();

  /** `expected`: about how many lines will come. */
  constructor(expected: number, seed: number) {
    const piles = Math.max(1, Math.ceil(expected / linesPerPile));
    this.#piles = Array.from({ length: piles }, () => new LineFile());
    this.#seed = seed;
    this.#choosePile = keyedRandom(seed, 'export-pile', 0);
  }

  /** Adds a line that is JSON, so that it holds no newline; a repeat is left out. */
  add(line: string): void {
    const name = textHash(line);
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    this.#piles[Math.floor(this.#choosePile() * this.#piles.length)]?.add(line);
  }

  /** All lines in random order, a pile at a time. */
  async *drain(signal: AbortSignal): AsyncGenerator<readonly string[]> {
    for (const [index, pile] of this.#piles.entries()) {
      stopIfCancelled(signal);
      const lines = (await pile.toBlob().text()).split('\n').slice(0, -1);
      yield shuffle(lines, keyedRandom(this.#seed, 'export-order', index));
    }
  }
}
