import type { Remote } from 'comlink';
import {
  projectChannel,
  type EditOfTask,
  type ProjectApi,
  type ProjectBroadcast,
  type ProjectFailure,
  type ProjectSnapshot,
  type StepBack,
  type TaskDetail,
} from '#core/contracts/project-api.ts';
import type { ConnectionTest, ListedModel } from '#core/contracts/connection-test.ts';
import type { FileProgress, FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailure } from '#core/model/model-call.ts';
import type { ProjectId, TaskId, TaskIds } from '#core/model/ids.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { Result } from '#core/model/result.ts';
import type { TaskEdit, TaskStatus } from '#core/model/task.ts';
import type { SuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import type { TaskText } from '#core/model/task-text.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import { ProjectBatches } from './project-batches.ts';
import { ProjectBulk } from './project-bulk.ts';
import { ProjectHistory } from './project-history.ts';
import { ProjectViews } from './project-views.ts';
import { ProjectErrands } from './project-errands.ts';
import { ProjectGuards } from './project-guards.ts';
import { ProjectQuality } from './project-quality.ts';
import { ProjectRuns } from './project-runs.ts';
import { ProjectSeeds } from './project-seeds.ts';
import { ProjectStepsBack } from './project-steps-back.svelte.ts';
import type { WorkerLine } from './worker-line.ts';
import { ProjectHandle } from '#rpc/project-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import type { EmbeddingModels } from '#state/vectors/embedding-models.svelte.ts';
import { afterAsking, afterHearing } from './latest-snapshot.ts';

export type SessionFailure = ProjectFailure | WorkerFailure;
export type SessionPhase = 'opening' | 'open' | 'missing' | 'failed';
type Answer<T> = Promise<Result<T, SessionFailure>>;

// A worker that dies again within this time is not started by itself any more.
const recoveryMs = 60_000;

/** One open project: its latest snapshot and everything that can be done to it. */
export class ProjectSession {
  readonly id: ProjectId;
  readonly #files: FilesHandle;
  readonly #handle: ProjectHandle;
  readonly #channel: BroadcastChannel;
  /** Model calls about its tasks. */
  readonly errands: ProjectErrands;
  readonly batches: ProjectBatches;
  readonly bulk: ProjectBulk;
  readonly back: ProjectStepsBack;
  readonly history: ProjectHistory;
  readonly runs: ProjectRuns;
  readonly seeds: ProjectSeeds;
  readonly guards: ProjectGuards;
  readonly views: ProjectViews;
  readonly quality: ProjectQuality;
  #opening: Promise<void>;
  #diedAt = -recoveryMs;
  #phase = $state.raw<SessionPhase>('opening');
  #snapshot = $state.raw<ProjectSnapshot | null>(null);
  #failure = $state.raw<SessionFailure | null>(null);
  #tasksVersion = $state.raw(0);
  #settingsVersion = $state.raw(0);
  #qualityVersion = $state.raw(0);

  readonly #forgetModels: () => void;

  constructor(id: ProjectId, files: FilesHandle, models: EmbeddingModels) {
    this.id = id;
    this.#files = files;
    this.#handle = new ProjectHandle(
      (message) => this.#survive(message),
      (space) => models.openFor(space),
    );
    this.#forgetModels = models.onGone((message) => void this.#handle.loseModel(message));
    this.#channel = new BroadcastChannel(projectChannel(id));
    this.#channel.addEventListener('message', (event: MessageEvent<ProjectBroadcast>) =>
      this.#hear(event.data),
    );
    const line: WorkerLine = {
      ask: (use) => this.#opening.then(() => this.#handle.ask(use)),
      change: (use) => this.#change(use),
      read: (use) => this.#opening.then(() => this.#handle.read(use)),
    };
    this.errands = new ProjectErrands(line);
    this.batches = new ProjectBatches(line);
    this.bulk = new ProjectBulk(line);
    this.back = new ProjectStepsBack(line);
    this.history = new ProjectHistory(line);
    this.runs = new ProjectRuns(line);
    this.seeds = new ProjectSeeds(line);
    this.guards = new ProjectGuards(line, files);
    this.views = new ProjectViews(line);
    this.quality = new ProjectQuality(line);
    this.#opening = this.#open();
  }

  get phase(): SessionPhase {
    return this.#phase;
  }

  get snapshot(): ProjectSnapshot | null {
    return this.#snapshot;
  }

  /** Why the project could not be opened, or what ended its worker. */
  get failure(): SessionFailure | null {
    return this.#failure;
  }

  /** Grows whenever tasks changed, whoever changed them. */
  get tasksVersion(): number {
    return this.#tasksVersion;
  }

  /** Grows whenever somebody changed settings of this project, such as its saved views. */
  get settingsVersion(): number {
    return this.#settingsVersion;
  }

  /** Grows whenever somebody changed a quality review. */
  get qualityVersion(): number {
    return this.#qualityVersion;
  }

  get isFollowing(): boolean {
    return this.#snapshot?.mode === 'following';
  }

  /** True while a run or an errand is at work, so that the workers must be kept. */
  get isRunning(): boolean {
    const { mode, run, errand } = this.#snapshot ?? {};
    return mode === 'editing' && (run?.state === 'running' || errand?.state === 'running');
  }

  /** Opens the project again after its worker died or could not open it. */
  reopen(): Promise<void> {
    this.#opening = this.#open();
    return this.#opening;
  }

  /** Resolves when the project is open, or has failed to. */
  ready(): Promise<void> {
    return this.#opening;
  }

  /** Ends the session; what was committed stays, a run that was going is interrupted. */
  async close(): Promise<void> {
    this.#channel.close();
    this.#forgetModels();
    await this.#handle.read((project) => project.close());
    this.#handle.stop();
  }

  setVerdict(ids: TaskIds, verdict: TaskStatus | null, label: string): Answer<null> {
    return this.#change((project) => project.setVerdict(ids, verdict, label));
  }

  setMarks(ids: TaskIds, change: MarksChange, label: string): Answer<null> {
    return this.#change((project) => project.setMarks(ids, change, label));
  }

  /** What this project wants of its suspicions. */
  suspicionPlan(): Answer<SuspicionPlan> {
    return this.#opening.then(() => this.#handle.read((project) => project.suspicionPlan()));
  }

  setSuspicionPlan(plan: SuspicionPlan): Answer<null> {
    return this.#change((project) => project.setSuspicionPlan(plan));
  }

  editTask(id: TaskId, edit: TaskEdit | null, seen?: TaskText): Answer<null> {
    return this.#change((project) => project.editTask(id, edit, seen));
  }

  /** Changes the texts of many tasks as one step of the undo log. */
  editTasks(edits: readonly EditOfTask[], label: string): Answer<null> {
    return this.#change((project) => project.editTasks(edits, label));
  }

  undo = (sparesWhole = false): Answer<StepBack | null> => this.back.undo(sparesWhole);

  redo = (): Answer<StepBack | null> => this.back.redo();

  taskDetail(id: TaskId): Answer<TaskDetail> {
    return this.#opening.then(() => this.#handle.ask((project) => project.taskDetail(id)));
  }

  /** Asks a model one short question; the project need not be open. */
  testConnection(
    connection: ModelConnection,
    key: string | null,
  ): Promise<Result<ConnectionTest, WorkerFailure>> {
    // Comlink's types split a union into several promises; waiting joins them again.
    const test = async (project: Remote<ProjectApi>): Promise<ConnectionTest> =>
      await project.testConnection(connection, key);
    return this.#handle.read(test);
  }

  /** The models that a provider offers; the project need not be open. */
  listModels(
    connection: ModelConnection,
    key: string | null,
  ): Promise<Result<readonly ListedModel[], CallFailure | WorkerFailure>> {
    return this.#handle.ask((project) => project.listModels(connection, key));
  }

  rename = (name: string): Answer<null> => this.#change((project) => project.rename(name));

  /** Makes this tab the writer; the other one then follows. */
  takeOver = (): Answer<ProjectSnapshot> => this.#change((project) => project.takeOver());

  /** Reads a data set into the project: whole or not at all. */
  async importTasks(
    file: File,
    onProgress: (progress: FileProgress) => void,
    signal: AbortSignal,
  ): Promise<Result<ImportReport, FilesFailure | SessionFailure>> {
    await this.#opening;
    const sink = await this.#handle.openImportPort();
    if (!sink.ok) return sink;
    const report = await this.#files.importTasks(file, sink.value, onProgress, signal);
    await this.refresh();
    return report;
  }

  /** Asks for the present state, where no broadcast can be waited for. */
  async refresh(): Promise<void> {
    const answer = await this.#handle.read((project) => project.snapshot());
    if (answer.ok) this.#snapshot = afterAsking(this.#snapshot, answer.value);
  }

  async #open(): Promise<void> {
    this.#phase = 'opening';
    const opened = await this.#handle.open(this.id);
    if (!opened.ok) {
      this.#fail(opened.error);
      return;
    }
    this.#failure = null;
    this.#snapshot = opened.value;
    this.#phase = 'open';
    this.#tasksVersion += 1;
  }

  // Everything committed is on disk, so a project simply opens again and its run goes on.
  #survive(message: string): void {
    const now = performance.now();
    const isFirst = now - this.#diedAt > recoveryMs && this.#phase === 'open';
    this.#diedAt = now;
    if (isFirst) void this.reopen();
    else this.#fail({ kind: 'worker-died', message });
  }

  #fail(failure: SessionFailure): void {
    this.#failure = failure;
    this.#phase = failure.kind === 'not-found' ? 'missing' : 'failed';
  }

  async #change<T>(
    use: (project: Remote<ProjectApi>) => Promise<Result<T, ProjectFailure>>,
  ): Answer<T> {
    await this.#opening;
    const answer = await this.#handle.ask(use);
    if (answer.ok) await this.refresh();
    return answer;
  }

  #hear(message: ProjectBroadcast): void {
    if (message.kind === 'tasks-changed') this.#tasksVersion += 1;
    else if (message.kind === 'snapshot') this.#follow(message.snapshot);
    else if (message.kind === 'quality-changed') this.#qualityVersion += 1;
    else this.#settingsVersion += 1;
  }

  #follow(heard: ProjectSnapshot): void {
    if (this.#snapshot === null) return;
    const shown = afterHearing(this.#snapshot, heard);
    if (shown === null) void this.refresh();
    else this.#snapshot = shown;
  }
}
