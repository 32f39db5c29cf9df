import type { ComparedTexts, MeaningApi, MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { PoolItem } from '#core/contracts/similarity-api.ts';
import { packInt8 } from '#core/embedding/packed-vectors.ts';
import type { TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import type { VectorRepository } from '#data/vector-repository.ts';
import { MemberBook } from './member-book.ts';
import { RecentVectors } from './recent-vectors.ts';
import type { TextEmbedder } from './text-embedder.ts';
import { VectorStore } from './vector-store.ts';
import { VectorSpace } from './vector-space.ts';

type Answer<T> = Promise<Result<T, MeaningFailure>>;

export interface MeaningOptions {
  /** What embeds; a space of words learns from `known` which are rare. */
  readonly embedder: (known: readonly string[]) => TextEmbedder;
  /** Where vectors are kept between sessions; null: nowhere. */
  readonly repository: VectorRepository | null;
}

/** `MeaningApi` in this realm: vectors of the pool's members, each distinct text once. */
export class MeaningService implements MeaningApi {
  readonly #options: MeaningOptions;
  readonly #members = new MemberBook();
  #known: string | null = null;
  #embedder: TextEmbedder | null = null;
  #space: VectorSpace | null = null;
  #store: VectorStore | null = null;
  #recent = new RecentVectors();

  constructor(options: MeaningOptions) {
    this.#options = options;
  }

  async reset(known: readonly string[]): Answer<null> {
    this.#members.clear();
    const name = textHash(JSON.stringify(known));
    if (this.#space !== null && (name === this.#known || this.#embedder?.space !== null)) {
      return success(null);
    }
    const embedder = this.#options.embedder(known);
    this.#known = name;
    this.#embedder = embedder;
    this.#recent = new RecentVectors();
    this.#space = new VectorSpace(embedder.dimension, 'int8');
    this.#store = await VectorStore.open(this.#options.repository, embedder);
    return success(null);
  }

  async append(items: readonly PoolItem[]): Answer<null> {
    const space = this.#space;
    if (space === null) return failure(notReset);
    const hashes = items.map(({ text }) => textHash(text));
    const texts = new Map(hashes.map((hash, place) => [hash, items[place]?.text ?? '']));
    const taken = await this.#takeIn(space, texts);
    if (!taken.ok) return taken;
    items.forEach(({ id }, place) => this.#members.put(id, hashes[place] ?? ''));
    return success(null);
  }

  remove(ids: readonly TaskId[]): Answer<null> {
    for (const id of ids) this.#members.remove(id);
    return Promise.resolve(success(null));
  }

  async compare(texts: readonly string[]): Answer<ComparedTexts> {
    const space = this.#space;
    if (space === null) return failure(notReset);
    const embedded = await this.#embed(texts);
    if (!embedded.ok) return embedded;
    if (this.#members.takeOrphaned()) space.keepOnly((hash) => this.#members.has(hash));
    const vectors = embedded.value;
    const { dimension } = space.index;
    const queries = joined(vectors, dimension);
    const found = space.nearest(queries, 1);
    const nearest = vectors.map((vector, place): Neighbour | null => {
      const hit = vector === null ? undefined : found[place]?.[0];
      const id = hit && this.#members.firstOf(space.hashOf(hit.id) ?? '');
      return hit === undefined || id === undefined ? null : { id, score: hit.score };
    });
    return success({ nearest, pairs: pairScores(queries, dimension) });
  }

  /** Makes sure that the space holds these texts: from this session, from storage, or made anew. */
  async #takeIn(space: VectorSpace, texts: ReadonlyMap<string, string>): Answer<null> {
    const isNew = (hash: string): boolean => !space.isKnown(hash);
    const filled = await this.#store?.fill(space, [...texts.keys()].filter(isNew));
    if (filled?.ok === false) return failure({ kind: 'lost', message: filled.error.message });
    const missing = [...texts].filter(([hash]) => isNew(hash));
    const embedded = await this.#embed(missing.map(([, text]) => text));
    if (!embedded.ok) return embedded;
    const { dimension } = space.index;
    const hashes = missing.map(([hash]) => hash);
    const empty = embedded.value.flatMap((vector, place) => (vector === null ? [place] : []));
    const vectors = joined(embedded.value, dimension);
    const truncated = missing.flatMap(([, text], place) =>
      this.#recent.isCut(text) ? [place] : [],
    );
    const pack = space.add(this.#embedder?.space ?? '', hashes, { vectors, empty, truncated });
    await this.#store?.keep(pack);
    return success(null);
  }

  /** A vector a text, null for one without a word; by all workers that can embed. */
  async #embed(texts: readonly string[]): Answer<(Float32Array | null)[]> {
    const embedder = this.#embedder;
    if (embedder === null) return failure(notReset);
    const vectors = new Map<string, Float32Array | null>();
    const fresh: string[] = [];
    for (const text of new Set(texts)) {
      if (this.#recent.has(text)) vectors.set(text, this.#recent.get(text));
      else fresh.push(text);
    }
    const share = Math.max(8, Math.ceil(fresh.length / embedder.lanes.length));
    const made = await Promise.all(
      embedder.lanes.map(async (lane, place) => {
        const own = fresh.slice(place * share, (place + 1) * share);
        if (own.length === 0) return null;
        const embedded = await lane(own);
        if (!embedded.ok) return embedded.error.message;
        this.#recent.add(own, embedded.value, embedder.dimension);
        return null;
      }),
    );
    const problem = made.find((message) => message !== null);
    if (problem !== undefined) return failure({ kind: 'lost', message: problem });
    for (const text of fresh) vectors.set(text, this.#recent.get(text));
    return success(texts.map((text) => vectors.get(text) ?? null));
  }
}

const notReset: MeaningFailure = { kind: 'lost', message: 'Nothing is embedded yet.' };

/** Vectors one after the other; zeros for a text without a word. */
function joined(vectors: readonly (Float32Array | null)[], dimension: number): Float32Array {
  const all = new Float32Array(vectors.length * dimension);
  vectors.forEach((vector, place) => {
    if (vector !== null) all.set(vector, place * dimension);
  });
  return all;
}

/** Each vector with those before it, which are taken as they would be stored. */
function pairScores(vectors: Float32Array, dimension: number): number[][] {
  const { codes, scales } = packInt8(vectors, dimension);
  return Array.from(scales, (_, one) =>
    Array.from({ length: one }, (__, other) => {
      let sum = 0;
      for (let at = 0; at < dimension; at += 1) {
        sum += (vectors[one * dimension + at] ?? 0) * (codes[other * dimension + at] ?? 0);
      }
      return sum * (scales[other] ?? 0);
    }),
  );
}
