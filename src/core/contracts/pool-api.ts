import type { ProjectId, RunId, TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { RejectReason, TaskOrigin, TaskStatus } from '#core/model/task.ts';
import type { DimensionId, ValueOf } from '#core/review/dimensions.ts';
import type { MeasureId, NumberRange } from '#core/review/measures.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';
import type { SuspicionReport } from '#core/suspicions/report.ts';

/** What a task list is sorted by; the text goes by its letters without case. */
export type SortKey = 'id' | 'instruction' | 'nearest' | 'suspicions' | MeasureId | DimensionId;

type NamedKey = Exclude<SortKey, 'id' | 'suspicions'>;

/**
 * By age, at random, by how many suspicions fall on a task, or by a key, with a minus before it where
 * the highest comes first. Tasks without a value come last either way.
 */
export type TaskSort =
  'newest' | 'oldest' | 'random' | 'suspicious' | 'unsuspicious' | NamedKey | `-${NamedKey}`;

type ChosenValues = { readonly [Id in DimensionId]?: readonly ValueOf<Id>[] };
type ChosenRanges = { readonly [Id in MeasureId]?: NumberRange };

/**
 * What Review shows; every field that is absent filters nothing. A task must have one of the values
 * chosen in every dimension and lie in every range.
 */
export interface TaskQuery extends ChosenValues, ChosenRanges {
  /** Only tasks that this suspicion falls on, or `any` of them. */
  readonly suspicion?: SuspicionId | 'any';
  /** Tasks that are nearest to this one, or were rejected for being too similar to it. */
  readonly near?: TaskId;
  /** As typed, see `parseSearch`; over instruction, inputs and outputs. */
  readonly text?: string;
  readonly sort: TaskSort;
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
  /** Words as `wordCount` has them; of several inputs or outputs the longest one counts. */
  readonly instructionWords: number;
  readonly inputWords: number;
  readonly outputWords: number;
  /** Highest ROUGE-L F: with the nearest member, or with the culprit. */
  readonly score: number | null;
  /** That member or culprit. */
  readonly nearest: TaskId | null;
  readonly runId: RunId | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly isEdited: boolean;
  /** A person's verdict. */
  readonly verdict: TaskStatus | null;
  /** The newest score that a model gave it. */
  readonly judge: number | null;
  /** 1 to 5. */
  readonly rating: number | null;
  readonly tags: readonly string[];
  readonly isFlagged: boolean;
  /** What looks wrong with it; empty until it was checked. */
  readonly suspicions: readonly SuspicionId[];
}

/**
 * How many tasks have each value of a dimension, with the text search and all other filters applied:
 * what would match if that value were chosen alone. Values that none has may be left out.
 */
export type Facets = {
  readonly [Id in DimensionId]: Readonly<Partial<Record<ValueOf<Id>, number>>>;
} & { readonly suspicion: Readonly<Partial<Record<SuspicionId | 'any', number>>> };

/** Why a query has no result; what was shown before can stay. */
export type QueryFailure =
  | { readonly kind: 'bad-search'; readonly at: number; readonly message: string }
  /** A pattern did not come to an end in time. */
  | { readonly kind: 'slow-pattern'; readonly message: string }
  /** Another query came before this one was answered. */
  | { readonly kind: 'overtaken'; readonly message: string };

export interface QueryResult {
  /** Names this result in `rows`, `idsOf` and `placeOf`. */
  readonly resultId: number;
  readonly matches: number;
  /** Position of the task that was asked for, or −1. */
  readonly place: number;
  /** The first rows, `firstRows` of them or fewer: so many that the list can be drawn at once. */
  readonly start: readonly TaskRow[];
  /** All tasks, removed seeds left out. */
  readonly total: number;
  readonly facets: Facets;
  /** True while tasks are still being loaded: counts will grow, `onChange` says when. */
  readonly isLoading: boolean;
  /** Tasks that suspicions were not asked about yet: their filters and order will change. */
  readonly unchecked: number;
  /**
   * Members of the pool, whether they match or not, of which no nearest other one is known (see
   * `ComparisonApi`); 0 while that can’t be told.
   */
  readonly uncompared: number;
}

/** Where tasks that somebody picked are now. */
export interface IdCheck {
  readonly listed: number;
  readonly gone: readonly TaskId[];
}

/** How many rows come with a result. */
export const firstRows = 64;

/** Filter, sort and search over a project's tasks, read-only, in a worker of its own. */
export interface PoolApi {
  /**
   * Opens a project and keeps up with its channel. Answers once the newest tasks are there; the rest
   * follows (`QueryResult.isLoading`). `total` is what is there by then.
   */
  open(id: ProjectId): Promise<{ total: number }>;
  /**
   * A newer query ends one that still waits for a pattern: that one fails as overtaken. `placeOf`: a
   * task whose position in the result is wanted (`QueryResult.place`).
   */
  query(query: TaskQuery, placeOf?: TaskId | null): Promise<Result<QueryResult, QueryFailure>>;
  /** Rows `from` (0-based) to `to` (exclusive) of a result; fewer where it ends. */
  rows(resultId: number, from: number, to: number): Promise<readonly TaskRow[]>;
  /** The ids of a result in order, of all of it or from a place (0-based) to another (exclusive). */
  idsOf(resultId: number, from?: number, to?: number): Promise<Uint32Array>;
  /**
   * How many of these ids are in a result, and which belong to no task any more: none that is known
   * of while tasks are still being loaded.
   */
  checkIds(resultId: number, ids: Uint32Array): Promise<IdCheck>;
  /** Position of a task in a result, or −1. */
  placeOf(resultId: number, id: TaskId): Promise<number>;
  /** What looks wrong with the tasks that match, whatever suspicion the query asks for. */
  suspicionReport(query: TaskQuery): Promise<SuspicionReport>;
  /** Calls `listener` after tasks changed, at most four times a second. */
  onChange(listener: () => void): Promise<void>;
}
