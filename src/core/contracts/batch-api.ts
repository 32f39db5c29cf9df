import type { ShardLimits } from '#core/batch/plan-shards.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Result } from '#core/model/result.ts';
import type { FileProgress } from './files-api.ts';
import type { ProjectFailure, RefusedLine } from './project-api.ts';

/** What a person settled before handing calls over. */
export interface HandOverPlan {
  readonly step: Step;
  /** At most this many requests; absent: all that the step still needs. */
  readonly count?: number;
  /** The name under which the batch's server knows the model; absent: that of the step. */
  readonly model?: string;
  readonly limits: ShardLimits;
}

/** One file of a hand-over, as it will be written. */
export interface ShardSummary {
  readonly fileName: string;
  readonly requests: number;
  readonly bytes: number;
}

/** Calls that are handed over: their intents are on disk, their files can be written now. */
export interface HandOver {
  readonly step: Step;
  readonly requests: number;
  /** How many of them were handed over before; they keep their ids. */
  readonly again: number;
  readonly shards: readonly ShardSummary[];
}

/** What a step has for a batch. */
export interface StepWork {
  readonly step: Step;
  /** Requests that are needed and unanswered, whether they were made yet or not. */
  readonly needed: number;
  /** How many requests are in batch files and unanswered. */
  readonly away: number;
}

/** What became of the lines of a result file. Every line is in one of the counts. */
export interface BatchReport {
  readonly name: string;
  readonly lines: number;
  /** Replies that are stored now and were not before. */
  readonly taken: number;
  /** Lines whose request was answered already, by this file or another. */
  readonly alreadyThere: number;
  /** Lines that tell of a failed call; the request stays open. */
  readonly errors: number;
  /** Lines that are no result of this project. */
  readonly refused: number;
  /** Replies that took effect, earlier stored ones included. */
  readonly applied: number;
  /** Stored replies that wait: for requests before them, or for a higher target. */
  readonly waiting: number;
  /** The first hundred of each. */
  readonly errorLines: readonly RefusedLine[];
  readonly refusedLines: readonly RefusedLine[];
}

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** Handing calls over to something larger than a browser, and taking its answers back. */
export interface BatchApi {
  /** What each step of the newest run has for a batch. */
  batchWork(): Answer<readonly StepWork[]>;
  /**
   * Commits the intents of all requests that a step of the newest run still needs, and plans their
   * files. Those that are open already keep their ids, so that doing it twice does no more than
   * once. Fails with `busy` while a run is under way. Until `recallBatch` the browser sends none
   * of these requests.
   */
  handOver(plan: HandOverPlan): Answer<HandOver>;
  /** Writes one file of the last hand-over, by its index in `shards`. */
  handOverShard(index: number): Answer<{ file: Blob; fileName: string }>;
  /** Calls unanswered requests back, of one step or of all, so that the browser sends them. */
  recallBatch(step: Step | null): Answer<{ requests: number }>;
  /**
   * Reads a result file (JSON Lines, gzip or not), stores each reply raw and lets it take effect.
   * In any order, in parts, and again: what is there already is counted and left alone.
   */
  takeBatchResults(
    file: Blob,
    name: string,
    onProgress?: (progress: FileProgress) => void,
  ): Answer<BatchReport>;
}
