import type { IdRange } from '#core/batch/id-ranges.ts';
import type { Caps } from '#core/budget/budget.ts';
import type { Spending } from '#core/budget/price.ts';
import type { ModelConnection } from './connection.ts';
import type { AttemptId, ErrandId, RequestId, TaskId } from './ids.ts';
import type { CallFailure, CallFailureKind, ErrandKind, ModelApi } from './model-call.ts';
import type { ModelProbe } from './model-probe.ts';
import type { Decoding } from './recipe.ts';
import type { Attempt } from './request.ts';
import type { CallCounters, RunState } from './run.ts';
import type { Instance } from './task.ts';

/** The scores that a rubric gives, both ends included. */
export interface ScoreScale {
  readonly least: number;
  readonly most: number;
}

/** What a model is asked about each task, in words that a person can change. */
export interface ErrandPrompt {
  readonly kind: ErrandKind;
  /** The prompt with places for what differs; see `core/prompts/errand-prompt.ts`. */
  readonly template: string;
  /** The rubric, what to repair, or a hint: stands where the template says `{guidance}`. */
  readonly guidance: string;
  /** Of a judge; others give no score. */
  readonly scale?: ScoreScale;
}

/** Why a reply of a model could not be used. */
export type BadReply =
  | 'empty'
  | 'cut'
  | 'no-score'
  /** A score, but not one of the scale that was asked for. */
  | 'off-scale'
  | 'no-task'
  /** An example without an output. */
  | 'no-output'
  | 'no-examples';

/** How many tasks ended in which way. */
export interface ErrandCounts {
  readonly scored: number;
  readonly proposed: number;
  /** The model found nothing to change. */
  readonly unchanged: number;
  readonly bad: Readonly<Partial<Record<BadReply, number>>>;
  /** Calls that were given up: the task was too long for the model, or replies were empty. */
  readonly failed: number;
}

/** Like a run’s; `stalled`: the latest replies could not be read, and more would only cost money. */
export type ErrandState = Exclude<RunState, 'waiting-for-model'>;

/**
 * Model calls about existing tasks, outside the steps of the pipeline: a frozen order, its state and
 * its counters.
 */
export interface Errand extends ErrandPrompt {
  readonly id: ErrandId;
  /** What the tasks were chosen by, to follow “tasks”: "that match ‘poem’". */
  readonly choice: string;
  /** The tasks in the order in which they are asked about; those to try again are added behind. */
  readonly todo: readonly IdRange[];
  /** How many tasks were chosen. */
  readonly tasks: number;
  /** How many places of `todo` are dealt with: a request was made, or the task skipped. */
  readonly next: number;
  /** Tasks that could not be asked about: removed meanwhile, or seeds where only others are changed. */
  readonly skipped: number;
  readonly connection: ModelConnection;
  readonly decoding: Decoding;
  readonly caps: Caps;
  readonly seed: number;
  readonly state: ErrandState;
  readonly failure?: CallFailure;
  readonly counts: ErrandCounts;
  readonly calls: CallCounters;
  readonly spent: Spending;
  /** Nothing is sent before this time (ms since 1970): the provider asked for a long wait. */
  readonly heldUntil?: number;
  /** Requests that are known not to be out, while nothing is being sent; as in a run. */
  readonly unsent?: readonly RequestId[];
  /** Models that were asked a short question first; absent in work from before there were any. */
  readonly probes?: readonly ModelProbe[];
  readonly startedAt: number;
  /** Milliseconds at work, pauses left out. */
  readonly activeMs: number;
  readonly endedAt?: number;
}

/** Hashes of a task’s text as it was asked about, to see later whether it changed. */
export interface TaskBasis {
  readonly instruction: string;
  readonly instances: string;
}

/** The intent of one call of an errand, committed before it is sent and never changed. */
export interface ErrandRequest {
  readonly id: RequestId;
  readonly errandId: ErrandId;
  readonly step: ErrandKind;
  /** Its place in the errand’s `todo`, from 0. */
  readonly index: number;
  readonly taskId: TaskId;
  readonly basis: TaskBasis;
  readonly api: ModelApi;
  /** The prompt after its static start, which follows from the errand’s template. */
  readonly promptTail: string;
  readonly decoding: Decoding;
  readonly createdAt: number;
}

/** How one try ended; stored raw before anything is parsed. */
export interface ErrandAttempt extends Attempt {
  /** A failure after which the request was given up; replies are always the last. */
  readonly isGivenUp?: true;
}

/** What a reply says, before it is told of which task. */
export type ErrandAnswer =
  | { readonly kind: 'score'; readonly score: number; readonly reason: string }
  | {
      readonly kind: 'proposal';
      /** Only what differs from the text that the model was shown. */
      readonly instruction?: string;
      readonly instances?: readonly Instance[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'bad'; readonly reason: BadReply }
  | { readonly kind: 'failed'; readonly failure: CallFailureKind };

/** What came of an errand for one task: follows from request and attempt alone. */
export type ErrandResult = ErrandAnswer & {
  readonly taskId: TaskId;
  readonly requestId: RequestId;
  readonly attemptId: AttemptId;
  readonly basis: TaskBasis;
};
