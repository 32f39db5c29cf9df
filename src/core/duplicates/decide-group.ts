import type { TaskId } from '#core/model/ids.ts';
import type { Neighbour } from '#core/model/task.ts';
import { isSpared, keepOrder, type KeepRule, type MemberFacts } from './keep-rule.ts';

/** How a person wants groups to be thinned out. */
export interface KeepChoice {
  readonly rule: KeepRule;
  /** Members that are kept whatever the rule says. */
  readonly chosen: readonly TaskId[];
  /** False: seeds and tasks that a person accepted go like any other. */
  readonly sparesPeople: boolean;
}

/** A member of a group; those of the same `text` number have the same text. */
export interface GroupMember extends MemberFacts {
  readonly text: number;
}

/** Texts that are too near a text, with their scores. */
export type NearTexts = (
  text: number,
) => Iterable<{ readonly text: number; readonly score: number }>;

/**
 * What becomes of a member. Kept: `first` in order, `chosen` by a person, `spared` though `near` a
 * kept one, or `apart`: a group may be a chain, and this link is near no kept one.
 */
export type Fate =
  | { readonly isKept: true; readonly why: 'first' | 'chosen' | 'apart' }
  | { readonly isKept: true; readonly why: 'spared'; readonly near: Neighbour }
  | { readonly isKept: false; readonly near: Neighbour };

/**
 * Decides which members of a group stay, in the order of the rule, as the novelty filter would: a
 * member goes when it is too near one that is kept, and only then. Keys in order of that rule.
 */
export function decideGroup(
  members: readonly GroupMember[],
  nearTexts: NearTexts,
  { rule, chosen, sparesPeople }: KeepChoice,
): Map<TaskId, Fate> {
  const wanted = new Set(chosen);
  const rank = (member: GroupMember): number =>
    wanted.has(member.id) ? 0 : sparesPeople && isSpared(member) ? 1 : 2;
  const order = keepOrder(rule);
  const keptAt = new Map<number, TaskId>();
  const fates = new Map<TaskId, Fate>();
  for (const member of members.toSorted((a, b) => rank(a) - rank(b) || order(a, b))) {
    const near = nearestKept(member.text, keptAt, nearTexts);
    const fate = fateOf(near, rank(member), fates.size === 0);
    fates.set(member.id, fate);
    if (fate.isKept && !keptAt.has(member.text)) keptAt.set(member.text, member.id);
  }
  return fates;
}

function fateOf(near: Neighbour | null, rank: number, isFirst: boolean): Fate {
  if (rank === 0) return { isKept: true, why: 'chosen' };
  if (near === null) return { isKept: true, why: isFirst ? 'first' : 'apart' };
  return rank === 1 ? { isKept: true, why: 'spared', near } : { isKept: false, near };
}

function nearestKept(
  text: number,
  keptAt: ReadonlyMap<number, TaskId>,
  nearTexts: NearTexts,
): Neighbour | null {
  const twin = keptAt.get(text);
  if (twin !== undefined) return { id: twin, score: 1 };
  let nearest: Neighbour | null = null;
  for (const { text: other, score } of nearTexts(text)) {
    const id = keptAt.get(other);
    if (id !== undefined && score > (nearest?.score ?? -Infinity)) nearest = { id, score };
  }
  return nearest;
}
