import type { Fate, KeepChoice } from '#core/duplicates/decide-group.ts';
import type { MemberFacts } from '#core/duplicates/keep-rule.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { PairScanFailure } from './pairs-api.ts';
import type { IndexSettings } from './similarity-api.ts';
import type { NearPairs } from './vectors-api.ts';

export type DuplicatesFailure =
  | PairScanFailure
  | { readonly kind: 'not-open' }
  /** More pairs than can be held; a higher threshold finds fewer. */
  | { readonly kind: 'too-many-pairs'; readonly pairs: number };

/** What a look found, and what a choice makes of it; tasks rejected since are left out. */
export interface DuplicateSummary {
  /** Members that were looked at. */
  readonly looked: number;
  /** Members that joined or were edited since: not looked at. */
  readonly newer: number;
  readonly groups: number;
  /** Members in groups. */
  readonly members: number;
  /** Of these, how many the choice rejects, and how many it spares though they are too near. */
  readonly toReject: number;
  readonly spared: number;
}

export interface DuplicateMember extends MemberFacts {
  /** The beginning of its instruction, at most 600 characters. */
  readonly text: string;
  readonly fate: Fate;
}

export interface DuplicateGroup {
  /** Lowest id of the group as it was found; names it. */
  readonly key: TaskId;
  readonly size: number;
  readonly toReject: number;
  /** Kept ones, each followed by those that are too near it; at most as many as were asked for. */
  readonly members: readonly DuplicateMember[];
}

/** Groups of pool members that are too alike, and which of each to keep. Reads only. */
export interface DuplicatesApi {
  /** Opens a project, reads its pool and follows its changes. */
  open(id: ProjectId): Promise<{ members: number }>;
  /** Looks for pairs by ROUGE-L; `onShare` hears the share done (0–1). Ends a look before it. */
  findByWords(
    settings: IndexSettings,
    onShare: (share: number) => void,
  ): Promise<Result<null, DuplicatesFailure>>;
  /** Takes pairs that vectors gave. */
  takePairs(pairs: NearPairs): Promise<Result<null, DuplicatesFailure>>;
  cancel(): Promise<void>;
  /** Null before the first look. */
  summary(choice: KeepChoice): Promise<DuplicateSummary | null>;
  /** Groups `from` (0-based) to `to` (exclusive), largest first, with at most `most` members each. */
  groups(
    choice: KeepChoice,
    from: number,
    to: number,
    most: number,
  ): Promise<readonly DuplicateGroup[]>;
  /** One group with more of its members; null where it is gone. */
  group(choice: KeepChoice, key: TaskId, most: number): Promise<DuplicateGroup | null>;
  /** What the choice rejects of one group, or of all (`null`), in order of id. */
  toReject(choice: KeepChoice, key: TaskId | null): Promise<readonly TaskId[]>;
  /** Calls `listener` after tasks changed, at most twice a second. */
  onChange(listener: () => void): Promise<void>;
}
