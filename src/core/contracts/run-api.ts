import type { Caps } from '#core/budget/budget.ts';
import type { MeaningProgress } from '#core/fold/meaning-index.ts';
import type { ReplayDiff } from '#core/fold/replay-diff.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { RunId, TaskId } from '#core/model/ids.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { Rejection } from '#core/model/task.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import type { ProjectFailure } from './project-api.ts';

/** What a user settled before a run. */
export interface RunPlan {
  readonly recipe: Recipe;
  readonly connection: ModelConnection;
  /** Steps that ask a model of their own. */
  readonly stepConnections?: Readonly<Partial<Record<Step, ModelConnection>>>;
  readonly target: number;
  readonly seed: number;
  /** Limits that the run must not pass; absent: none. */
  readonly caps?: Caps;
  /** Stop after step 1 and wait for `continueRun`. */
  readonly stopsAfterInstructions?: boolean;
}

/**
 * Keys by address, exactly as `ModelConnection.baseUrl` has it: a key goes to no other. Null: none.
 */
export type KeyRing = Readonly<Record<string, string>> | null;

/** A task that was just decided, for the live lists. */
export interface RecentItem {
  readonly id: TaskId;
  readonly instruction: string;
  /** Highest ROUGE-L F against the pool, or the cosine that got it rejected; absent where a text rule decided first. */
  readonly score?: number;
  readonly rejection?: Rejection;
  /** The instruction of the member that a rejected item is too near to. */
  readonly culpritText?: string;
}

/** What a run is doing beyond its stored row. */
export interface RunActivity {
  /** How many tasks count towards the target now; people's verdicts are counted in. */
  readonly reached: number;
  /** How many of its tasks are accepted now, complete or not. */
  readonly acceptedNow: number;
  readonly inFlight: number;
  readonly limit: number;
  /** Why no more calls are in flight: a wait until (ms since 1970), or offline. */
  readonly wait?: {
    readonly kind: 'rate-limited' | 'retrying' | 'offline';
    readonly until: number;
    readonly message: string;
  };
  /** How much of the pool is embedded, while that is what the run waits for. */
  readonly embedding?: MeaningProgress;
  /** Newest first, at most 20 each. */
  readonly accepted: readonly RecentItem[];
  readonly rejected: readonly RecentItem[];
  /** Accepted instructions and complete tasks a minute, over the last few minutes. */
  readonly perMinute: number;
  /** Milliseconds to the target at that rate; absent while it can't be told. */
  readonly remainingMs?: number;
}

/** Runs of the pipeline, and what their stored replies would give under another recipe. */
export interface RunApi {
  /**
   * One round with nothing kept: what would be asked, what comes back, what would become of it.
   * The calls are real and cost what they cost.
   */
  preview(plan: RunPlan, keys: KeyRing): Promise<Result<PreviewRound, ProjectFailure>>;
  /** Breaks a preview off: its open call ends as cancelled, and `preview` answers with what it has. */
  cancelPreview(): Promise<void>;
  /** Starts a run. Its keys stay in this worker's memory. */
  startRun(plan: RunPlan, keys: KeyRing): Promise<Result<{ runId: RunId }, ProjectFailure>>;
  pauseRun(): Promise<Result<null, ProjectFailure>>;
  /**
   * Goes on with a run that is paused, blocked, waiting for its key or was interrupted. Keys that
   * were given before and are not among these still count.
   */
  resumeRun(keys: KeyRing): Promise<Result<null, ProjectFailure>>;
  stopRun(): Promise<Result<null, ProjectFailure>>;
  /** Goes on with steps 2 and 3 after a run stopped between the steps; proposes nothing more. */
  continueRun(keys: KeyRing): Promise<Result<null, ProjectFailure>>;
  /**
   * Lets a run that is not under way go on without its filter by embeddings, or with it again:
   * `resumeRun` then does.
   */
  skipMeaning(isSkipped: boolean): Promise<Result<null, ProjectFailure>>;
  /** Ends a wait that a provider asked for: the next call is sent at once. */
  skipWait(): Promise<Result<null, ProjectFailure>>;
  /**
   * Replaces the caps, at once where a run is under way: below what is spent it stops after the
   * calls in flight. A run that a cap stopped can be resumed then.
   */
  setCaps(caps: Caps): Promise<Result<null, ProjectFailure>>;
  /** Sets a higher target; a finished run goes on, with these keys beside those given before. */
  raiseTarget(target: number, keys: KeyRing): Promise<Result<null, ProjectFailure>>;

  /**
   * What the stored replies of the newest run would give under another recipe: filters, threshold,
   * tokeniser, parser. Prompts are not sampled again, and no call is made. `onProgress` hears the
   * share done, 0–1.
   */
  previewReplay(
    recipe: Recipe,
    onProgress?: (share: number) => void,
  ): Promise<Result<ReplayDiff, ProjectFailure>>;
  /** Breaks a replay or its preview off, which then fails with `cancelled`. */
  cancelReplay(): Promise<void>;
  /** Makes it so, in one step that can be undone. What people did wins over what replay decides. */
  replay(
    recipe: Recipe,
    onProgress?: (share: number) => void,
  ): Promise<Result<null, ProjectFailure>>;
}
