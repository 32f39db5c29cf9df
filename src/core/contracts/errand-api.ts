import type { Caps } from '#core/budget/budget.ts';
import type { TaskSample } from '#core/errands/choose-tasks.ts';
import type { JudgeTally } from '#core/errands/agreement.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type {
  Errand,
  ErrandAnswer,
  ErrandPrompt,
  ErrandResult,
  ScoreScale,
} from '#core/model/errand.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { ErrandKind, Outcome } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { Task } from '#core/model/task.ts';
import type { ProjectFailure } from './project-api.ts';
import type { RunActivity } from './run-api.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** What a person settled before an errand. */
export interface ErrandPlan extends ErrandPrompt {
  readonly ids: readonly TaskId[];
  /** Ask about a random sample of them only. */
  readonly sample: TaskSample | null;
  /** What the tasks were chosen by, to follow “tasks”. */
  readonly choice: string;
  readonly connection: ModelConnection;
  readonly decoding: Decoding;
  readonly seed: number;
  readonly caps: Caps;
}

/** An errand without the list of its tasks, which can be long. */
export type ErrandSummary = Omit<Errand, 'todo' | 'unsent'> & {
  /** Tasks that have no answer yet and will still be asked about. */
  readonly remaining: number;
};

/** What an errand is doing beyond its stored row. */
export interface ErrandActivity {
  readonly inFlight: number;
  readonly limit: number;
  readonly wait?: NonNullable<RunActivity['wait']>;
}

/** One call that was made for trying, with nothing kept. */
export interface ErrandTrial {
  readonly task: Task;
  readonly prompt: string;
  readonly outcome: Outcome;
  readonly answer: ErrandAnswer;
}

/** What an errand will take, about: one call a task. */
export interface ErrandForecast {
  /** Tasks that will be asked about. */
  readonly calls: number;
  /** Tasks that can’t be: removed ones, and seeds where texts are to change. */
  readonly skipped: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/**
 * `outdated`: the text of the task changed since the model was asked; nothing may overwrite that.
 * `gone`: the task was removed.
 */
export type ProposalStatus = 'waiting' | 'outdated' | 'accepted' | 'refused' | 'gone';

/** One proposal of an errand. */
export interface ProposalItem {
  readonly taskId: TaskId;
  readonly status: ProposalStatus;
}

/** What a model proposes for a task, beside the task as it now is. */
export interface Proposal extends ProposalItem {
  readonly errandId: ErrandId;
  readonly kind: ErrandKind;
  readonly guidance: string;
  readonly isPractice: boolean;
  readonly task: Task;
  readonly result: Extract<ErrandResult, { kind: 'proposal' }>;
}

/** The newest score that a model gave a task. */
export interface TaskScore {
  readonly errandId: ErrandId;
  readonly score: number;
  readonly scale: ScoreScale;
  readonly reason: string;
  readonly model: string;
  readonly isPractice: boolean;
  /** The text changed since. */
  readonly isOutdated: boolean;
}

/** What models said of one task. */
export interface TaskOpinions {
  readonly score: TaskScore | null;
  /** Those that wait for a person, newest first; outdated ones too. */
  readonly proposals: readonly Proposal[];
}

/** Model calls about tasks that are there; only one errand or run is under way at a time. */
export interface ErrandApi {
  /** Starts an errand. `key` stays in this worker’s memory. */
  startErrand(plan: ErrandPlan, key: string | null): Answer<{ errandId: ErrandId }>;
  pauseErrand(): Answer<null>;
  /** Goes on with the newest errand where it is paused, capped, blocked or waits for its key. */
  resumeErrand(key: string | null): Answer<null>;
  stopErrand(): Answer<null>;
  /** Replaces the caps of the newest errand, which must not be under way. */
  setErrandCaps(caps: Caps): Answer<null>;
  /** Asks once more about tasks of the newest errand whose answer could not be used. */
  askAgain(key: string | null): Answer<{ tasks: number }>;

  /** One call about the first task, with nothing kept. It is real and costs what it costs. */
  tryErrand(plan: ErrandPlan, key: string | null): Answer<ErrandTrial>;
  cancelErrandTrial(): Promise<void>;
  forecastErrand(plan: ErrandPlan): Answer<ErrandForecast>;

  /** All errands, the newest first. */
  errands(): Promise<readonly ErrandSummary[]>;
  /** The proposals of an errand, in order of task. */
  proposals(errandId: ErrandId): Answer<readonly ProposalItem[]>;
  proposal(errandId: ErrandId, taskId: TaskId): Answer<Proposal>;
  /**
   * Makes proposals a person’s edits, as one step of the undo log; `null`: all that wait. Outdated
   * ones are left out and counted.
   */
  acceptProposals(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ accepted: number; outdated: number; label: string }>;
  /** Remembers that proposals are not wanted; `null`: all that wait. Undo takes it back. */
  refuseProposals(
    errandId: ErrandId,
    ids: readonly TaskId[] | null,
  ): Answer<{ refused: number; label: string }>;
  /** A judge’s scores beside what people said of the same tasks. */
  judgeTally(errandId: ErrandId): Answer<JudgeTally>;
  taskOpinions(id: TaskId): Answer<TaskOpinions>;
}
