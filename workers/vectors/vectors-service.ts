import { transfer } from 'comlink';
import type { EmbeddedTexts, LoadedModel } from '#core/contracts/embedding-api.ts';
import type {
  Nearest,
  NearPairs,
  NeighbourTable,
  StoredSpace,
  VectorProgress,
  VectorsApi,
  VectorsFailure,
} from '#core/contracts/vectors-api.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { Calibration } from '#core/embedding/score-calibration.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { ProjectDb } from '#data/project-db.ts';
import { VectorRepository } from '#data/vector-repository.ts';
import { Throttle } from '#workers/throttle.ts';
import { BackgroundEmbedding } from './background-embedding.ts';
import { tasksByText, toTasks, type TextTasks } from './member-view.ts';
import { nearPairs } from './near-pairs.ts';
import { calibration, neighbourTable } from './pool-views.ts';
import { TaskTexts } from './task-texts.ts';
import { lexicalEmbedder, modelEmbedder, type TextEmbedder } from './text-embedder.ts';

type Answer<T> = Promise<Result<T, VectorsFailure>>;

// Four times a second, as the contract says.
const progressIntervalMs = 250;
const refreshIntervalMs = 1000;

interface Opened {
  readonly db: ProjectDb;
  readonly repository: VectorRepository;
  readonly texts: TaskTexts;
  readonly refresh: Throttle;
}

/** `VectorsApi` in this realm. */
export class VectorsService implements VectorsApi {
  #opened: Opened | null = null;
  #work: BackgroundEmbedding | null = null;
  #tasks: Map<string, TextTasks> | null = null;
  #listener: (progress: VectorProgress) => void = () => undefined;
  #abort = new AbortController();
  readonly #reports = new Throttle(() => this.#report(), progressIntervalMs);

  async open(id: ProjectId): Promise<{ texts: number }> {
    this.close();
    const db = new ProjectDb(id);
    const refresh = new Throttle(() => void this.#work?.refresh(), refreshIntervalMs);
    const texts = new TaskTexts(id, db, () => {
      this.#tasks = null;
      refresh.request();
    });
    this.#opened = { db, repository: new VectorRepository(db), texts, refresh };
    await texts.load();
    return { texts: this.#byText().size };
  }

  useLexical(): Answer<VectorProgress> {
    const texts = this.#opened?.texts;
    if (texts === undefined) return Promise.resolve(failure(notOpen));
    // As a run that begins now would have it: what it rejects tells nothing of which words are rare.
    const members = [...texts.all()].filter(({ isMember }) => isMember);
    return this.#use(lexicalEmbedder(members.map(({ text }) => text)), 'int8');
  }

  useModel(
    model: LoadedModel,
    ports: readonly MessagePort[],
    precision: VectorPrecision,
  ): Answer<VectorProgress> {
    return this.#use(modelEmbedder(model, ports), precision);
  }

  async pause(): Promise<void> {
    await this.#work?.pause();
  }

  async resume(): Promise<void> {
    await this.#work?.resume();
  }

  progress(): Promise<VectorProgress | null> {
    return Promise.resolve(this.#work?.progress ?? null);
  }

  onProgress(listener: (progress: VectorProgress) => void): Promise<void> {
    this.#listener = listener;
    return Promise.resolve();
  }

  async search(text: string, k: number): Answer<Nearest> {
    const query = await this.#embedQuery(text);
    if (!query.ok) return query;
    const { vectors, truncated } = query.value;
    return this.#withWork(({ space }) => {
      const [hits = []] = space.nearest(vectors, k);
      const neighbours = toTasks(hits, space, this.#byText(), { k });
      return success({ neighbours, isCut: truncated.length > 0 });
    });
  }

  neighbours(id: TaskId, k: number): Answer<Nearest> {
    return this.#withWork(({ space }) => {
      const hash = this.#opened?.texts.find(id)?.hash ?? '';
      const vector = space.read(hash);
      if (vector === null) return failure(unknownTask);
      const [hits = []] = space.nearest(vector, k + 1);
      const options = { k, except: id };
      const neighbours = toTasks(hits, space, this.#byText(), options);
      return success({ neighbours, isCut: space.isCut(hash) });
    });
  }

  texts(ids: readonly TaskId[]): Promise<readonly string[]> {
    return Promise.resolve(ids.map((id) => this.#opened?.texts.find(id)?.text ?? ''));
  }

  pairs(threshold: number, most: number, onShare: (share: number) => void): Answer<NearPairs> {
    const { signal } = this.#abort;
    return this.#withWork(async ({ space }) => {
      const plan = { threshold, most };
      const made = await cancellable(nearPairs(space, this.#byText(), plan, onShare, signal));
      if (!made.ok) return made;
      const { first, second, scores } = made.value;
      return transfer(made, [first.buffer, second.buffer, scores.buffer]);
    });
  }

  calibrate(levels: readonly number[]): Answer<Calibration> {
    return this.#withWork(({ space }) => success(calibration(space, this.#byText(), levels)));
  }

  neighbourTable(
    most: number,
    groups: number,
    seed: number,
    onShare: (share: number) => void,
  ): Answer<NeighbourTable> {
    const { signal } = this.#abort;
    return this.#withWork(async ({ space }) => {
      const plan = { most, groups, seed };
      const made = await cancellable(neighbourTable(space, this.#byText(), plan, onShare, signal));
      if (!made.ok) return made;
      const { neighbours, distances, groupOf } = made.value;
      return transfer(made, [neighbours.buffer, distances.buffer, groupOf.buffer]);
    });
  }

  cancel(): Promise<void> {
    this.#abort.abort();
    this.#abort = new AbortController();
    return Promise.resolve();
  }

  storedSpaces(project: ProjectId): Promise<readonly StoredSpace[]> {
    return withRepository(project, (repository) => repository.spaces());
  }

  removeSpace(project: ProjectId, space: string, precision: VectorPrecision): Promise<void> {
    return withRepository(project, (repository) => repository.remove(space, precision));
  }

  /** Lets go of the open project. */
  close(): void {
    this.#work?.stop();
    this.#work = null;
    this.#tasks = null;
    this.#reports.stop();
    this.#opened?.refresh.stop();
    this.#opened?.texts.close();
    this.#opened?.db.close();
    this.#opened = null;
  }

  async #use(embedder: TextEmbedder, precision: VectorPrecision): Answer<VectorProgress> {
    const opened = this.#opened;
    if (opened === null) return failure(notOpen);
    this.#work?.stop();
    const work = new BackgroundEmbedding({
      embedder,
      precision,
      repository: opened.repository,
      texts: () => opened.texts.all(),
      onProgress: () => this.#reports.request(),
      now: () => performance.now(),
    });
    this.#work = work;
    await work.start();
    return success(work.progress);
  }

  async #embedQuery(text: string): Answer<EmbeddedTexts> {
    if (this.#work === null) return failure(noSpace);
    const embedded = await this.#work.embedder.embedQuery(text);
    if (!embedded.ok) return embedded;
    return embedded.value.empty.length > 0 ? failure(emptyText) : embedded;
  }

  async #withWork<T>(
    use: (work: BackgroundEmbedding) => Result<T, VectorsFailure> | Answer<T>,
  ): Answer<T> {
    return this.#work === null ? failure(noSpace) : use(this.#work);
  }

  #byText(): Map<string, TextTasks> {
    return (this.#tasks ??= tasksByText(this.#opened?.texts.all() ?? []));
  }

  #report(): void {
    if (this.#work !== null) this.#listener(this.#work.progress);
  }
}

const notOpen: VectorsFailure = { kind: 'not-open', message: 'No project is open.' };
const noSpace: VectorsFailure = { kind: 'no-space', message: 'Nothing is embedded yet.' };
const emptyText: VectorsFailure = { kind: 'empty-text', message: 'There is no word in this text.' };
const unknownTask: VectorsFailure = {
  kind: 'unknown-task',
  message: 'This task is not embedded yet.',
};

async function withRepository<T>(
  project: ProjectId,
  use: (repository: VectorRepository) => Promise<T>,
): Promise<T> {
  const db = new ProjectDb(project);
  try {
    return await use(new VectorRepository(db));
  } finally {
    db.close();
  }
}

async function cancellable<T>(work: Promise<T>): Answer<T> {
  try {
    return success(await work);
  } catch (thrown) {
    if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) throw thrown;
    return failure({ kind: 'cancelled', message: 'Cancelled.' });
  }
}
