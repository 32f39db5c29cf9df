import {
  projectChannel,
  type ImportSink,
  type ProjectApi,
  type ProjectBroadcast,
  type ProjectFailure,
  type ProjectSnapshot,
} from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { readSavedViews } from '#core/review/saved-views.ts';
import { readSuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import { noteCounts, readProject, renameProject } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { Throttle } from '#workers/throttle.ts';
import { guardSets } from './guard-desk.ts';
import { keepSetting } from './keep-setting.ts';
import { createImportSink } from './import-sink.ts';
import { OpenProject } from './open-project.ts';
import type { DriverPorts } from './run-driver.ts';
import { replaceMany } from './replace-many.ts';
import { describeStorageError } from './storage-failure.ts';
import { countTags } from './count-tags.ts';
import { historyOf } from './task-history.ts';
import { taskDetail } from './task-detail.ts';
import { undoHistory } from './undo-history.ts';
import { WriterLock, type Locks } from './writer-lock.ts';

const SNAPSHOT_INTERVAL_MS = 200;
const CATALOGUE_INTERVAL_MS = 2_000;

/** What the project worker needs from its realm; tests pass their own. */
export interface ServicePorts extends DriverPorts {
  readonly locks: Locks;
  readonly wrapSimilarity: (port: MessagePort) => SimilarityApi;
  readonly exposeSink: (sink: ImportSink, port: MessagePort) => void;
  readonly now: () => number;
  readonly testConnection: ProjectApi['testConnection'];
  readonly listModels: ProjectApi['listModels'];
  readonly connectBrowserModel: (port: MessagePort) => void;
  readonly connectMeaning: (port: MessagePort) => void;
  readonly loseMeaning: (message: string) => void;
}

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** One project of this browser: its one writer, or a follower while another tab is. */
export class ProjectService implements ProjectApi {
  readonly #ports: ServicePorts;
  #project: OpenProject | null = null;
  #lock: WriterLock | null = null;
  #channel: BroadcastChannel | null = null;
  readonly #snapshots = new Throttle(() => void this.#sendSnapshot(), SNAPSHOT_INTERVAL_MS);
  readonly #catalogue = new Throttle(() => void this.#noteCounts(), CATALOGUE_INTERVAL_MS);

  constructor(ports: ServicePorts) {
    this.#ports = ports;
  }

  async open(id: ProjectId, similarity: MessagePort): Answer<ProjectSnapshot> {
    await this.close();
    const summary = await readProject(id);
    if (summary === undefined) {
      return failure({ kind: 'not-found', message: 'This project does not exist here.' });
    }
    const db = new ProjectDb(id);
    try {
      await db.open();
      this.#channel = new BroadcastChannel(projectChannel(id));
      this.#lock = new WriterLock(this.#ports.locks, id, () => void this.#loseLock());
      const isWriter = await this.#lock.take();
      const repository = new ProjectRepository(db);
      // A newer version of the program wants to change the schema: let it, and say so.
      db.on('versionchange', () => void this.close());
      this.#project = new OpenProject(summary, db, repository, {
        ...this.#ports,
        similarity: this.#ports.wrapSimilarity(similarity),
        broadcast: (message) => this.#broadcast(message),
        onChange: () => this.#changed(),
      });
      if (isWriter) await this.#project.edit();
      return success(await this.#project.snapshot());
    } catch (error) {
      await this.close();
      db.close();
      return failure(describeStorageError(error));
    }
  }

  async takeOver(): Answer<ProjectSnapshot> {
    const project = this.#project;
    if (project === null) return failure(nothingOpen);
    try {
      await this.#lock?.steal();
      await project.edit();
      this.#changed();
      return success(await project.snapshot());
    } catch (error) {
      return failure(describeStorageError(error));
    }
  }

  async close(): Promise<void> {
    this.#snapshots.stop();
    this.#catalogue.stop();
    const project = this.#project;
    this.#project = null;
    if (project !== null) {
      await project.close();
      await noteCounts(project.summary.id, project.counts);
    }
    this.#lock?.release();
    this.#channel?.close();
    this.#lock = null;
    this.#channel = null;
  }

  async snapshot(): Promise<ProjectSnapshot> {
    if (this.#project === null) throw new Error(nothingOpen.message);
    return this.#project.snapshot();
  }

  addSeeds: ProjectApi['addSeeds'] = (seeds) =>
    this.#editing((edit) => edit.actions.addSeeds(seeds));
  editSeed: ProjectApi['editSeed'] = (id, seed) =>
    this.#editing((edit) => edit.actions.editSeed(id, seed));
  removeSeeds: ProjectApi['removeSeeds'] = (ids) =>
    this.#editing((edit) => edit.actions.removeSeeds(ids));

  async seeds(): ReturnType<ProjectApi['seeds']> {
    if (this.#project === null) return [];
    const tasks = await this.#project.tasks();
    return tasks.filter((task) => task.origin === 'seed' && task.isRemoved !== true);
  }

  preview: ProjectApi['preview'] = (plan, keys) =>
    this.#editing((edit) => edit.trials.preview(plan, keys));
  cancelPreview(): Promise<void> {
    this.#project?.editing?.trials.cancelPreview();
    return Promise.resolve();
  }
  startRun: ProjectApi['startRun'] = (plan, keys) =>
    this.#editing((edit) => edit.driver.start(plan, keys));
  pauseRun: ProjectApi['pauseRun'] = () =>
    this.#editing((edit) => Promise.resolve(edit.driver.pause()));
  resumeRun: ProjectApi['resumeRun'] = (keys) => this.#editing((edit) => edit.driver.resume(keys));
  stopRun: ProjectApi['stopRun'] = () => this.#editing((edit) => edit.driver.stop());
  continueRun: ProjectApi['continueRun'] = (keys) =>
    this.#editing((edit) => edit.driver.continue(keys));
  skipMeaning: ProjectApi['skipMeaning'] = (isSkipped) =>
    this.#editing((edit) => edit.driver.skipMeaning(isSkipped));
  skipWait: ProjectApi['skipWait'] = () => this.#editing((edit) => edit.driver.skipWait());
  setCaps: ProjectApi['setCaps'] = (caps) => this.#editing((edit) => edit.driver.setCaps(caps));
  raiseTarget: ProjectApi['raiseTarget'] = (target, keys) =>
    this.#editing((edit) => edit.driver.raiseTarget(target, keys));

  previewReplay: ProjectApi['previewReplay'] = (recipe, onProgress) =>
    this.#editing((edit) => edit.trials.previewReplay(recipe, onProgress));
  cancelReplay(): Promise<void> {
    this.#project?.editing?.trials.cancelReplay();
    return Promise.resolve();
  }
  replay: ProjectApi['replay'] = (recipe, onProgress) =>
    this.#editing((edit) => edit.trials.replay(recipe, onProgress));

  batchWork: ProjectApi['batchWork'] = () => this.#editing((edit) => edit.batches.batchWork());
  handOver: ProjectApi['handOver'] = (plan) => this.#editing((edit) => edit.batches.handOver(plan));
  handOverShard: ProjectApi['handOverShard'] = (index) =>
    this.#editing((edit) => edit.batches.handOverShard(index));
  recallBatch: ProjectApi['recallBatch'] = (step) =>
    this.#editing((edit) => edit.batches.recallBatch(step));
  takeBatchResults: ProjectApi['takeBatchResults'] = (file, name, onProgress) =>
    this.#editing((edit) => edit.batches.takeBatchResults(file, name, onProgress));

  startErrand: ProjectApi['startErrand'] = (plan, key) =>
    this.#editing(({ errands }) => errands.driver.start(plan, key));
  pauseErrand: ProjectApi['pauseErrand'] = () =>
    this.#editing(({ errands }) => Promise.resolve(errands.driver.pause()));
  resumeErrand: ProjectApi['resumeErrand'] = (key) =>
    this.#editing(({ errands }) => errands.driver.resume(key));
  stopErrand: ProjectApi['stopErrand'] = () =>
    this.#editing(({ errands }) => errands.driver.stop());
  setErrandCaps: ProjectApi['setErrandCaps'] = (caps) =>
    this.#editing(({ errands }) => errands.driver.setCaps(caps));
  askAgain: ProjectApi['askAgain'] = (key) =>
    this.#editing(({ errands }) => errands.driver.askAgain(key));
  tryErrand: ProjectApi['tryErrand'] = (plan, key) =>
    this.#editing(({ errands }) => errands.trials.try(plan, key));
  cancelErrandTrial(): Promise<void> {
    this.#project?.editing?.errands.trials.cancel();
    return Promise.resolve();
  }
  forecastErrand: ProjectApi['forecastErrand'] = (plan) =>
    this.#editing(({ errands }) => Promise.resolve(errands.trials.forecast(plan)));
  errands: ProjectApi['errands'] = () =>
    Promise.resolve(this.#project?.editing?.errands.summaries ?? []);
  proposals: ProjectApi['proposals'] = (errandId) =>
    this.#editing(({ errands }) => errands.desk.proposals(errandId));
  proposal: ProjectApi['proposal'] = (errandId, taskId) =>
    this.#editing(({ errands }) => errands.desk.proposal(errandId, taskId));
  acceptProposals: ProjectApi['acceptProposals'] = (errandId, ids) =>
    this.#editing(({ errands }) => errands.desk.accept(errandId, ids));
  refuseProposals: ProjectApi['refuseProposals'] = (errandId, ids) =>
    this.#editing(({ errands }) => errands.desk.refuse(errandId, ids));
  judgeTally: ProjectApi['judgeTally'] = (errandId) =>
    this.#editing(({ errands }) => errands.desk.judgeTally(errandId));
  taskOpinions: ProjectApi['taskOpinions'] = (id) =>
    this.#editing(({ errands }) => errands.desk.opinions(id));

  setVerdict: ProjectApi['setVerdict'] = (ids, verdict, label) =>
    this.#editing((edit) => edit.actions.setVerdict(ids, verdict, label));
  setMarks: ProjectApi['setMarks'] = (ids, change, label) =>
    this.#editing((edit) => edit.actions.setMarks(ids, change, label));
  editTask: ProjectApi['editTask'] = (id, edit, seen) =>
    this.#editing((editing) => editing.actions.editTask(id, edit, seen));
  editTasks: ProjectApi['editTasks'] = (edits, label) =>
    this.#editing((editing) => editing.actions.editTasks(edits, label));
  replaceMany: ProjectApi['replaceMany'] = (packed, label) =>
    this.#editing(({ writer }) => replaceMany(writer, packed, label));
  suspicionPlan: ProjectApi['suspicionPlan'] = async () =>
    readSuspicionPlan(await this.#project?.repository.setting('suspicions'));
  setSuspicionPlan: ProjectApi['setSuspicionPlan'] = (plan) =>
    this.#editing(({ writer }) =>
      keepSetting(writer, 'suspicions', readSuspicionPlan(plan), 'suspicions-changed'),
    );
  savedViews: ProjectApi['savedViews'] = async () =>
    readSavedViews(await this.#project?.repository.setting('views'));
  keepViews: ProjectApi['keepViews'] = (views) =>
    this.#editing(({ writer }) =>
      keepSetting(writer, 'views', readSavedViews(views), 'views-changed'),
    );
  addGuardSet: ProjectApi['addGuardSet'] = (name, rows) =>
    this.#editing((edit) => edit.guards.add(name, rows));
  guardSets: ProjectApi['guardSets'] = async () =>
    this.#project === null ? [] : guardSets(this.#project.repository);
  removeGuardSet: ProjectApi['removeGuardSet'] = (id) =>
    this.#editing((edit) => edit.guards.remove(id));
  checkPool: ProjectApi['checkPool'] = (rules, onProgress) =>
    this.#editing((edit) => edit.guards.checkPool(rules, onProgress));
  undo: ProjectApi['undo'] = () => this.#editing((edit) => edit.actions.undo());
  redo: ProjectApi['redo'] = () => this.#editing((edit) => edit.actions.redo());

  undoHistory: ProjectApi['undoHistory'] = (most) =>
    Promise.resolve(undoHistory(this.#project?.editing?.writer.state.undo ?? null, most));
  usedTags: ProjectApi['usedTags'] = async () =>
    this.#project === null ? [] : countTags(await this.#project.tasks());

  taskHistory: ProjectApi['taskHistory'] = async (id) => {
    if (this.#project === null) return failure(nothingOpen);
    return historyOf(id, this.#project.repository, this.#project.logBook);
  };
  taskDetail: ProjectApi['taskDetail'] = async (id) => {
    if (this.#project === null) return failure(nothingOpen);
    return taskDetail(id, this.#project.repository, this.#project.editing?.writer ?? null);
  };

  testConnection: ProjectApi['testConnection'] = (connection, key) =>
    this.#ports.testConnection(connection, key);
  listModels: ProjectApi['listModels'] = (connection, key) =>
    this.#ports.listModels(connection, key);

  connectBrowserModel(port: MessagePort): Promise<void> {
    this.#ports.connectBrowserModel(port);
    return Promise.resolve();
  }

  connectMeaning(port: MessagePort): Promise<void> {
    this.#ports.connectMeaning(port);
    return Promise.resolve();
  }

  loseMeaning(message: string): Promise<void> {
    this.#ports.loseMeaning(message);
    return Promise.resolve();
  }

  connectImport(port: MessagePort): Promise<void> {
    const editing = this.#project?.editing;
    if (editing) this.#ports.exposeSink(createImportSink(editing.writer), port);
    else port.close();
    return Promise.resolve();
  }

  async rename(name: string): Answer<null> {
    const project = this.#project;
    if (project === null) return failure(nothingOpen);
    if (name.trim() === '')
      return failure({ kind: 'bad-input', message: 'A project needs a name.' });
    await renameProject(project.summary.id, name.trim());
    project.summary = { ...project.summary, name: name.trim() };
    this.#changed();
    return success(null);
  }

  async #editing<T>(work: (editing: NonNullable<OpenProject['editing']>) => Answer<T>): Answer<T> {
    if (this.#project === null) return failure(nothingOpen);
    const { editing } = this.#project;
    return editing === null ? failure(following) : work(editing);
  }

  #changed(): void {
    this.#snapshots.request();
    this.#catalogue.request();
  }

  async #sendSnapshot(): Promise<void> {
    const project = this.#project;
    if (project === null) return;
    this.#broadcast({ kind: 'snapshot', snapshot: await project.snapshot() });
  }

  async #noteCounts(): Promise<void> {
    const project = this.#project;
    if (project?.editing) await noteCounts(project.summary.id, project.counts);
  }

  async #loseLock(): Promise<void> {
    await this.#project?.follow();
    this.#changed();
  }

  #broadcast(message: ProjectBroadcast): void {
    this.#channel?.postMessage(message);
  }
}

const nothingOpen: ProjectFailure = { kind: 'not-found', message: 'No project is open.' };
const following: ProjectFailure = {
  kind: 'following',
  message: 'Another tab is editing this project. Take it over to change something here.',
};
