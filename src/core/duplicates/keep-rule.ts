import type { TaskId } from '#core/model/ids.ts';

/** Which of several near-duplicates is kept; the first is the usual one. */
export const keepRules = ['oldest', 'longest', 'best'] as const;

export type KeepRule = (typeof keepRules)[number];

/** What rules look at. */
export interface MemberFacts {
  readonly id: TaskId;
  /** Characters of its instruction and instances. */
  readonly length: number;
  /** 1 (worst) to 5; null where nobody rated it. */
  readonly rating: number | null;
  /** A person accepted it. */
  readonly isAccepted: boolean;
  readonly isSeed: boolean;
}

/** Between bad and good: what nobody rated goes before what somebody found poor. */
const unrated = 2.5;

type Order = (a: MemberFacts, b: MemberFacts) => number;

const byAge: Order = (a, b) => a.id - b.id;
const byLength: Order = (a, b) => b.length - a.length;
const byRating: Order = (a, b) => (b.rating ?? unrated) - (a.rating ?? unrated);
const byVerdict: Order = (a, b) => Number(b.isAccepted) - Number(a.isAccepted);

const orders: Readonly<Record<KeepRule, Order>> = {
  oldest: byAge,
  longest: (a, b) => byLength(a, b) || byAge(a, b),
  best: (a, b) => byVerdict(a, b) || byRating(a, b) || byAge(a, b),
};

/** The order in which a rule keeps members: negative where `a` goes first, never 0 for two. */
export const keepOrder = (rule: KeepRule): Order => orders[rule];

/** True for what is spared unless people say otherwise: seeds, and what a person accepted. */
export const isSpared = ({ isSeed, isAccepted }: MemberFacts): boolean => isSeed || isAccepted;
