import type { ComparedTexts, MeaningApi, MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { PoolItem } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { MeaningPort, MeaningView } from '#core/pipeline/ports.ts';
import { nearestOf } from '#core/pipeline/screen-novelty.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { memberText } from './member-text.ts';

type Answer<T> = Promise<Result<T, MeaningFailure>>;

/** Members that are embedded in one call. */
const membersPerCall = 256;
/** With more members to embed, a run is not held up unseen: they are embedded first. */
const mostBehind = 256;

/** How far the embedding of a pool has come. */
export interface MeaningProgress {
  readonly done: number;
  readonly total: number;
}

/** Keeps embeddings of the pool in step with it, for the run of one recipe. */
export class MeaningIndex implements MeaningPort {
  readonly rule: MeaningPort['rule'];
  readonly #api: MeaningApi;
  readonly #pool: TaskPool;
  readonly #isClassificationOnly: boolean;
  readonly #indexed = new Map<TaskId, string>();
  readonly #changed = new Set<TaskId>();

  constructor(
    rule: MeaningPort['rule'],
    api: MeaningApi,
    pool: TaskPool,
    { classificationOnly }: Pick<Recipe, 'classificationOnly'>,
  ) {
    this.rule = rule;
    this.#api = api;
    this.#pool = pool;
    this.#isClassificationOnly = classificationOnly;
  }

  /**
   * Embeds the whole pool, some members a step. Rare words are those of the members that `isKnown`,
   * so that a run that is taken up again counts them as it did at first.
   */
  async *prepare(
    isKnown: (id: TaskId) => boolean,
  ): AsyncGenerator<Result<MeaningProgress, MeaningFailure>> {
    const members = this.#pool.tasks.filter((task) => this.#textOf(task.id) !== null);
    const known = members
      .filter(({ id }) => isKnown(id))
      .flatMap(({ id }) => this.#textOf(id) ?? []);
    this.#indexed.clear();
    this.#changed.clear();
    const begun = await this.#api.reset(known);
    if (!begun.ok) {
      yield begun;
      return;
    }
    this.follow(members.map(({ id }) => id));
    const total = members.length;
    while (this.#changed.size > 0) {
      yield success({ done: Math.max(0, total - this.#changed.size), total });
      const done = await this.#catchUp();
      if (done.ok) continue;
      yield done;
      return;
    }
  }

  follow(ids: Iterable<TaskId>): void {
    for (const id of ids) this.#changed.add(id);
  }

  async compare(items: readonly PoolItem[]): Answer<MeaningView> {
    if (this.#changed.size > mostBehind) return failure(behind);
    while (this.#changed.size > 0) {
      const done = await this.#catchUp();
      if (!done.ok) return done;
    }
    const compared = await this.#api.compare(items.map(({ text }) => text));
    return compared.ok ? success(viewOf(items, compared.value)) : compared;
  }

  /** Carries some changes over. */
  async #catchUp(): Answer<null> {
    const ids = [...this.#changed].slice(0, membersPerCall);
    const gone: TaskId[] = [];
    const come: PoolItem[] = [];
    for (const id of ids) {
      const text = this.#textOf(id);
      const before = this.#indexed.get(id) ?? null;
      if (text === before) continue;
      if (text === null) gone.push(id);
      else come.push({ id, text });
    }
    const removed = gone.length > 0 ? await this.#api.remove(gone) : success(null);
    if (!removed.ok) return removed;
    const appended = come.length > 0 ? await this.#api.append(come) : success(null);
    if (!appended.ok) return appended;
    for (const id of gone) this.#indexed.delete(id);
    for (const { id, text } of come) this.#indexed.set(id, text);
    for (const id of ids) this.#changed.delete(id);
    return success(null);
  }

  #textOf(id: TaskId): string | null {
    const task = this.#pool.get(id);
    return task === undefined ? null : memberText(task, this.#isClassificationOnly);
  }
}

function viewOf(items: readonly PoolItem[], { nearest, pairs }: ComparedTexts): MeaningView {
  const places = new Map(items.map(({ id }, place) => [id, place]));
  return {
    nearest: (id, accepted) => {
      const place = places.get(id);
      if (place === undefined) return undefined;
      const among = items.flatMap((other, at) =>
        at !== place && accepted.has(other.id)
          ? [{ id: other.id, score: pairs[Math.max(at, place)]?.[Math.min(at, place)] ?? 0 }]
          : [],
      );
      return nearestOf([nearest[place] ?? null, ...among]);
    },
  };
}

const behind: MeaningFailure = {
  kind: 'behind',
  message: 'Much of the pool changed and is to be embedded first.',
};
