import { proxy, type Remote } from 'comlink';
import type {
  Nearest,
  NearPairs,
  StoredSpace,
  NeighbourTable,
  VectorProgress,
  VectorsApi,
  VectorsFailure,
} from '#core/contracts/vectors-api.ts';
import type { ModelPorts } from '#core/contracts/meaning-host.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { Calibration } from '#core/embedding/score-calibration.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { layOutMap, VectorsHandle } from '#rpc/vectors-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import type { EmbeddingModels } from './embedding-models.svelte.ts';

type Failure = VectorsFailure | WorkerFailure;
type Answer<T> = Promise<Result<T, Failure>>;

/** A task that was found, with its instruction. */
export interface SimilarTask extends Neighbour {
  readonly text: string;
}

/** What was found near a text. */
export interface SimilarTasksFound {
  readonly tasks: readonly SimilarTask[];
  /** The text in question is longer than the model reads: its beginning was looked for. */
  readonly isCut: boolean;
}

/** Pool members on a plane: two numbers each, with their groups. */
export interface VectorMap {
  readonly table: NeighbourTable;
  readonly places: Float32Array;
}

/** Points beyond which a map is a sample: more would be a blot, and take minutes. */
const mostOnMap = 20_000;
const mapGroups = 12;

/** The vectors of the project that is looked at: made on first use, by the chosen model or by words. */
export class ProjectVectors {
  readonly #models: EmbeddingModels;
  readonly #byWords: boolean;
  readonly #handle: VectorsHandle;
  #progress = $state.raw<VectorProgress | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #using = '';
  #opening: Promise<boolean> = Promise.resolve(false);
  #waiting: readonly ((progress: VectorProgress) => void)[] = [];

  /** `byWords`: without a model, even where one is chosen. */
  constructor(models: EmbeddingModels, { byWords = false } = {}) {
    this.#models = models;
    this.#byWords = byWords;
    this.#handle = new VectorsHandle((message) => {
      this.#using = '';
      this.#failure = { kind: 'worker-died', message };
      if (this.#progress !== null) this.#hear({ ...this.#progress, state: 'failed' });
    });
    if (!byWords) models.onGone((message) => this.#loseModel(message));
  }

  /** Null until the project's vectors are opened. */
  get progress(): VectorProgress | null {
    return this.#progress;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** The tasks nearest to a text, once those that are there have vectors. */
  search(id: ProjectId, text: string, k: number): Answer<SimilarTasksFound> {
    return this.#find(id, (vectors) => vectors.search(text, k));
  }

  neighbours(id: ProjectId, task: TaskId, k: number): Answer<SimilarTasksFound> {
    return this.#find(id, (vectors) => vectors.neighbours(task, k));
  }

  /**
   * Waits until every text has a vector; `signal` ends the waiting, not the embedding. Fails where
   * embedding is paused or has failed.
   */
  async embedded(id: ProjectId, signal: AbortSignal): Answer<VectorProgress> {
    const now = await this.#ask(id, async (vectors) => success(await vectors.progress()));
    if (!now.ok) return now;
    const progress = now.value?.state === 'embedding' ? await this.#settled(signal) : now.value;
    if (signal.aborted) return failure({ kind: 'cancelled', message: 'Cancelled.' });
    if (progress?.state === 'done') return success(progress);
    return failure(progress?.failure ?? this.#failure ?? notAll(progress));
  }

  /** The instructions of tasks as they now stand, in the order given. */
  texts(id: ProjectId, ids: readonly TaskId[]): Answer<readonly string[]> {
    return this.#ask(id, async (vectors) => success(await vectors.texts(ids)));
  }

  /** Pairs of members whose scores reach `threshold` (0–1), listed up to `most`. */
  pairs(
    id: ProjectId,
    threshold: number,
    most: number,
    onShare: (share: number) => void,
  ): Answer<NearPairs> {
    return this.#ask(id, (vectors) => vectors.pairs(threshold, most, proxy(onShare)));
  }

  /** How near members are to their nearest, with examples at `levels`. */
  calibrate(id: ProjectId, levels: readonly number[]): Answer<Calibration> {
    return this.#ask(id, (vectors) => vectors.calibrate(levels));
  }

  /** Ends the worker; what is asked later starts another. */
  stop(): void {
    this.#using = '';
    this.#progress = null;
    this.#handle.stop();
  }

  /** A map by UMAP; `onShare` hears how much is done, 0–1. */
  async map(
    id: ProjectId,
    seed: number,
    onShare: (share: number) => void,
    signal?: AbortSignal,
  ): Answer<VectorMap> {
    const half = proxy((share: number) => onShare(share / 2));
    signal?.addEventListener('abort', () => void this.cancel(), { once: true });
    const table = await this.#ask(id, (vectors) =>
      vectors.neighbourTable(mostOnMap, mapGroups, seed, half),
    );
    if (!table.ok) return table;
    const onLayout = (share: number): void => onShare(0.5 + share / 2);
    const places = await layOutMap(table.value, seed, onLayout, signal);
    return places.ok ? success({ table: table.value, places: places.value }) : places;
  }

  /** What is stored of any project. */
  stored(id: ProjectId): Promise<Result<readonly StoredSpace[], WorkerFailure>> {
    return this.#handle.read((vectors) => vectors.storedSpaces(id));
  }

  /** Removes stored vectors; they are made again when they are next needed. */
  removeStored(
    id: ProjectId,
    space: string,
    precision: VectorPrecision,
  ): Promise<Result<void, WorkerFailure>> {
    return this.#handle.read((vectors) => vectors.removeSpace(id, space, precision));
  }

  /** Stops `pairs` or `map`. */
  async cancel(): Promise<void> {
    await this.#handle.read((vectors) => vectors.cancel());
  }

  async pause(): Promise<void> {
    await this.#handle.read((vectors) => vectors.pause());
  }

  async resume(): Promise<void> {
    this.#failure = null;
    await this.#handle.read((vectors) => vectors.resume());
  }

  async #find(
    id: ProjectId,
    use: (vectors: Remote<VectorsApi>) => Promise<Result<Nearest, VectorsFailure>>,
  ): Answer<SimilarTasksFound> {
    const found = await this.#ask(id, use);
    if (!found.ok) return found;
    const { neighbours, isCut } = found.value;
    const ids = neighbours.map((neighbour) => neighbour.id);
    const texts = await this.#handle.read((vectors) => vectors.texts(ids));
    if (!texts.ok) return texts;
    const tasks = neighbours.map((neighbour, at) => ({
      ...neighbour,
      text: texts.value[at] ?? '',
    }));
    return success({ tasks, isCut });
  }

  async #ask<T>(
    id: ProjectId,
    use: (vectors: Remote<VectorsApi>) => Promise<Result<T, VectorsFailure>>,
  ): Answer<T> {
    if (this.#models.stored === null) await this.#models.refresh();
    const { chosen, vectorPrecision } = this.#models;
    const wanted = `${id} ${chosen?.key ?? ''} ${chosen?.storedAt ?? ''} ${vectorPrecision}`;
    if (wanted !== this.#using) {
      this.#using = wanted;
      this.#opening = this.#open(id);
    }
    if (await this.#opening) return this.#handle.ask(use);
    this.#using = '';
    return failure(this.#failure ?? { kind: 'not-open', message: 'No project is open.' });
  }

  async #open(id: ProjectId): Promise<boolean> {
    this.#progress = null;
    this.#failure = null;
    const opened = await this.#handle.open(id, (progress) => this.#hear(progress));
    if (!opened.ok) return this.#fail(opened.error);
    const model = this.#byWords ? null : await this.#models.open();
    if (model !== null && !model.ok) return this.#fail(model.error);
    const started =
      model === null
        ? await this.#handle.ask((vectors) => vectors.useLexical())
        : await this.#useModel(model.value);
    if (!started.ok) return this.#fail(started.error);
    this.#progress = started.value;
    return true;
  }

  #useModel({ model, ports }: ModelPorts): Answer<VectorProgress> {
    return this.#handle.useModel(model, ports, this.#models.vectorPrecision);
  }

  /** The ports lead nowhere any more: what is asked next opens others. */
  #loseModel(message: string): void {
    this.#using = '';
    if (this.#progress?.kind !== 'semantic' || this.#progress.state !== 'embedding') return;
    const lost: Failure = { kind: 'not-loaded', message };
    this.#failure = lost;
    this.#hear({ ...this.#progress, state: 'failed', failure: lost });
  }

  #hear(progress: VectorProgress): void {
    this.#progress = progress;
    for (const tell of this.#waiting) tell(progress);
  }

  #settled(signal: AbortSignal): Promise<VectorProgress | null> {
    return new Promise((resolve) => {
      const end = (progress: VectorProgress | null): void => {
        this.#waiting = this.#waiting.filter((other) => other !== tell);
        signal.removeEventListener('abort', stop);
        resolve(progress);
      };
      const stop = (): void => end(null);
      const tell = (progress: VectorProgress): void => {
        if (progress.state !== 'embedding') end(progress);
      };
      this.#waiting = [...this.#waiting, tell];
      signal.addEventListener('abort', stop);
    });
  }

  #fail(reason: Failure): false {
    this.#failure = reason;
    return false;
  }
}

function notAll(progress: VectorProgress | null): Failure {
  const { embedded = 0, texts = 0 } = progress ?? {};
  const message = `Embedding is paused: ${embedded} of ${texts} texts have a vector.`;
  return { kind: 'not-open', message };
}
