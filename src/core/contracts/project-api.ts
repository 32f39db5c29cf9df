import type { HistoryLine } from '#core/review/task-history.ts';
import type { TaskText } from '#core/model/task-text.ts';
import type { PackedSplices } from '#core/replace/packed-splices.ts';
import type { Replaced, ReplaceWords } from '#core/replace/replace-words.ts';
import type { SavedView } from '#core/review/saved-views.ts';
import type { SuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { LogSeq, ProjectId, TaskId, TaskIds } from '#core/model/ids.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { BatchApi } from './batch-api.ts';
import type { ErrandActivity, ErrandApi, ErrandSummary } from './errand-api.ts';
import type { QualityApi } from './quality-api.ts';
import type { RunActivity, RunApi } from './run-api.ts';
import type { ConnectionTest, ListedModel } from './connection-test.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { PoolCounts } from '#core/model/project.ts';
import type { GuardTask } from '#core/model/guard.ts';
import type { GuardRules } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type {
  Contaminated,
  Neighbour,
  SeedTask,
  Task,
  TaskEdit,
  TaskStatus,
} from '#core/model/task.ts';

export type ProjectFailure =
  | { readonly kind: 'not-found'; readonly message: string }
  | { readonly kind: 'following'; readonly message: string }
  | { readonly kind: 'busy'; readonly message: string }
  | { readonly kind: 'bad-input'; readonly message: string }
  /** The text changed since the person saw it. */
  | { readonly kind: 'conflict'; readonly message: string }
  /** It is so already; nothing was changed and no step taken. */
  | { readonly kind: 'unchanged'; readonly message: string }
  /** The step is one that a person is asked about first; the message is its words in the undo log. */
  | { readonly kind: 'whole-step'; readonly message: string }
  /** A person broke the work off; nothing was changed. */
  | { readonly kind: 'cancelled'; readonly message: string }
  | { readonly kind: 'storage'; readonly message: string };

/** What the page shows of an open project; sent at most five times a second. */
export interface ProjectSnapshot {
  readonly projectId: ProjectId;
  readonly name: string;
  /** `following`: another tab holds the project; this one reads along. */
  readonly mode: 'editing' | 'following';
  /** Length of the log. */
  readonly version: number;
  readonly counts: PoolCounts;
  /** The newest run, if any. */
  readonly run: Run | null;
  readonly activity: RunActivity | null;
  /** The newest errand, if any. */
  readonly errand: ErrandSummary | null;
  readonly errandActivity: ErrandActivity | null;
  /** What undo and redo would do, in plain words. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
}

/** Sent on the project's channel to every tab: a new snapshot, pages of tasks or settings that changed. */
export type ProjectBroadcast =
  | { readonly kind: 'snapshot'; readonly snapshot: ProjectSnapshot }
  | { readonly kind: 'tasks-changed'; readonly version: number; readonly pages: readonly number[] }
  | { readonly kind: 'suspicions-changed' | 'views-changed' }
  | { readonly kind: 'quality-changed' }
  /** All tasks of the pool were compared with each other. */
  | { readonly kind: 'pool-compared' };

/** Name of a project's BroadcastChannel. */
export const projectChannel = (id: ProjectId): string => `seedbed:project:${id}`;

/** One model call with what came of it, for showing where a task came from. */
export interface CallRecord {
  readonly request: ModelRequest;
  readonly prompt: string;
  readonly attempts: readonly Attempt[];
}

/**
 * Hears how many tasks of a step are written so far, of how many. They take effect together, once
 * all are.
 */
export type StepProgress = (done: number, total: number) => void;

/**
 * Hears which step is taken back or done again, in the words of the undo log, and how far that is, as
 * a `StepProgress`; at first that nothing is done. Of a replay it hears how many entries of the log
 * are read again, and nothing of one that is done in no time.
 */
export type StepBackProgress = (
  label: string,
  done: number,
  total: number,
  counted: 'tasks' | 'entries',
) => void;

/** A task with everything that the detail pane shows. */
export interface TaskDetail {
  readonly task: Task;
  readonly culprit: Task | null;
  readonly nearest: readonly { readonly neighbour: Neighbour; readonly task: Task }[];
  /** The calls that proposed, typed and filled it, in this order; fewer where they never were. */
  readonly calls: readonly CallRecord[];
  /** The run that made it; null for seeds and imported tasks. */
  readonly run: Pick<Run, 'id' | 'recipe' | 'startedAt'> | null;
}

/** A task's text as it is to stand; `null` goes back to the original. */
export interface EditOfTask {
  readonly id: TaskId;
  readonly edit: TaskEdit | null;
}

/** What undo or redo did. */
export interface StepBack {
  readonly label: string;
  /** The task that it was about, where it was about one. */
  readonly taskId?: TaskId;
}

/** A step of the undo log. */
export interface UndoStep {
  readonly seq: LogSeq;
  /** When it was done first, in milliseconds since 1970. */
  readonly at: number;
  readonly label: string;
  /** Undone: redo brings it back. */
  readonly isUndone: boolean;
}

export interface TagCount {
  readonly tag: string;
  readonly tasks: number;
}

/** A guard set as a list shows it. */
export interface GuardSetSummary {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  /** A run was made under it: its replies could not be read again without it. */
  readonly isInUse: boolean;
}

/** A member of the pool that is too near a guard set. */
export interface ContaminatedTask {
  readonly id: TaskId;
  readonly instruction: string;
  readonly contaminated: Contaminated;
}

/** What a check found about a task. */
export type FoundContamination = Pick<ContaminatedTask, 'id' | 'contaminated'>;

/** A line of an imported file that was refused. */
export interface RefusedLine {
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
  /** The start of the line, at most 200 characters. */
  readonly excerpt: string;
}

/**
 * The one writer of a project. One worker holds one project; every method that changes something
 * fails with `following` while another tab is the writer.
 */
export interface ProjectApi extends RunApi, BatchApi, ErrandApi, QualityApi {
  /** Opens a project; takes the Web Lock if it is free. `similarity` leads to its worker. */
  open(id: ProjectId, similarity: MessagePort): Promise<Result<ProjectSnapshot, ProjectFailure>>;
  /** Takes the project over from another tab, which then follows. */
  takeOver(): Promise<Result<ProjectSnapshot, ProjectFailure>>;
  close(): Promise<void>;
  snapshot(): Promise<ProjectSnapshot>;

  addSeeds(seeds: readonly SeedTask[]): Promise<Result<{ ids: readonly TaskId[] }, ProjectFailure>>;
  editSeed(id: TaskId, seed: SeedTask): Promise<Result<null, ProjectFailure>>;
  removeSeeds(ids: readonly TaskId[]): Promise<Result<null, ProjectFailure>>;
  /** All seeds, in order, removed ones left out. */
  seeds(): Promise<readonly Task[]>;

  /** Lays a person's verdict over tasks; `null` takes it back. */
  setVerdict(
    ids: TaskIds,
    verdict: TaskStatus | null,
    label: string,
    onProgress?: StepProgress,
  ): Promise<Result<null, ProjectFailure>>;
  /** Changes marks (and, with them, a verdict) of many tasks in one step that can be undone. */
  setMarks(
    ids: TaskIds,
    change: MarksChange,
    label: string,
    onProgress?: StepProgress,
  ): Promise<Result<null, ProjectFailure>>;
  /**
   * Breaks off the steps that tell their progress; each fails with `cancelled` and has changed
   * nothing. One that is stored already stands.
   */
  cancelStep(): Promise<void>;
  /**
   * Changes a task's text; `null` goes back to the original. `seen`: the text that the person saw;
   * where the task has another one by now, nothing is changed and the failure is a `conflict`.
   */
  editTask(
    id: TaskId,
    edit: TaskEdit | null,
    seen?: TaskText,
  ): Promise<Result<null, ProjectFailure>>;
  /** Changes the texts of many tasks as one step of the undo log; each edit replaces the one before. */
  editTasks(edits: readonly EditOfTask[], label: string): Promise<Result<null, ProjectFailure>>;
  /** What this project wants of its suspicions. */
  suspicionPlan(): Promise<SuspicionPlan>;
  setSuspicionPlan(plan: SuspicionPlan): Promise<Result<null, ProjectFailure>>;
  /** The views of Review that are kept with this project, by name. */
  savedViews(): Promise<readonly SavedView[]>;
  /** Keeps these in place of those that there were. */
  keepViews(views: readonly SavedView[]): Promise<Result<null, ProjectFailure>>;
  /**
   * Replaces pieces of many texts as one step of the undo log. Tasks whose text is another one by
   * now are left alone; `changed` and `label`, the words of the undo log, are of the others alone.
   * Fails where none is left.
   */
  replaceMany(
    packed: PackedSplices,
    words: ReplaceWords,
    onProgress?: StepProgress,
  ): Promise<Result<Replaced, ProjectFailure>>;
  /** Keeps tasks to stay away from; the same ones a second time are the set that is there. */
  addGuardSet(
    name: string,
    rows: readonly GuardTask[],
  ): Promise<Result<GuardSetSummary, ProjectFailure>>;
  /** All guard sets, by name. */
  guardSets(): Promise<readonly GuardSetSummary[]>;
  /** Removes a guard set; fails with `busy` where a run was made under it. */
  removeGuardSet(id: string): Promise<Result<null, ProjectFailure>>;
  /**
   * The members of the pool that are too near these guard sets, in order of id; seeds are left out,
   * nothing is changed. `onProgress` hears the share done, 0–1.
   */
  checkPool(
    rules: GuardRules,
    onProgress: (share: number) => void,
  ): Promise<Result<readonly ContaminatedTask[], ProjectFailure>>;

  /** Rejects what `checkPool` found as one step of the undo log; each task keeps what it is too near. */
  rejectContaminated(
    found: readonly FoundContamination[],
    label: string,
  ): Promise<Result<null, ProjectFailure>>;

  /**
   * Takes the last step back; null where there is none. With `onProgress` it can be broken off.
   * `sparesWhole`: one that brought tasks in, took seeds out or decided all anew stands; the failure
   * is then `whole-step`.
   */
  undo(
    onProgress?: StepBackProgress,
    sparesWhole?: boolean,
  ): Promise<Result<StepBack | null, ProjectFailure>>;
  redo(onProgress?: StepBackProgress): Promise<Result<StepBack | null, ProjectFailure>>;
  /** The steps that can be undone or done again, newest first, `most` of each at most. */
  undoHistory(most: number): Promise<readonly UndoStep[]>;
  /** Every tag in use, the most used first. */
  usedTags(): Promise<readonly TagCount[]>;
  taskDetail(id: TaskId): Promise<Result<TaskDetail, ProjectFailure>>;
  /** Everything that happened to a task, in order of the log. */
  taskHistory(id: TaskId): Promise<Result<readonly HistoryLine[], ProjectFailure>>;

  /** Asks a model one short question; needs no open project. */
  testConnection(connection: ModelConnection, key: string | null): Promise<ConnectionTest>;
  /** The models that a provider offers; empty where it has no list. Needs no open project. */
  listModels(
    connection: ModelConnection,
    key: string | null,
  ): Promise<Result<readonly ListedModel[], CallFailure>>;
  /** Joins the browser's built-in model: the page answers as `BrowserModelApi` on this port. */
  connectBrowserModel(port: MessagePort): Promise<void>;

  /** Joins what embeds for runs: the page answers as `MeaningDoor` on this port. */
  connectMeaning(port: MessagePort): Promise<void>;
  /** What embeds is gone, a worker's death or a person's doing: calls into it are given up. */
  loseMeaning(message: string): Promise<void>;

  /** Hands out the port on which the files worker delivers an import. */
  connectImport(port: MessagePort): Promise<void>;
  rename(name: string): Promise<Result<null, ProjectFailure>>;
}
