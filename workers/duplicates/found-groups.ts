import type { NearPairs } from '#core/contracts/vectors-api.ts';
import { groupsOf } from '#core/embedding/near-groups.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { PoolMember } from './pool-members.ts';

/** Distinct texts of a pool, each with the members that have it, in order of id. */
export type TextMembers = ReadonlyMap<string, readonly TaskId[]>;

export function membersByText(members: readonly PoolMember[]): TextMembers {
  const found = new Map<string, TaskId[]>();
  for (const { id, text } of members) {
    const ids = found.get(text);
    if (ids === undefined) found.set(text, [id]);
    else ids.push(id);
  }
  return found;
}

export interface FoundGroup {
  /** Its lowest id. */
  readonly key: TaskId;
  /** In order. */
  readonly ids: readonly TaskId[];
}

interface Link {
  /** Number of the other text. */
  readonly text: number;
  readonly score: number;
}

/**
 * What a look found, by text: members with the same text are one, named by the first of them. Stays as
 * it was found whatever becomes of the tasks.
 */
export class FoundGroups {
  readonly list: readonly FoundGroup[];
  readonly #links = new Map<number, Link[]>();
  /** Number of a text: the id of the first member that had it. */
  readonly #textOf = new Map<TaskId, number>();
  readonly #texts = new Map<number, string>();

  /** `pairs` name members that were in `texts`; pairs of others are passed over. */
  constructor(texts: TextMembers, pairs: NearPairs) {
    const twins: { first: TaskId; second: TaskId }[] = [];
    for (const [text, ids] of texts) {
      const [first = 0, ...others] = ids;
      this.#texts.set(first, text);
      for (const id of ids) this.#textOf.set(id, first);
      for (const second of others) twins.push({ first, second });
    }
    const joined = this.#join(pairs);
    this.list = groupsOf([...twins, ...joined]).map((ids) => ({ key: ids[0] ?? 0, ids }));
  }

  /** How many members were looked at. */
  get looked(): number {
    return this.#textOf.size;
  }

  /** The number of a member's text; undefined where it was not looked at, or reads otherwise now. */
  textOf({ id, text }: PoolMember): number | undefined {
    const number = this.#textOf.get(id);
    return number !== undefined && this.#texts.get(number) === text ? number : undefined;
  }

  near(text: number): readonly Link[] {
    return this.#links.get(text) ?? [];
  }

  #join({ first, second, scores }: NearPairs): { first: TaskId; second: TaskId }[] {
    const joined: { first: TaskId; second: TaskId }[] = [];
    first.forEach((id, at) => {
      const a = this.#textOf.get(id);
      const b = this.#textOf.get(second[at] ?? 0);
      if (a === undefined || b === undefined || a === b) return;
      const score = scores[at] ?? 0;
      this.#link(a, { text: b, score });
      this.#link(b, { text: a, score });
      joined.push({ first: a, second: b });
    });
    return joined;
  }

  #link(text: number, link: Link): void {
    const links = this.#links.get(text);
    if (links === undefined) this.#links.set(text, [link]);
    else links.push(link);
  }
}
