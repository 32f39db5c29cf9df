import type { IndexSettings, PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { FlatPool } from './flat-pool.ts';
import { grownInt32 } from './grow.ts';
import { IdIndex } from './id-index.ts';
import type { PoolMemory } from './pool-memory.ts';
import { tokenise } from './tokenise.ts';
import { Vocabulary } from './vocabulary.ts';

/** A text as token numbers; the numbers are only good until the next one is encoded. */
export interface EncodedText {
  /** −1 where a token is in no member. */
  readonly tokens: Int32Array;
  readonly length: number;
}

/** The members of a pool as interned tokens, and which row is whose. Shared by all engines. */
export class PoolRows {
  readonly settings: IndexSettings;
  readonly vocabulary = new Vocabulary();
  readonly flat: FlatPool;
  readonly ids = new IdIndex();
  /** Members without tokens (only where the settings count them): near nothing, yet members. */
  readonly tokenless = new Set<TaskId>();
  /** A text is mostly asked about just before it is added. */
  #lastText = '';
  #lastWords: readonly string[] = [];
  #scratch = new Int32Array(256);

  constructor(settings: IndexSettings, memory: PoolMemory) {
    this.settings = settings;
    this.flat = new FlatPool(memory);
  }

  /** Members, removed ones left out. */
  get size(): number {
    return this.ids.size;
  }

  /** Bytes beyond tokens and vocabulary. */
  get overheadBytes(): number {
    return this.flat.addresses.tokens + this.ids.byteLength;
  }

  /** Adds rows for all items, or none and says why; returns the first new row. */
  append(items: readonly PoolItem[]): Result<number, SimilarityFailure> {
    const first = this.flat.rows;
    this.ids.reserve(items.length, first + items.length);
    this.flat.reserve(items.length, 0);
    for (const item of items) {
      const problem = this.#addOne(item);
      if (problem === null) continue;
      this.#takeBack(first);
      return failure(problem);
    }
    return success(first);
  }

  /** Takes members out; none where one is unknown or named twice. Calls `each` with every row. */
  remove(
    ids: readonly TaskId[],
    each: (row: number) => void = () => undefined,
  ): Result<void, SimilarityFailure> {
    const named = new Set<TaskId>();
    for (const id of ids) {
      if (named.has(id)) return failure({ kind: 'id-twice', id });
      if (this.ids.rowOf(id) < 0) return failure({ kind: 'unknown-id', id });
      named.add(id);
    }
    for (const id of ids) {
      const row = this.ids.rowOf(id);
      each(row);
      this.ids.remove(id);
      this.tokenless.delete(id);
      this.flat.markRemoved(row);
    }
    return success(undefined);
  }

  /** A text in this pool's numbers, without adding to them. */
  encode(text: string): EncodedText {
    const words = this.#wordsOf(text);
    this.#scratch = grownInt32(this.#scratch, words.length);
    for (let i = 0; i < words.length; i += 1) {
      this.#scratch[i] = this.vocabulary.find(words[i] ?? '');
    }
    return { tokens: this.#scratch, length: words.length };
  }

  #addOne({ id, text }: PoolItem): SimilarityFailure | null {
    if (this.ids.rowOf(id) >= 0) return { kind: 'id-twice', id };
    const words = this.#wordsOf(text);
    if (words.length === 0 && this.settings.tokenless !== 'count') {
      return { kind: text.trim() === '' ? 'empty-text' : 'no-tokens', id };
    }
    this.#scratch = grownInt32(this.#scratch, words.length);
    for (let i = 0; i < words.length; i += 1) {
      this.#scratch[i] = this.vocabulary.intern(words[i] ?? '');
    }
    this.ids.set(this.flat.add(this.#scratch, words.length), id);
    if (words.length === 0) this.tokenless.add(id);
    return null;
  }

  #wordsOf(text: string): readonly string[] {
    if (text !== this.#lastText) {
      this.#lastWords = tokenise(text, this.settings.tokeniser);
      this.#lastText = text;
    }
    return this.#lastWords;
  }

  #takeBack(first: number): void {
    for (let row = first; row < this.flat.rows; row += 1) {
      this.ids.remove(this.ids.idOf(row));
      this.tokenless.delete(this.ids.idOf(row));
    }
    this.flat.truncate(first);
  }
}
