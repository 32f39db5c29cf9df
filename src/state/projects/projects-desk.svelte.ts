import type { ProjectSummary } from '#core/model/project.ts';
import type { App } from '#state/app.ts';
import { FileJob, type SpokenFailure } from '#state/files/file-job.svelte.ts';
import { openDataSet, startFromSeeds, tryItNow, type OpenedDataSet } from './first-steps.ts';
import { projectHref } from '#state/shell/route.ts';

export type Door = 'try' | 'seeds' | 'file';

/** What went wrong on the page of projects: with the practice run, or with a file. */
export interface DeskFailure extends SpokenFailure {
  readonly at: 'practice' | 'file';
}

export type RestoreEnd = 'restored' | 'needs-passphrase' | 'wrong-passphrase' | 'failed';

/** What is being done on the page of projects, and how it ended. */
export class ProjectsDesk {
  readonly #app: App;
  #opening = $state.raw<Door | null>(null);
  #job = $state.raw<FileJob<unknown> | null>(null);
  #opened = $state.raw<OpenedDataSet | null>(null);
  #failure = $state.raw<DeskFailure | null>(null);

  constructor(app: App) {
    this.#app = app;
  }

  /** Which door is being opened. */
  get opening(): Door | null {
    return this.#opening;
  }

  /** The work on a file that is under way. */
  get job(): FileJob<unknown> | null {
    return this.#job;
  }

  /** A data set that was read with lines refused, so that there is something to tell. */
  get opened(): OpenedDataSet | null {
    return this.#opened;
  }

  get failure(): DeskFailure | null {
    return this.#failure;
  }

  /** Takes away what is told of the last piece of work. */
  dismiss(): void {
    this.#opened = null;
    this.#failure = null;
  }

  async tryNow(): Promise<void> {
    this.dismiss();
    this.#opening = 'try';
    const tried = await tryItNow(this.#app);
    if (!tried.ok) this.#failure = { at: 'practice', ...tried.error };
    this.#opening = null;
  }

  async startFromSeeds(): Promise<void> {
    this.#opening = 'seeds';
    await startFromSeeds(this.#app);
    this.#opening = null;
  }

  /** Reads a data set into a project of its own and goes to Review, unless lines were refused. */
  async open(file: File): Promise<void> {
    this.#opening = 'file';
    const opened = await this.#follow(openDataSet(this.#app, file));
    this.#opening = null;
    if (!opened) return;
    if (opened.report.refused > 0) this.#opened = opened;
    else this.#app.router.go(projectHref(opened.projectId, 'review'));
  }

  /** Gives the name of the saved file, or null. With a passphrase it is encrypted. */
  backUp({ id, name }: ProjectSummary, passphrase?: string): Promise<string | null> {
    const { projects } = this.#app;
    return this.#follow(
      new FileJob(`Backing up ${name}`, (onProgress, signal) =>
        projects.backUp(id, onProgress, signal, passphrase),
      ),
    );
  }

  /** True once there is a copy. */
  async duplicate(project: ProjectSummary): Promise<boolean> {
    const { projects } = this.#app;
    const id = await this.#follow(
      new FileJob(`Copying ${project.name}`, (onProgress, signal) =>
        projects.duplicate(project, onProgress, signal),
      ),
    );
    return id !== null;
  }

  /** How restoring ended; where a passphrase is all that is missing, that is no failure to show. */
  async restore(file: File, passphrase?: string): Promise<RestoreEnd> {
    const { projects } = this.#app;
    const id = await this.#follow(
      new FileJob(`Restoring ${file.name}`, (onProgress, signal) =>
        projects.restore(file, onProgress, signal, passphrase),
      ),
    );
    if (id !== null) return 'restored';
    const kind = this.#failure?.kind;
    if (kind !== 'needs-passphrase' && kind !== 'wrong-passphrase') return 'failed';
    this.dismiss();
    return kind;
  }

  /** Deletes a project; `bringBack` of the projects undoes it. */
  async remove({ id }: ProjectSummary): Promise<void> {
    await this.#app.sessions.leave(id);
    await this.#app.projects.remove(id);
  }

  async rename({ id }: ProjectSummary, name: string): Promise<void> {
    // An open project keeps its name in its worker too.
    const answer = await this.#app.sessions.find(id)?.rename(name);
    if (!answer?.ok) await this.#app.projects.rename(id, name);
  }

  /** Shows a job while it lasts and keeps its failure; null where it did not succeed. */
  async #follow<T>(job: FileJob<T>): Promise<T | null> {
    this.dismiss();
    this.#job = job;
    const result = await job.ended;
    this.#job = null;
    if (result.ok) return result.value;
    if (!job.wasCancelled) this.#failure = { at: 'file', ...result.error };
    return null;
  }
}
