import type { EmbeddedTexts } from '#core/contracts/embedding-api.ts';
import type { VectorProgress, VectorsFailure } from '#core/contracts/vectors-api.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { VectorRepository } from '#data/vector-repository.ts';
import { otherDimension } from './other-dimension.ts';
import type { TaskText } from './task-texts.ts';
import type { TextEmbedder } from './text-embedder.ts';
import { VectorSpace } from './vector-space.ts';

/** Texts that go to a model in one call: enough to sort by length, little to lose in a reload. */
const textsPerCall = 128;
/** Calls that wait at each worker, so that one's texts become tokens while another's are run. */
const callsPerLane = 2;

export interface BackgroundOptions {
  readonly embedder: TextEmbedder;
  readonly precision: VectorPrecision;
  readonly repository: VectorRepository;
  /** The texts of the project as they now stand. */
  readonly texts: () => Iterable<TaskText>;
  readonly onProgress: () => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Brings a project's vectors up to date: takes what is stored, embeds what is not, stores that.
 * `refresh` after every change of tasks; only texts that changed are embedded.
 */
export class BackgroundEmbedding {
  readonly space: VectorSpace;
  readonly #options: BackgroundOptions;
  #live = new Map<string, string>();
  #waiting: string[] = [];
  #stored = new Map<string, string>();
  #isPaused = false;
  #isStopped = false;
  /** Calls under way, by worker, and the texts in them. */
  readonly #calls: number[];
  readonly #underWay = new Set<string>();
  #failure: VectorsFailure | null = null;
  #recent: { at: number; count: number }[] = [];
  #refreshing: Promise<void> = Promise.resolve();

  constructor(options: BackgroundOptions) {
    this.#options = options;
    this.#calls = options.embedder.lanes.map(() => 0);
    this.space = new VectorSpace(options.embedder.dimension, options.precision);
  }

  get embedder(): TextEmbedder {
    return this.#options.embedder;
  }

  /** Reads what is stored, and starts unless it was paused. */
  async start(): Promise<void> {
    const { embedder, repository, precision } = this.#options;
    if (embedder.space !== null) this.#stored = await repository.hashes(embedder.space, precision);
    this.#isPaused = await repository.isPaused();
    await this.refresh();
  }

  /** Looks at the tasks again. */
  refresh(): Promise<void> {
    this.#refreshing = this.#refreshing.then(() => this.#refresh());
    return this.#refreshing;
  }

  async pause(): Promise<void> {
    this.#isPaused = true;
    this.#options.onProgress();
    await this.#options.repository.setPaused(true);
  }

  async resume(): Promise<void> {
    this.#isPaused = false;
    this.#failure = null;
    await this.#options.repository.setPaused(false);
    this.#fill();
    this.#options.onProgress();
  }

  stop(): void {
    this.#isStopped = true;
  }

  get progress(): VectorProgress {
    const { index } = this.space;
    const hashes = [...this.#live.keys()];
    const known = hashes.filter((hash) => this.space.isKnown(hash)).length;
    return {
      kind: this.embedder.kind,
      state: this.#state(known),
      ...(this.#failure !== null && { failure: this.#failure }),
      texts: this.#live.size,
      embedded: known,
      perSecond: this.#rate(),
      truncated: hashes.filter((hash) => this.space.isCut(hash)).length,
      dimension: index.dimension,
      bytes: index.byteLength,
    };
  }

  #state(known: number): VectorProgress['state'] {
    if (this.#failure !== null) return 'failed';
    if (known === this.#live.size) return 'done';
    return this.#isPaused ? 'paused' : 'embedding';
  }

  async #refresh(): Promise<void> {
    this.#live = new Map(Array.from(this.#options.texts(), ({ hash, text }) => [hash, text]));
    this.space.keepOnly((hash) => this.#live.has(hash));
    await this.#takeStored();
    this.#waiting = [...this.#live.keys()]
      .filter((hash) => !this.space.isKnown(hash) && !this.#underWay.has(hash))
      .reverse();
    this.#fill();
    this.#options.onProgress();
  }

  async #takeStored(): Promise<void> {
    const { embedder, repository } = this.#options;
    if (embedder.space === null) return;
    const packs = new Set<string>();
    for (const hash of this.#live.keys()) {
      const pack = this.space.isKnown(hash) ? undefined : this.#stored.get(hash);
      if (pack !== undefined) packs.add(pack);
    }
    for (const name of packs) {
      const pack = await repository.pack(embedder.space, name);
      if (pack === undefined) continue;
      if (!this.space.takeStored(pack, (hash) => this.#live.has(hash))) {
        this.#failure = otherDimension(pack.dimension, embedder.dimension);
        return;
      }
    }
  }

  /** Keeps every worker busy as long as there are texts. */
  #fill(): void {
    while (this.#mayGoOn()) {
      const least = Math.min(...this.#calls);
      const place = this.#calls.indexOf(least);
      const lane = this.embedder.lanes[place];
      if (lane === undefined || least >= callsPerLane) return;
      // Taken from the end, where the lowest ids are: seeds come first.
      const hashes = this.#waiting.splice(-textsPerCall).reverse();
      this.#note(place, 1, hashes);
      void this.#embed(lane, hashes).finally(() => {
        this.#note(place, -1, hashes);
        this.#fill();
        this.#options.onProgress();
      });
    }
  }

  #note(place: number, calls: 1 | -1, hashes: readonly string[]): void {
    this.#calls[place] = (this.#calls[place] ?? 0) + calls;
    for (const hash of hashes) {
      if (calls === 1) this.#underWay.add(hash);
      else this.#underWay.delete(hash);
    }
  }

  #mayGoOn(): boolean {
    return (
      !this.#isPaused && !this.#isStopped && this.#failure === null && this.#waiting.length > 0
    );
  }

  async #embed(lane: TextEmbedder['lanes'][number], hashes: readonly string[]): Promise<void> {
    try {
      const embedded = await lane(hashes.map((hash) => this.#live.get(hash) ?? ''));
      if (this.#isStopped) return;
      if (embedded.ok) await this.#take(hashes, embedded.value);
      else this.#fail(embedded.error, hashes);
    } catch (error) {
      this.#fail({ kind: 'storage', message: String(error) }, hashes);
    }
  }

  /** What was not embedded waits for `resume`. */
  #fail(error: VectorsFailure, hashes: readonly string[]): void {
    this.#failure = error;
    this.#waiting.push(...hashes.toReversed());
  }

  async #take(hashes: readonly string[], embedded: EmbeddedTexts): Promise<void> {
    const { embedder, repository, now } = this.#options;
    const pack = this.space.add(embedder.space ?? '', hashes, embedded);
    this.#recent = [...this.#recent.slice(-19), { at: now(), count: hashes.length }];
    if (embedder.space === null) return;
    const name = await repository.add(pack);
    if (name !== null) for (const hash of pack.hashes) this.#stored.set(hash, name);
  }

  #rate(): number {
    const [first, ...rest] = this.#recent;
    const last = rest.at(-1);
    if (first === undefined || last === undefined || last.at === first.at) return 0;
    const count = rest.reduce((sum, entry) => sum + entry.count, 0);
    return (1000 * count) / (last.at - first.at);
  }
}
