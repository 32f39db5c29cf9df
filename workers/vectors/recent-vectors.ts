import type { EmbeddedTexts } from '#core/contracts/embedding-api.ts';

/** Enough for what is compared now and joins the pool a moment later. */
const mostKept = 2048;

/** The vectors made last, so that a text that is compared and then accepted is embedded once. */
export class RecentVectors {
  readonly #vectors = new Map<string, Float32Array | null>();
  readonly #cut = new Set<string>();

  has(text: string): boolean {
    return this.#vectors.has(text);
  }

  /** Null for a text without a word, and for one that is not here. */
  get(text: string): Float32Array | null {
    return this.#vectors.get(text) ?? null;
  }

  /** True for a text of which the model read the beginning only. */
  isCut(text: string): boolean {
    return this.#cut.has(text);
  }

  add(
    texts: readonly string[],
    { vectors, empty, truncated }: EmbeddedTexts,
    dimension: number,
  ): void {
    // Only what was there before makes room: what comes in now is about to be read.
    const over = this.#vectors.size + texts.length - mostKept;
    for (const old of [...this.#vectors.keys()].slice(0, Math.max(0, over))) {
      this.#vectors.delete(old);
      this.#cut.delete(old);
    }
    for (const row of truncated) this.#cut.add(texts[row] ?? '');
    const without = new Set(empty);
    texts.forEach((text, row) => {
      const vector = vectors.slice(row * dimension, (row + 1) * dimension);
      this.#vectors.set(text, without.has(row) ? null : vector);
    });
  }
}
