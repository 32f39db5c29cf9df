import type { MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { PoolItem, Screened } from '#core/contracts/similarity-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { AttemptId, RequestId, TaskId } from '#core/model/ids.ts';
import type { AbortSignalLike, ModelCall, Outcome } from '#core/model/model-call.ts';
import type { MeaningRecord } from '#core/model/meaning.ts';
import type { MeaningRule } from '#core/model/recipe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type { Contaminated, Instance, Neighbour } from '#core/model/task.ts';

/** The pool's similarity index, as the pipeline needs it. Texts found novel join it at once. */
export interface SimilarityPort {
  screenBatch(items: readonly { id: TaskId; text: string }[]): Promise<readonly Screened[]>;
  /** Carries changes of these tasks over into the index. */
  follow(ids: Iterable<TaskId>): Promise<void>;
}

/** What the pool stays away from, as the pipeline needs it. */
export interface GuardPort {
  /** Why a task is too near a guard set, or null. Instances without an instruction: null for it. */
  check(instruction: string | null, instances: readonly Instance[]): Contaminated | null;
}

/** What embeddings say of the items of a reply. */
export interface MeaningView {
  /**
   * The nearest to an item among the pool's members and the items in `accepted`. Null: there is
   * none. Undefined: it is not known, in a replay of what was never compared.
   */
  nearest(id: TaskId, accepted: ReadonlySet<TaskId>): Neighbour | null | undefined;
}

/** The filter by embeddings, as the pipeline needs it. */
export interface MeaningPort {
  readonly rule: MeaningRule;
  /** Compares items with the pool and with each other; none of them joins. */
  compare(items: readonly PoolItem[]): Promise<Result<MeaningView, MeaningFailure>>;
  /** Takes note that these tasks changed. */
  follow(ids: Iterable<TaskId>): void;
}

/** A reply that takes effect: which request, answered by which attempt. */
export interface Application {
  readonly requestId: RequestId;
  readonly attemptId: AttemptId;
  readonly meaning?: MeaningRecord;
}

/** Intents to commit, with the texts that their prompts start with. */
export interface Intents {
  readonly requests: readonly ModelRequest[];
  readonly prefixes: ReadonlyMap<string, string>;
  readonly run: Run;
}

/** What is known of models beyond the work at hand, and whom to tell of more. */
export interface ModelNotes {
  /** Whether nothing tells what a model takes, so that it is asked a short question first. */
  isUnknown(connection: ModelConnection): boolean;
  /** It answered that question. */
  noteProbed(connection: ModelConnection): void;
  /** Its replies showed that it reasons before it answers. */
  noteReasonsFirst(connection: ModelConnection): void;
}

/** What the run engine needs from the world. Every promise of a commit settles after it is on disk. */
export interface RunPorts {
  /** Asks the model once. Never throws. */
  complete(call: ModelCall, signal: AbortSignalLike): Promise<Outcome>;
  readonly models: ModelNotes;
  readonly similarity: SimilarityPort;
  /** Null where the recipe sets none. */
  readonly guard: GuardPort | null;
  /** Null where the recipe has no filter by embeddings, or a person let the run go on without. */
  readonly meaning: MeaningPort | null;
  commitIntents(intents: Intents): Promise<void>;
  /** Raw outcomes, before anything is parsed. */
  commitAttempts(attempts: readonly Attempt[], run: Run): Promise<void>;
  /** The log entries of replies that took effect, with the tasks that follow from them. */
  commitApplied(applied: readonly Application[], run: Run, at: number): Promise<void>;
  commitRun(run: Run): Promise<void>;
  /**
   * Runs work that changes the pool while nothing else does, people's edits included. Where it throws,
   * whoever comes next finds another pool, as the disk has it; this one is of no use any more.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  nextRequestId(): RequestId;
  nextAttemptId(): AttemptId;
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits until a time or until `wake` settles, whichever is first. */
  waitUntil(time: number, wake: Promise<void>): Promise<void>;
}
