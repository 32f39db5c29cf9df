import type { ErrandSummary } from '#core/contracts/errand-api.ts';
import type { ProjectBroadcast, ProjectSnapshot } from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { describeEvent, type PersonEntry } from '#core/fold/undo-stack.ts';
import type { PoolCounts, ProjectSummary } from '#core/model/project.ts';
import type { Task } from '#core/model/task.ts';
import { ErrandRepository } from '#data/errand-repository.ts';
import type { ProjectDb } from '#data/project-db.ts';
import type { ProjectRepository } from '#data/project-repository.ts';
import { QualityRepository } from '#data/quality-repository.ts';
import { BatchDesk } from './batches/batch-desk.ts';
import { ErrandBook } from './errands/errand-book.ts';
import { Errands } from './errands/errands.ts';
import { GuardDesk } from './guard-desk.ts';
import { summaryOf } from './errands/new-errand.ts';
import { LogBook } from './log-book.ts';
import { PersonActions } from './person-actions.ts';
import { ProjectWriter } from './project-writer.ts';
import { QualityDesk } from './quality-desk.ts';
import { Rate } from './runs/rate.ts';
import { runActivity } from './runs/run-activity.ts';
import { RunChanges } from './runs/run-changes.ts';
import type { DriverPorts } from './runs/driver-ports.ts';
import { RunDriver } from './runs/run-driver.ts';
import { RunTrials } from './runs/run-trials.ts';
import { StepWatches } from './step-watch.ts';
import { StepsBack } from './steps-back.ts';

/** What an open project needs from its realm. */
export interface ProjectPorts extends DriverPorts {
  readonly similarity: SimilarityApi;
  readonly broadcast: (message: ProjectBroadcast) => void;
  readonly onChange: () => void;
  readonly now: () => number;
}

/** What only the writer has. */
export interface Editing {
  readonly writer: ProjectWriter;
  readonly driver: RunDriver;
  readonly changes: RunChanges;
  readonly trials: RunTrials;
  readonly batches: BatchDesk;
  readonly actions: PersonActions;
  readonly guards: GuardDesk;
  readonly errands: Errands;
  readonly quality: QualityDesk;
  readonly steps: StepWatches;
  readonly back: StepsBack;
}

/** A project that is open in this worker: always readable, and editable while the lock is ours. */
export class OpenProject {
  summary: ProjectSummary;
  readonly repository: ProjectRepository;
  readonly logBook: LogBook;
  readonly quality: QualityRepository;
  readonly #db: ProjectDb;
  readonly #ports: ProjectPorts;
  readonly #rate = new Rate();
  #editing: Editing | null = null;

  constructor(
    summary: ProjectSummary,
    db: ProjectDb,
    repository: ProjectRepository,
    ports: ProjectPorts,
  ) {
    this.summary = summary;
    this.#db = db;
    this.repository = repository;
    this.logBook = new LogBook(repository);
    this.quality = new QualityRepository(db, repository);
    this.#ports = ports;
  }

  get editing(): Editing | null {
    return this.#editing;
  }

  get counts(): PoolCounts {
    return this.#editing?.writer.state.pool.counts ?? this.summary.counts;
  }

  /** Becomes the writer; a run that was under way when the last one ended goes on. */
  async edit(): Promise<void> {
    const writer = await ProjectWriter.open(this.repository, this.#ports);
    const driver = new RunDriver(writer, this.#ports);
    const changes = new RunChanges(writer, driver);
    const trials = new RunTrials(writer, this.#ports, () => driver.isDriving);
    const batches = new BatchDesk(writer, driver, this.#ports);
    const actions = new PersonActions(writer);
    const guards = new GuardDesk(writer);
    const book = await ErrandBook.open(new ErrandRepository(this.#db, this.repository));
    const errands = new Errands(writer, driver, book, actions, this.#ports);
    const quality = new QualityDesk(writer, this.quality);
    this.#editing = {
      ...{ writer, driver, changes, trials, batches },
      ...{ actions, guards, errands, quality },
      steps: new StepWatches(),
      back: new StepsBack(writer, () => driver.gate.busy),
    };
    const state = writer.state.run?.state;
    if (state === 'running' || state === 'waiting-for-model') await driver.resume(null);
    else if (book.newest?.state === 'running') await errands.driver.resume(null);
  }

  /** Stops editing: another tab has taken the project over. Its writer goes on with the run. */
  async follow(): Promise<void> {
    const editing = this.#editing;
    this.#editing = null;
    await editing?.driver.abandon();
    await editing?.errands.driver.abandon();
  }

  async close(): Promise<void> {
    await this.#editing?.driver.abandon();
    await this.#editing?.errands.driver.abandon();
    this.#db.close();
  }

  async tasks(): Promise<readonly Task[]> {
    return this.#editing?.writer.state.pool.tasks ?? this.repository.tasks();
  }

  async snapshot(): Promise<ProjectSnapshot> {
    const { id: projectId, name, counts } = this.summary;
    if (this.#editing !== null) return this.#editingSnapshot(this.#editing);
    const runs = await this.repository.runs();
    return {
      projectId,
      name,
      mode: 'following',
      version: await this.repository.lastSeq(),
      counts,
      run: runs.at(-1) ?? null,
      activity: null,
      errand: await this.#storedErrand(),
      errandActivity: null,
      undoLabel: null,
      redoLabel: null,
    };
  }

  async #storedErrand(): Promise<ErrandSummary | null> {
    const errands = await new ErrandRepository(this.#db, this.repository).errands();
    const newest = errands.at(-1);
    return newest === undefined ? null : summaryOf(newest);
  }

  #editingSnapshot({ writer, driver, errands }: Editing): ProjectSnapshot {
    const { state } = writer;
    const { id: projectId, name } = this.summary;
    return {
      projectId,
      name,
      mode: 'editing',
      version: state.seq,
      counts: state.pool.counts,
      run: state.run,
      activity: runActivity(state, driver, this.#rate, this.#ports.now()),
      errand: errands.summary,
      errandActivity: errands.activity,
      undoLabel: labelOf(state.undo.nextUndo),
      redoLabel: labelOf(state.undo.nextRedo),
    };
  }
}

function labelOf(entry: PersonEntry | null): string | null {
  return entry === null ? null : describeEvent(entry);
}
