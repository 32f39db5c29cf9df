import type { TaskId } from '#core/model/ids.ts';

/** Which pool members have which text, by the text's hash. */
export class MemberBook {
  readonly #hashOf = new Map<TaskId, string>();
  readonly #idsOf = new Map<string, Set<TaskId>>();
  #hasOrphans = false;

  clear(): void {
    this.#hashOf.clear();
    this.#idsOf.clear();
    this.#hasOrphans = true;
  }

  /** Adds a member, or gives one another text. */
  put(id: TaskId, hash: string): void {
    this.remove(id);
    this.#hashOf.set(id, hash);
    const ids = this.#idsOf.get(hash);
    if (ids === undefined) this.#idsOf.set(hash, new Set([id]));
    else ids.add(id);
  }

  remove(id: TaskId): void {
    const hash = this.#hashOf.get(id);
    if (hash === undefined) return;
    this.#hashOf.delete(id);
    const ids = this.#idsOf.get(hash);
    ids?.delete(id);
    if (ids?.size !== 0) return;
    this.#idsOf.delete(hash);
    this.#hasOrphans = true;
  }

  has(hash: string): boolean {
    return this.#idsOf.has(hash);
  }

  /** The oldest member that has a text. */
  firstOf(hash: string): TaskId | undefined {
    const ids = this.#idsOf.get(hash);
    return ids === undefined ? undefined : Math.min(...ids);
  }

  /** Whether texts may have lost their last member since this was asked before. */
  takeOrphaned(): boolean {
    const hadOrphans = this.#hasOrphans;
    this.#hasOrphans = false;
    return hadOrphans;
  }
}
