import { proxy, transfer } from 'comlink';
import type {
  ExportPlan,
  ExportPreview,
  ExportResult,
  FileProgress,
  FilesApi,
  FilesFailure,
  GuardFile,
  ImportReport,
} from '#core/contracts/files-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { SeedTask } from '#core/model/task.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, FilesFailure | WorkerFailure>>;
type OnProgress = (progress: FileProgress) => void;

/** Import, export and backup. Aborting a call also stops the work in the worker. */
export class FilesHandle {
  readonly #worker = new WorkerHandle<FilesApi>(
    () =>
      new Worker(new URL('../../workers/files.worker.ts', import.meta.url), {
        type: 'module',
        name: 'files',
      }),
  );

  /** Reads a file into the project behind `sink`: whole or not at all. */
  importTasks(
    file: File,
    sink: MessagePort,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Answer<ImportReport> {
    this.#cancelOnAbort(signal);
    return this.#worker.ask((files) =>
      files.importTasks(file, file.name, transfer(sink, [sink]), proxy(onProgress)),
    );
  }

  /** Reads seed tasks without storing them. */
  readSeeds(file: File): Answer<{ seeds: readonly SeedTask[]; report: ImportReport }> {
    return this.#worker.ask((files) => files.readSeeds(file, file.name));
  }

  /** Reads tasks to keep away from without storing them. */
  readGuard(file: File): Answer<GuardFile> {
    return this.#worker.ask((files) => files.readGuard(file, file.name));
  }

  /** The first lines and the counts of what an export would hold. */
  previewExport(id: ProjectId, plan: ExportPlan): Answer<ExportPreview> {
    return this.#worker.ask((files) => files.previewExport(id, plan));
  }

  writeExport(
    id: ProjectId,
    plan: ExportPlan,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Answer<ExportResult> {
    this.#cancelOnAbort(signal);
    return this.#worker.ask((files) => files.writeExport(id, plan, proxy(onProgress)));
  }

  /** One file with everything but keys; with a passphrase it is encrypted. */
  writeBackup(
    id: ProjectId,
    onProgress: OnProgress,
    signal?: AbortSignal,
    passphrase?: string,
  ): Answer<{ file: Blob; fileName: string }> {
    this.#cancelOnAbort(signal);
    return this.#worker.ask((files) => files.writeBackup(id, proxy(onProgress), passphrase));
  }

  /** Makes a new project from a backup: whole or not at all. */
  restoreBackup(
    file: Blob,
    onProgress: OnProgress,
    signal?: AbortSignal,
    passphrase?: string,
  ): Answer<{ projectId: ProjectId }> {
    this.#cancelOnAbort(signal);
    return this.#worker.ask((files) => files.restoreBackup(file, proxy(onProgress), passphrase));
  }

  // The worker answers `cancelled` once it has cleaned up after itself, so the call itself is not
  // given up: nothing half-written stays behind.
  #cancelOnAbort(signal: AbortSignal | undefined): void {
    signal?.addEventListener('abort', () => void this.#worker.read((files) => files.cancel()), {
      once: true,
    });
  }
}
