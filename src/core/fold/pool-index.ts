import type { IndexSettings, Screened, SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { SimilarityPort } from '#core/pipeline/ports.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import type { Neighbour } from '#core/model/task.ts';
import { memberText } from './member-text.ts';

/** How the pool is indexed for a run. */
export interface PoolIndexSettings extends IndexSettings {
  readonly isClassificationOnly: boolean;
}

/** Thrown when the index refuses what the pool holds: a defect, or a worker that died and came back. */
export class IndexOutOfStepError extends Error {
  override readonly name = 'IndexOutOfStepError';
}

/** Keeps the similarity index in step with the pool. */
export class PoolIndex implements SimilarityPort {
  readonly #api: SimilarityApi;
  readonly #pool: TaskPool;
  readonly #indexed = new Map<TaskId, string>();
  #settings: PoolIndexSettings | null = null;
  #version = 0;

  constructor(api: SimilarityApi, pool: TaskPool) {
    this.#api = api;
    this.#pool = pool;
  }

  /** Builds the index as a run wants it, unless it stands that way already. */
  async prepare(settings: PoolIndexSettings): Promise<void> {
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    const { isClassificationOnly, ...rest } = settings;
    this.invalidate();
    this.#indexed.clear();
    this.#version = this.#take(await this.#api.reset(rest)).version;
    const items = this.#pool.tasks.flatMap((task) => {
      const text = memberText(task, isClassificationOnly);
      return text === null ? [] : [{ id: task.id, text }];
    });
    await this.#append(items);
    this.#settings = settings;
  }

  /** Forgets everything, so that the next `prepare` builds anew. */
  invalidate(): void {
    this.#settings = null;
  }

  /** True once it is whole; false while it is built. */
  get isPrepared(): boolean {
    return this.#settings !== null;
  }

  /** Carries changes of tasks over into the index. */
  async follow(ids: Iterable<TaskId>): Promise<void> {
    if (this.#settings === null) return;
    const gone: TaskId[] = [];
    const come: { id: TaskId; text: string }[] = [];
    for (const id of ids) {
      const task = this.#pool.get(id);
      const text =
        task === undefined ? null : memberText(task, this.#settings.isClassificationOnly);
      const before = this.#indexed.get(id);
      if (text === (before ?? null)) continue;
      if (before !== undefined) gone.push(id);
      if (text !== null) come.push({ id, text });
    }
    if (gone.length > 0) {
      this.#version = this.#take(await this.#api.remove(gone)).version;
      for (const id of gone) this.#indexed.delete(id);
    }
    await this.#append(come);
  }

  async screenBatch(items: readonly { id: TaskId; text: string }[]): Promise<readonly Screened[]> {
    if (items.length === 0) return [];
    // It may lack members, and nothing may be taken for novel against only some of the pool.
    if (this.#settings === null) throw new IndexOutOfStepError('The index must be built anew.');
    const answer = this.#take(await this.#api.screenBatch(items, this.#version));
    this.#version = answer.version;
    items.forEach(({ id, text }, index) => {
      if (answer.screened[index]?.novel === true) this.#indexed.set(id, text);
    });
    return answer.screened;
  }

  /** The k members nearest to a text, highest first. */
  async nearest(text: string, k: number, except: TaskId): Promise<readonly Neighbour[]> {
    return this.#api.nearest(text, k, except);
  }

  async #append(items: readonly { id: TaskId; text: string }[]): Promise<void> {
    if (items.length === 0) return;
    this.#version = this.#take(await this.#api.append(items)).version;
    for (const { id, text } of items) this.#indexed.set(id, text);
  }

  #take<T>(result: { ok: true; value: T } | { ok: false; error: { kind: string } }): T {
    if (result.ok) return result.value;
    this.invalidate();
    throw new IndexOutOfStepError(`The similarity index refused: ${JSON.stringify(result.error)}`);
  }
}
