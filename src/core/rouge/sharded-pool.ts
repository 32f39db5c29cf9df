import type { PoolShardApi } from '#core/contracts/pool-shard-api.ts';
import type { IndexSettings, PoolItem, SimilarityFailure } from '#core/contracts/similarity-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import { better } from './best-match.ts';
import { mergeTallies, type PoolTally } from './pool-tally.ts';

type Outcome = Result<void, SimilarityFailure>;

/** A pool split over shards; it answers the same whatever their number. */
export class ShardedPool {
  readonly #shards: readonly PoolShardApi[];
  /** Which shard holds a member; a single shard holds them all. */
  readonly #owners = new Map<TaskId, number>();
  #next = 0;

  constructor(shards: readonly PoolShardApi[]) {
    this.#shards = shards;
  }

  async reset(settings: IndexSettings): Promise<Outcome> {
    const outcome = await this.#onAll((shard) => shard.reset(settings));
    if (outcome.ok) this.#owners.clear();
    return outcome;
  }

  setThreshold(threshold: number): Promise<Outcome> {
    return this.#onAll((shard) => shard.setThreshold(threshold));
  }

  async append(items: readonly PoolItem[]): Promise<Outcome> {
    const [only] = this.#shards;
    if (only !== undefined && this.#shards.length === 1) return only.append(items);
    const known = firstTwice(
      items.map(({ id }) => id),
      (id) => this.#owners.has(id),
    );
    const parts: PoolItem[][] = this.#shards.map(() => []);
    items.forEach((item, i) => parts[(this.#next + i) % parts.length]?.push(item));
    const outcomes = await this.#withParts(parts, (shard, part) => shard.append(part));
    const refused = earliest(items, outcomes, known);
    if (refused === null) {
      parts.forEach((part, shard) => part.forEach(({ id }) => this.#owners.set(id, shard)));
      this.#next = (this.#next + items.length) % parts.length;
      return success(undefined);
    }
    const back = parts.map((part, shard) => (outcomes[shard]?.ok === true ? part : []));
    await this.#withParts(back, (shard, part) => shard.remove(part.map(({ id }) => id)));
    return failure(refused);
  }

  async remove(ids: readonly TaskId[]): Promise<Outcome> {
    const [only] = this.#shards;
    if (only !== undefined && this.#shards.length === 1) return only.remove(ids);
    const named = new Set<TaskId>();
    for (const id of ids) {
      if (named.has(id)) return failure({ kind: 'id-twice', id });
      if (!this.#owners.has(id)) return failure({ kind: 'unknown-id', id });
      named.add(id);
    }
    const parts: TaskId[][] = this.#shards.map(() => []);
    for (const id of ids) parts[this.#owners.get(id) ?? 0]?.push(id);
    const outcomes = await this.#withParts(parts, (shard, part) => shard.remove(part));
    for (const id of ids) this.#owners.delete(id);
    return outcomes.find((outcome) => !outcome.ok) ?? success(undefined);
  }

  /** The best of all shards, for each text. */
  async decide(texts: readonly string[]): Promise<(Neighbour | null)[]> {
    if (texts.length === 0) return [];
    const found = await Promise.all(this.#shards.map((shard) => shard.decide(texts)));
    return texts.map((_, i) =>
      found.reduce<Neighbour | null>((best, part) => {
        const here = part[i] ?? null;
        return here === null ? best : better(best, here.id, here.score);
      }, null),
    );
  }

  /** What all shards together say of each text. */
  async tally(texts: readonly string[], k: number): Promise<PoolTally[]> {
    if (texts.length === 0) return [];
    const parts = await Promise.all(this.#shards.map((shard) => shard.tally(texts, k)));
    return texts.map((_, i) => {
      const own = parts.flatMap((part) => part[i] ?? []);
      return mergeTallies(own, k);
    });
  }

  async #onAll(call: (shard: PoolShardApi) => Promise<Outcome>): Promise<Outcome> {
    const outcomes = await Promise.all(this.#shards.map(call));
    return outcomes.find((outcome) => !outcome.ok) ?? success(undefined);
  }

  #withParts<T>(
    parts: readonly (readonly T[])[],
    call: (shard: PoolShardApi, part: readonly T[]) => Promise<Outcome>,
  ): Promise<Outcome[]> {
    return Promise.all(
      this.#shards.map((shard, i) => {
        const part = parts[i] ?? [];
        return part.length === 0 ? Promise.resolve(success(undefined)) : call(shard, part);
      }),
    );
  }
}

/** The first id that is taken, or stands a second time. */
function firstTwice(ids: readonly TaskId[], isTaken: (id: TaskId) => boolean): TaskId | null {
  const seen = new Set<TaskId>();
  for (const id of ids) {
    if (isTaken(id) || seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/** Of all that was refused, what stands first in the batch: what a single shard would say. */
function earliest(
  items: readonly PoolItem[],
  outcomes: readonly Outcome[],
  twice: TaskId | null,
): SimilarityFailure | null {
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  if (twice !== null) failures.push({ kind: 'id-twice', id: twice });
  const placeOf = (error: SimilarityFailure): number =>
    'id' in error ? items.findIndex(({ id }) => id === error.id) : -1;
  return failures.sort((a, b) => placeOf(a) - placeOf(b))[0] ?? null;
}
