import type { ImportSink } from '#core/contracts/import-api.ts';
import type { ProjectApi, ProjectFailure, ProjectSnapshot } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { readSavedViews } from '#core/review/saved-views.ts';
import { readSuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import { renameProject } from '#data/catalogue-db.ts';
import { countTags } from './count-tags.ts';
import { guardSets } from './guard-desk.ts';
import { HeldProject, nothingOpen, type Editing, type HeldPorts } from './held-project.ts';
import { createImportSink } from './import-sink.ts';
import { keepSetting } from './keep-setting.ts';
import { qualitySummaries, qualityView } from './quality-views.ts';
import { replaceMany } from './replace-many.ts';
import { taskDetail } from './task-detail.ts';
import { historyOf } from './task-history.ts';
import { undoHistory } from './undo-history.ts';

/** What the project worker needs from its realm; tests pass their own. */
export interface ServicePorts extends HeldPorts {
  readonly exposeSink: (sink: ImportSink, port: MessagePort) => void;
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
  readonly #held: HeldProject;

  constructor(ports: ServicePorts) {
    this.#ports = ports;
    this.#held = new HeldProject(ports);
  }

  open: ProjectApi['open'] = (id, similarity) => this.#held.open(id, similarity);
  takeOver: ProjectApi['takeOver'] = () => this.#held.takeOver();
  close: ProjectApi['close'] = () => this.#held.close();

  async snapshot(): Promise<ProjectSnapshot> {
    if (this.#held.project === null) throw new Error(nothingOpen.message);
    return this.#held.project.snapshot();
  }

  addSeeds: ProjectApi['addSeeds'] = (seeds) =>
    this.#editing((edit) => edit.actions.addSeeds(seeds));
  editSeed: ProjectApi['editSeed'] = (id, seed) =>
    this.#editing((edit) => edit.actions.editSeed(id, seed));
  removeSeeds: ProjectApi['removeSeeds'] = (ids) =>
    this.#editing((edit) => edit.actions.removeSeeds(ids));

  async seeds(): ReturnType<ProjectApi['seeds']> {
    if (this.#held.project === null) return [];
    const tasks = await this.#held.project.tasks();
    return tasks.filter((task) => task.origin === 'seed' && task.isRemoved !== true);
  }

  preview: ProjectApi['preview'] = (plan, keys) =>
    this.#editing((edit) => edit.trials.preview(plan, keys));
  cancelPreview(): Promise<void> {
    this.#held.project?.editing?.trials.cancelPreview();
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
    this.#editing((edit) => edit.changes.skipMeaning(isSkipped));
  skipWait: ProjectApi['skipWait'] = () => this.#editing((edit) => edit.changes.skipWait());
  setCaps: ProjectApi['setCaps'] = (caps) => this.#editing((edit) => edit.changes.setCaps(caps));
  raiseTarget: ProjectApi['raiseTarget'] = (target, keys) =>
    this.#editing((edit) => edit.changes.raiseTarget(target, keys));

  previewReplay: ProjectApi['previewReplay'] = (recipe, onProgress) =>
    this.#editing((edit) => edit.trials.previewReplay(recipe, onProgress));
  cancelReplay(): Promise<void> {
    this.#held.project?.editing?.trials.cancelReplay();
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
    this.#held.project?.editing?.errands.trials.cancel();
    return Promise.resolve();
  }
  forecastErrand: ProjectApi['forecastErrand'] = (plan) =>
    this.#editing(({ errands }) => Promise.resolve(errands.trials.forecast(plan)));
  errands: ProjectApi['errands'] = () =>
    Promise.resolve(this.#held.project?.editing?.errands.summaries ?? []);
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

  qualityReviews: ProjectApi['qualityReviews'] = async () =>
    this.#held.project === null ? [] : qualitySummaries(this.#held.project.quality);
  qualityView: ProjectApi['qualityView'] = async (id) =>
    this.#held.project === null ? failure(nothingOpen) : qualityView(id, this.#held.project);
  startQuality: ProjectApi['startQuality'] = (plan) =>
    this.#editing(({ quality }) => quality.start(plan));
  answerQuality: ProjectApi['answerQuality'] = (answer) =>
    this.#editing(({ quality }) => quality.answer(answer));
  undoQuality: ProjectApi['undoQuality'] = (reviewId, reviewer) =>
    this.#editing(({ quality }) => quality.undo(reviewId, reviewer));
  redoQuality: ProjectApi['redoQuality'] = (reviewId, reviewer) =>
    this.#editing(({ quality }) => quality.redo(reviewId, reviewer));
  importQuality: ProjectApi['importQuality'] = (file, into, sameName) =>
    this.#editing(({ quality }) => quality.import(file, into, sameName));
  removeQuality: ProjectApi['removeQuality'] = (id) =>
    this.#editing(({ quality }) => quality.remove(id));
  restoreQuality: ProjectApi['restoreQuality'] = (removed) =>
    this.#editing(({ quality }) => quality.restore(removed));

  setVerdict: ProjectApi['setVerdict'] = (ids, verdict, label, onProgress) =>
    this.#editing(({ actions, steps }) =>
      actions.setVerdict(Array.from(ids), verdict, label, steps.watch(onProgress)),
    );
  setMarks: ProjectApi['setMarks'] = (ids, change, label, onProgress) =>
    this.#editing(({ actions, steps }) =>
      actions.setMarks(Array.from(ids), change, label, steps.watch(onProgress)),
    );
  rejectContaminated: ProjectApi['rejectContaminated'] = (found, label) =>
    this.#editing(({ actions }) => actions.rejectContaminated(found, label));
  cancelStep(): Promise<void> {
    this.#held.project?.editing?.steps.cancel();
    return Promise.resolve();
  }
  editTask: ProjectApi['editTask'] = (id, edit, seen) =>
    this.#editing((editing) => editing.actions.editTask(id, edit, seen));
  editTasks: ProjectApi['editTasks'] = (edits, label) =>
    this.#editing((editing) => editing.actions.editTasks(edits, label));
  replaceMany: ProjectApi['replaceMany'] = (packed, words, onProgress) =>
    this.#editing(({ writer, steps }) =>
      replaceMany(writer, packed, words, steps.watch(onProgress)),
    );
  suspicionPlan: ProjectApi['suspicionPlan'] = async () =>
    readSuspicionPlan(await this.#held.project?.repository.setting('suspicions'));
  setSuspicionPlan: ProjectApi['setSuspicionPlan'] = (plan) =>
    this.#editing(({ writer }) =>
      keepSetting(writer, 'suspicions', readSuspicionPlan(plan), 'suspicions-changed'),
    );
  savedViews: ProjectApi['savedViews'] = async () =>
    readSavedViews(await this.#held.project?.repository.setting('views'));
  keepViews: ProjectApi['keepViews'] = (views) =>
    this.#editing(({ writer }) =>
      keepSetting(writer, 'views', readSavedViews(views), 'views-changed'),
    );
  addGuardSet: ProjectApi['addGuardSet'] = (name, rows) =>
    this.#editing((edit) => edit.guards.add(name, rows));
  guardSets: ProjectApi['guardSets'] = async () =>
    this.#held.project === null ? [] : guardSets(this.#held.project.repository);
  removeGuardSet: ProjectApi['removeGuardSet'] = (id) =>
    this.#editing((edit) => edit.guards.remove(id));
  checkPool: ProjectApi['checkPool'] = (rules, onProgress) =>
    this.#editing((edit) => edit.guards.checkPool(rules, onProgress));
  undo: ProjectApi['undo'] = (onProgress, sparesWhole) =>
    this.#editing(({ back, steps }) => back.undo(steps.watch(onProgress), sparesWhole));
  redo: ProjectApi['redo'] = (onProgress) =>
    this.#editing(({ back, steps }) => back.redo(steps.watch(onProgress)));

  undoHistory: ProjectApi['undoHistory'] = (most) =>
    Promise.resolve(undoHistory(this.#held.project?.editing?.writer.state.undo ?? null, most));
  usedTags: ProjectApi['usedTags'] = async () =>
    this.#held.project === null ? [] : countTags(await this.#held.project.tasks());

  taskHistory: ProjectApi['taskHistory'] = async (id) => {
    if (this.#held.project === null) return failure(nothingOpen);
    return historyOf(id, this.#held.project.repository, this.#held.project.logBook);
  };
  taskDetail: ProjectApi['taskDetail'] = async (id) => {
    if (this.#held.project === null) return failure(nothingOpen);
    return taskDetail(
      id,
      this.#held.project.repository,
      this.#held.project.editing?.writer ?? null,
    );
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
    const editing = this.#held.project?.editing;
    if (editing) this.#ports.exposeSink(createImportSink(editing.writer), port);
    else port.close();
    return Promise.resolve();
  }

  async rename(name: string): Answer<null> {
    const project = this.#held.project;
    if (project === null) return failure(nothingOpen);
    if (name.trim() === '')
      return failure({ kind: 'bad-input', message: 'A project needs a name.' });
    await renameProject(project.summary.id, name.trim());
    project.summary = { ...project.summary, name: name.trim() };
    this.#held.changed();
    return success(null);
  }

  #editing<T>(work: (editing: Editing) => Answer<T>): Answer<T> {
    return this.#held.editing(work);
  }
}
