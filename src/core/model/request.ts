import type { Spending } from '#core/budget/price.ts';
import type { AttemptId, RequestId, RunId, TaskId } from './ids.ts';
import type { ModelApi, Outcome, Step } from './model-call.ts';
import type { Decoding } from './recipe.ts';

/** The intent of one model call, committed before it is sent and never changed. */
export interface ModelRequest {
  readonly id: RequestId;
  readonly runId: RunId;
  readonly step: Step;
  /** Which request of its step this is, within the run, from 0: keys its chance. */
  readonly index: number;
  /** Round of the step, from 0, in recipes that go in rounds; otherwise 0. */
  readonly round: number;
  /** The task that steps 2 and 3 ask about. */
  readonly taskId?: TaskId;
  /** Whether a step-3 request asks output first. */
  readonly isClassification?: boolean;
  /**
   * A reply that is cut before it comes to an answer is no answer, and the task is asked about
   * again; absent: it is read as the published code reads it.
   */
  readonly mustAnswer?: true;
  readonly api: ModelApi;
  readonly model: string;
  /** Hash of the static start of the prompt, which is stored once. */
  readonly prefixHash: string;
  /** The rest of the prompt. */
  readonly promptTail: string;
  readonly decoding: Decoding;
  readonly createdAt: number;
}

/** How one try at a request ended; stored raw before anything is parsed. */
export interface Attempt {
  readonly id: AttemptId;
  readonly requestId: RequestId;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
  /** What was booked for it: by the provider's count, or the most that it can have taken. */
  readonly booked: Spending;
}
