import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { RejectReason, TaskOrigin, TaskStatus } from '#core/model/task.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';

/** What Review shows; every field that is absent filters nothing. */
export interface TaskQuery {
  readonly status?: TaskStatus;
  /** `by-person`: rejected by a verdict, not by a rule. */
  readonly reason?: RejectReason | 'by-person';
  readonly origin?: TaskOrigin;
  readonly type?: 'classification' | 'generation' | 'untyped';
  /** Complete: with at least one instance, accepted or not. */
  readonly completeness?: 'complete' | 'incomplete';
  /** Only tasks that this suspicion falls on, or `any` of them. */
  readonly suspicion?: SuspicionId | 'any';
  /** Every word must occur in instruction, input or output, without case. */
  readonly text?: string;
  readonly sort: 'newest' | 'oldest' | 'novelty' | 'instruction' | 'suspicious' | 'random';
  /** Decides the order of `random`: the same seed gives the same order; absent: 1. */
  readonly seed?: number;
}

/** One row of the review table. */
export interface TaskRow {
  readonly id: TaskId;
  readonly origin: TaskOrigin;
  readonly status: TaskStatus;
  readonly reason: RejectReason | 'by-person' | null;
  readonly isClassification: boolean | null;
  readonly instances: number;
  /** The start of the instruction, at most 300 characters. */
  readonly instruction: string;
  /** Highest ROUGE-L F: with the nearest member, or with the culprit. */
  readonly score: number | null;
  readonly isEdited: boolean;
  readonly hasVerdict: boolean;
  /** What looks wrong with it; empty until it was checked. */
  readonly suspicions: readonly SuspicionId[];
}

/**
 * How many tasks fall under each value of a filter, with the text search and all other filters
 * applied: what would match if that value were chosen.
 */
export interface Facets {
  readonly status: Readonly<Record<TaskStatus, number>>;
  readonly reason: Readonly<Partial<Record<RejectReason | 'by-person', number>>>;
  readonly origin: Readonly<Record<TaskOrigin, number>>;
  readonly type: Readonly<Record<'classification' | 'generation' | 'untyped', number>>;
  readonly completeness: Readonly<Record<'complete' | 'incomplete', number>>;
  readonly suspicion: Readonly<Partial<Record<SuspicionId | 'any', number>>>;
}

export interface QueryResult {
  /** Names this result in `rows`, `idsOf` and `placeOf`. */
  readonly resultId: number;
  readonly matches: number;
  /** All tasks, removed seeds left out. */
  readonly total: number;
  readonly facets: Facets;
  /** True while tasks are still being loaded: counts will grow, `onChange` says when. */
  readonly isLoading: boolean;
  /** Tasks that suspicions were not asked about yet: their filters and order will change. */
  readonly unchecked: number;
}

/** Filter, sort and search over a project's tasks, read-only, in a worker of its own. */
export interface PoolApi {
  /**
   * Opens a project and keeps up with its channel. Answers once the newest tasks are there; the rest
   * follows (`QueryResult.isLoading`). `total` is what is there by then.
   */
  open(id: ProjectId): Promise<{ total: number }>;
  query(query: TaskQuery): Promise<QueryResult>;
  /** Rows `from` (0-based) to `to` (exclusive) of a result; fewer where it ends. */
  rows(resultId: number, from: number, to: number): Promise<readonly TaskRow[]>;
  /** The ids of a whole result, in order. */
  idsOf(resultId: number): Promise<readonly TaskId[]>;
  /** Position of a task in a result, or −1. */
  placeOf(resultId: number, id: TaskId): Promise<number>;
  /** What looks wrong with the tasks that match, whatever suspicion the query asks for. */
  suspicionReport(query: TaskQuery): Promise<SuspicionReport>;
  /** Calls `listener` after tasks changed, at most four times a second. */
  onChange(listener: () => void): Promise<void>;
}
