import { lexicalFeatures } from './lexical-features.ts';

/** Numbers in a lexical vector. */
export const lexicalDimension = 384;

/** Features are counted in this many cells; rare ones that share a cell count as one. */
const frequencyCells = 2 ** 18;

/**
 * An embedding without a model: hashed words and letter groups, weighed by how rare they are in the
 * texts it was fitted on, spread with signs over 384 numbers and normalised. Two texts are near when
 * they share rare words or word stems, in any order; synonyms are as far as any other words. Plain
 * name: lexical, never semantic.
 */
export class LexicalEmbedding {
  readonly #weights: Float32Array;

  private constructor(weights: Float32Array) {
    this.#weights = weights;
  }

  /** Learns how rare features are: idf = ln((1 + n) / (1 + texts with it)) + 1 (as in scikit-learn). */
  static fit(texts: Iterable<string>): LexicalEmbedding {
    const counts = new Uint32Array(frequencyCells);
    const lastSeen = new Uint32Array(frequencyCells);
    let total = 0;
    for (const text of texts) {
      total += 1;
      lexicalFeatures(text, (hash) => {
        const cell = hash % frequencyCells;
        if (lastSeen[cell] === total) return;
        lastSeen[cell] = total;
        counts[cell] = (counts[cell] ?? 0) + 1;
      });
    }
    // Most features are in none of the texts: only the others are looked at one by one.
    const weights = new Float32Array(frequencyCells).fill(Math.log(1 + total) + 1);
    for (let cell = 0; cell < frequencyCells; cell += 1) {
      const count = counts[cell] ?? 0;
      if (count > 0) weights[cell] = Math.log((1 + total) / (1 + count)) + 1;
    }
    return new LexicalEmbedding(weights);
  }

  /**
   * Writes a text's vector of length 1 to `out` at `offset`; zeros where it holds no word. Returns
   * whether it holds one.
   */
  embed(text: string, out: Float32Array, offset = 0): boolean {
    const vector = out.subarray(offset, offset + lexicalDimension);
    vector.fill(0);
    lexicalFeatures(text, (hash, weight) => {
      const place = hash % lexicalDimension;
      const sign = (hash & 0x4000_0000) === 0 ? 1 : -1;
      const idf = this.#weights[hash % frequencyCells] ?? 1;
      vector[place] = (vector[place] ?? 0) + sign * weight * idf;
    });
    return normalise(vector);
  }
}

/** Scales a vector to length 1 in place; false, and zeros, where it has no length. */
export function normalise(vector: Float32Array): boolean {
  let square = 0;
  for (const value of vector) square += value * value;
  if (!(square > 0) || !Number.isFinite(square)) {
    vector.fill(0);
    return false;
  }
  const factor = 1 / Math.sqrt(square);
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] ?? 0) * factor;
  }
  return true;
}
