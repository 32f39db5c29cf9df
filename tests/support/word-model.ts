import { expose } from 'comlink';
import type { EmbeddedTexts, LoadedModel, ModelFailure } from '#core/contracts/embedding-api.ts';
import { normalise } from '#core/embedding/lexical-embedding.ts';
import { failure, success, type Result } from '#core/model/result.ts';

/**
 * A model of a few known words, served on a port as the embedding worker serves its own: every word
 * has an axis, synonyms share one. Notes the texts that it embedded.
 */
export class WordModel {
  readonly embedded: string[] = [];
  failure: ModelFailure | null = null;
  /** While set, calls wait for it. */
  gate: Promise<void> = Promise.resolve();
  readonly #axes: readonly (readonly string[])[];
  readonly #mostWords: number;

  /** `mostWords`: what is beyond is left out. */
  constructor(axes: readonly (readonly string[])[], mostWords = Infinity) {
    this.#axes = axes;
    this.#mostWords = mostWords;
  }

  get loaded(): LoadedModel {
    const dimension = this.#axes.length;
    return { space: `words ${dimension}`, dimension, device: 'wasm', engine: 'onnx', threads: 1 };
  }

  openPort(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    expose({ embed: (texts: readonly string[]) => this.#embed(texts) }, port1);
    return port2;
  }

  async #embed(texts: readonly string[]): Promise<Result<EmbeddedTexts, ModelFailure>> {
    await this.gate;
    if (this.failure !== null) return failure(this.failure);
    this.embedded.push(...texts);
    const size = this.#axes.length;
    const vectors = new Float32Array(texts.length * size);
    const empty: number[] = [];
    const truncated: number[] = [];
    texts.forEach((text, row) => {
      const vector = vectors.subarray(row * size, (row + 1) * size);
      const words = text.toLowerCase().split(/\W+/);
      if (words.length > this.#mostWords) truncated.push(row);
      for (const word of words.slice(0, this.#mostWords)) {
        const axis = this.#axes.findIndex((synonyms) => synonyms.includes(word));
        if (axis >= 0) vector[axis] = (vector[axis] ?? 0) + 1;
      }
      if (!normalise(vector)) empty.push(row);
    });
    return success({ vectors, truncated, empty });
  }
}
