import type { RequestId, RunId, TaskId } from './ids.ts';
import type { Judgement } from './marks.ts';

/** One input/output pair of a task; `input` may be empty. */
export interface Instance {
  readonly input: string;
  readonly output: string;
}

/** A hand-written task, in the fields of the published `seed_tasks.jsonl`. */
export interface SeedTask {
  readonly id: string;
  readonly name: string;
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification: boolean;
}

/** A task read from a data set; `null` where the file does not say whether it is classification. */
export interface ImportedTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification: boolean | null;
}

export type TaskOrigin = 'seed' | 'machine' | 'imported';

/** What the machine decided. A person's verdict lies over it, see `effectiveStatus`. */
export type TaskStatus = 'accepted' | 'rejected';

/** How far a task has come: proposed, found novel, typed (step 2), given instances (step 3). */
export type TaskStage = 'proposed' | 'novel' | 'typed' | 'instanced';

/** A pool member and its ROUGE-L F-measure with the text in question (0–1). */
export interface Neighbour {
  readonly id: TaskId;
  readonly score: number;
}

/** Why an item was rejected, with what it takes to show the reason to a person. */
export type Rejection =
  | { readonly reason: 'cut' }
  | { readonly reason: 'too-short'; readonly words: number; readonly least: number }
  | { readonly reason: 'too-long'; readonly words: number; readonly most: number }
  | { readonly reason: 'banned-word'; readonly word: string }
  | { readonly reason: 'asks-for-program' }
  | { readonly reason: 'starts-badly'; readonly character: string }
  | { readonly reason: 'too-similar'; readonly culprit: TaskId; readonly score: number }
  | TooNearMeaning
  | Contaminated;

/** Too near a pool member by embeddings: of its words, or by a model of its meaning. */
export interface TooNearMeaning {
  readonly reason: 'too-similar-meaning';
  readonly culprit: TaskId;
  /** Cosine. */
  readonly score: number;
  readonly by: 'words' | 'model';
}

/** Too near a task of a guard set: by ROUGE-L F (`score`), or by words in a row (`sharedRun`). */
export interface Contaminated {
  readonly reason: 'contaminated';
  /** The guard text, its beginning where it is long. */
  readonly guardText: string;
  readonly setName: string;
  readonly score?: number;
  readonly sharedRun?: string;
}

export type RejectReason = Rejection['reason'];

/** What a filter says of an item: a value, never an exception. */
export type Verdict = { readonly keep: true } | ({ readonly keep: false } & Rejection);

/** Novelty against the pool at the moment of acceptance; `max` is the highest ROUGE-L F. */
export interface Novelty {
  readonly max: number;
  readonly mean: number;
  /** Highest first, at most ten. */
  readonly nearest: readonly Neighbour[];
}

/** How many instances of a reply went, and why. */
export interface InstanceLosses {
  readonly cut: number;
  readonly invalid: number;
  readonly contradicting: number;
  readonly repeated: number;
  readonly beyondLimit: number;
  /** Near a guard set; absent where none was set. */
  readonly contaminated?: number;
}

/** Text as a person changed it; fields that are absent stay as they were. */
export interface TaskEdit {
  readonly instruction?: string;
  readonly instances?: readonly Instance[];
  readonly isClassification?: boolean;
}

/** What people said of a task. It lies over what the machine decided and never replaces it. */
export interface HumanOverlay extends Judgement {
  readonly edit?: TaskEdit;
}

/** Where a machine task came from: the request, and which item of its reply (from 0). */
export interface Provenance {
  readonly runId: RunId;
  readonly requestId: RequestId;
  readonly item: number;
  readonly typeRequestId?: RequestId;
  readonly instanceRequestId?: RequestId;
}

/** One member of the task pool, or one item that did not become one. Derived from the log. */
export interface Task {
  readonly id: TaskId;
  readonly origin: TaskOrigin;
  readonly status: TaskStatus;
  readonly stage: TaskStage;
  readonly rejection?: Rejection;
  readonly instruction: string;
  /** A seed's `id` and `name` in the published form; absent otherwise. */
  readonly seedId?: string;
  readonly name?: string;
  readonly isClassification: boolean | null;
  readonly instances: readonly Instance[];
  readonly instanceLosses?: InstanceLosses;
  /** Step 3 was tried this often without one usable instance. */
  readonly emptyReplies?: number;
  /** Replies about it that were cut before they came to an answer. */
  readonly cutReplies?: number;
  readonly novelty?: Novelty;
  readonly human?: HumanOverlay;
  readonly provenance?: Provenance;
  /** The newest score of a model. Laid over by who filters tasks; never stored with them. */
  readonly modelScore?: number;
  /**
   * The nearest other member of the pool when all were compared last; `id` is null where none shares
   * a word with it. Laid over as `modelScore` is.
   */
  readonly compared?: { readonly id: TaskId | null; readonly score: number };
  /** True after a person removed a seed; the row stays so that undo can bring it back. */
  readonly isRemoved?: boolean;
  /** Milliseconds since 1970 of the log entry that made the task. */
  readonly createdAt: number;
}
