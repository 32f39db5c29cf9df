import type {
  DuplicateGroup,
  DuplicateMember,
  DuplicateSummary,
} from '#core/contracts/duplicates-api.ts';
import {
  decideGroup,
  type Fate,
  type GroupMember,
  type KeepChoice,
} from '#core/duplicates/decide-group.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { FoundGroups } from './found-groups.ts';
import type { PoolMember, PoolMembers } from './pool-members.ts';

/** Longest text that a list shows. */
const mostCharacters = 600;

interface Thinned {
  readonly key: TaskId;
  readonly fates: ReadonlyMap<TaskId, Fate>;
  readonly toReject: readonly TaskId[];
}

/** What one choice makes of the groups that were found, with the tasks as they now are. */
export class ThinnedGroups {
  readonly #members: PoolMembers;
  readonly #found: FoundGroups;
  readonly #groups: readonly Thinned[];

  constructor(found: FoundGroups, members: PoolMembers, choice: KeepChoice) {
    this.#members = members;
    this.#found = found;
    this.#groups = found.list
      .flatMap(({ key, ids }) => this.#thin(key, ids, choice))
      .sort((a, b) => b.fates.size - a.fates.size || a.key - b.key);
  }

  get summary(): DuplicateSummary {
    const fates = this.#groups.flatMap((group) => [...group.fates.values()]);
    const known = this.#members.all().filter((member) => this.#found.textOf(member) !== undefined);
    return {
      looked: this.#found.looked,
      newer: this.#members.size - known.length,
      groups: this.#groups.length,
      members: fates.length,
      toReject: fates.filter(({ isKept }) => !isKept).length,
      spared: fates.filter((fate) => fate.isKept && fate.why === 'spared').length,
    };
  }

  list(from: number, to: number, most: number): DuplicateGroup[] {
    return this.#groups.slice(from, to).map((group) => this.#show(group, most));
  }

  find(key: TaskId, most: number): DuplicateGroup | null {
    const group = this.#groups.find((other) => other.key === key);
    return group === undefined ? null : this.#show(group, most);
  }

  toReject(key: TaskId | null): TaskId[] {
    return this.#groups
      .filter((group) => key === null || group.key === key)
      .flatMap(({ toReject }) => toReject)
      .sort((a, b) => a - b);
  }

  /** Groups of which one is left are none any more. */
  #thin(key: TaskId, ids: readonly TaskId[], choice: KeepChoice): Thinned[] {
    const members = ids.flatMap((id): GroupMember[] => {
      const member = this.#members.find(id);
      const text = member && this.#found.textOf(member);
      return member === undefined || text === undefined ? [] : [{ ...member, text }];
    });
    if (members.length < 2) return [];
    const fates = decideGroup(members, (text) => this.#found.near(text), choice);
    const toReject = [...fates].flatMap(([id, { isKept }]) => (isKept ? [] : [id]));
    return [{ key, fates, toReject }];
  }

  #show({ key, fates, toReject }: Thinned, most: number): DuplicateGroup {
    const members = besideKept(fates)
      .slice(0, most)
      .flatMap((id) => {
        const member = this.#members.find(id);
        const fate = fates.get(id);
        return member === undefined || fate === undefined ? [] : [shown(member, fate)];
      });
    return { key, size: fates.size, toReject: toReject.length, members };
  }
}

/** Each kept member with those beside it that it makes superfluous, then the others. */
function besideKept(fates: ReadonlyMap<TaskId, Fate>): TaskId[] {
  const beside = new Map<TaskId, TaskId[]>();
  for (const [id, fate] of fates) {
    if (!('near' in fate)) continue;
    beside.set(fate.near.id, [...(beside.get(fate.near.id) ?? []), id]);
  }
  const cover = [...fates.keys()].flatMap((id) =>
    beside.has(id) ? [id, ...(beside.get(id) ?? [])] : [],
  );
  return [...new Set([...cover, ...fates.keys()])];
}

function shown(member: PoolMember, fate: Fate): DuplicateMember {
  const { text } = member;
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return { ...member, text: cut, fate };
}
