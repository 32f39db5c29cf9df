import type { IdRange } from '#core/batch/id-ranges.ts';
import type { AttemptId, ErrandId, LogSeq, RequestId, RunId, TaskId } from './ids.ts';
import type { Judgement, MarksChange } from './marks.ts';
import type { MeaningRecord } from './meaning.ts';
import type { PackedSplices } from '#core/replace/packed-splices.ts';
import type { Recipe } from './recipe.ts';
import type { Contaminated, SeedTask, TaskEdit, TaskStatus } from './task.ts';

/**
 * What happened. The log is the truth and only grows; tasks are a fold over it. Entries that people
 * can undo hold what was there before, so that undoing is itself just another entry.
 */
export type LogEvent =
  | {
      readonly kind: 'seeds-added';
      readonly seeds: readonly SeedTask[];
      /** Id of the first; the others follow it. */
      readonly firstId: TaskId;
    }
  | {
      readonly kind: 'seed-edited';
      readonly id: TaskId;
      readonly seed: SeedTask;
      readonly before: SeedTask;
    }
  | { readonly kind: 'seeds-removed'; readonly ids: readonly TaskId[] }
  | {
      readonly kind: 'imported';
      readonly importId: string;
      readonly source: string;
      readonly rows: number;
      /** Id of the first row's task; the others follow it. */
      readonly firstId: TaskId;
    }
  | { readonly kind: 'run-started'; readonly runId: RunId }
  | {
      /** A reply (or a last failure, which closes the request) took effect here. */
      readonly kind: 'applied';
      readonly runId: RunId;
      readonly requestId: RequestId;
      readonly attemptId: AttemptId;
      /** Absent where nothing was compared by embeddings. */
      readonly meaning?: MeaningRecord;
    }
  | {
      /** These requests went into batch files: the browser does not send them any more. */
      readonly kind: 'handed-over';
      readonly runId: RunId;
      readonly requests: readonly IdRange[];
    }
  | {
      /** These requests were called back from a batch: the browser may send them again. */
      readonly kind: 'recalled';
      readonly runId: RunId;
      readonly requests: readonly IdRange[];
    }
  | {
      readonly kind: 'verdict';
      readonly ids: readonly TaskId[];
      readonly verdict: TaskStatus | null;
      readonly before: readonly (TaskStatus | null)[];
      /** In plain words, for undo: "Rejected 312 tasks that match ‘poem’". */
      readonly label: string;
    }
  | {
      /** One change of marks over all of these tasks. */
      readonly kind: 'marked';
      readonly ids: readonly TaskId[];
      readonly change: MarksChange;
      /** By task, what a check found: part of the change that differs; absent where none was made. */
      readonly contaminated?: readonly Contaminated[];
      /** By task, what the change touches and was there before. */
      readonly before: readonly Judgement[];
      readonly label: string;
    }
  | {
      readonly kind: 'edited';
      readonly id: TaskId;
      readonly edit: TaskEdit | null;
      readonly before: TaskEdit | null;
    }
  | {
      /** Many texts changed in one step: found and replaced, or proposals of a model accepted. */
      readonly kind: 'edited-many';
      readonly edits: readonly {
        readonly id: TaskId;
        readonly edit: TaskEdit | null;
        readonly before: TaskEdit | null;
      }[];
      /** In plain words, for undo: "Accepted 41 repairs". */
      readonly label: string;
      /** The errand whose proposals were accepted; absent for edits of a person's own. */
      readonly errandId?: ErrandId;
    }
  | {
      /** Pieces of many texts were found and replaced. */
      readonly kind: 'replaced-many';
      readonly packed: PackedSplices;
      /** What people had edited before; whoever is not named had no edit. */
      readonly before: readonly { readonly id: TaskId; readonly edit: TaskEdit }[];
      readonly label: string;
    }
  | {
      /** A person does not want what a model proposed for these tasks; no task changes. */
      readonly kind: 'proposals-refused';
      readonly errandId: ErrandId;
      readonly ids: readonly TaskId[];
      readonly label: string;
    }
  | {
      /** The stored replies were read again under another recipe: the whole pool follows from it. */
      readonly kind: 'replayed';
      readonly runId: RunId;
      readonly recipe: Recipe;
      readonly before: Recipe;
    }
  | { readonly kind: 'undone'; readonly targetSeq: LogSeq }
  | { readonly kind: 'redone'; readonly targetSeq: LogSeq };

/** A log event at its place in the one total order. */
export type LogEntry = LogEvent & {
  readonly seq: LogSeq;
  /** Milliseconds since 1970. */
  readonly at: number;
};
