import type { ImportReport } from '#core/contracts/files-api.ts';
import { FileJob, type SpokenFailure } from '#state/files/file-job.svelte.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';

/** A data set that is read into the open project, and how that ended. */
export class ReviewImport {
  readonly #project: Pick<ProjectSession, 'importTasks'>;
  #job = $state.raw<FileJob<ImportReport> | null>(null);
  #report = $state.raw<ImportReport | null>(null);
  #failure = $state.raw<SpokenFailure | null>(null);

  constructor(project: Pick<ProjectSession, 'importTasks'>) {
    this.#project = project;
  }

  /** The reading that is under way. */
  get job(): FileJob<ImportReport> | null {
    return this.#job;
  }

  /** What came of the last file; null where it failed, or after `dismiss`. */
  get report(): ImportReport | null {
    return this.#report;
  }

  /** Why the last file was refused; null also where the user cancelled. */
  get failure(): SpokenFailure | null {
    return this.#failure;
  }

  dismiss(): void {
    this.#report = null;
    this.#failure = null;
  }

  /** Reads a file, whole or not at all; one at a time. */
  async open(file: File): Promise<void> {
    if (this.#job !== null) return;
    this.dismiss();
    const job = new FileJob<ImportReport>(`Reading ${file.name}`, (onProgress, signal) =>
      this.#project.importTasks(file, onProgress, signal),
    );
    this.#job = job;
    const result = await job.ended;
    this.#job = null;
    if (result.ok) this.#report = result.value;
    else if (!job.wasCancelled) this.#failure = result.error;
  }
}
