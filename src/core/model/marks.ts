import type { Contaminated, TaskStatus } from './task.ts';

/** How good a person finds a task: 1 is worst, 5 is best. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** What a person noted about a task beside verdict and edit; what is absent was never noted. */
export interface Marks {
  readonly rating?: Rating;
  /** Without repeats, in the order in which they were given. */
  readonly tags?: readonly string[];
  readonly isFlagged?: true;
  /** Why a person rejected it: a key of `rejectCauses` in `core/review`. */
  readonly rejectReason?: string;
  /** What a check of the pool found it too near to, where it was rejected for that. */
  readonly contaminated?: Contaminated;
  readonly note?: string;
  /** Ids of suspicions that are no problem here, without repeats. */
  readonly dismissed?: readonly string[];
}

/** Everything but the text that a person can lay over a task in bulk. */
export interface Judgement extends Marks {
  readonly verdict?: TaskStatus;
}

/**
 * A change of marks, the same for every task that it is laid over: absent leaves a mark as it is,
 * `null` (or false) takes it away. A verdict other than `rejected` takes the reason away with it, and
 * what a check had found; a reason of a person's own takes away only that.
 */
export interface MarksChange {
  readonly verdict?: TaskStatus | null;
  readonly rejectReason?: string | null;
  readonly contaminated?: Contaminated;
  readonly rating?: Rating | null;
  readonly addTags?: readonly string[];
  readonly removeTags?: readonly string[];
  readonly isFlagged?: boolean;
  readonly note?: string | null;
  /** Ids of suspicions. */
  readonly dismiss?: readonly string[];
  readonly suspectAgain?: readonly string[];
}
