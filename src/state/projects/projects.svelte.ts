import { liveQuery } from 'dexie';
import type { FileProgress, FilesFailure } from '#core/contracts/files-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { ProjectSummary } from '#core/model/project.ts';
import { success, type Result } from '#core/model/result.ts';
import {
  createProject,
  listDeleted,
  listProjects,
  markDeleted,
  purgeProject,
  renameProject,
  restoreDeleted,
} from '#data/catalogue-db.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import { saveFile } from '#state/files/save-file.ts';

type OnProgress = (progress: FileProgress) => void;
type FileAnswer<T> = Promise<Result<T, FilesFailure | WorkerFailure>>;

/** The catalogue of this browser's projects, kept up to date from every tab and worker. */
export class Projects {
  readonly #files: FilesHandle;
  #list = $state.raw<readonly ProjectSummary[] | null>(null);
  #deleted = $state.raw<readonly ProjectSummary[]>([]);
  #failure = $state.raw<string | null>(null);

  constructor(files: FilesHandle) {
    this.#files = files;
    liveQuery(async () => [await listProjects(), await listDeleted()] as const).subscribe({
      next: ([list, deleted]) => {
        this.#list = list;
        this.#deleted = deleted;
        this.#failure = null;
      },
      error: (thrown: unknown) => {
        this.#failure = thrown instanceof Error ? thrown.message : String(thrown);
      },
    });
  }

  /** The last changed first; `null` while they are being read. */
  get list(): readonly ProjectSummary[] | null {
    return this.#list;
  }

  /** Deleted, but not yet for good. */
  get deleted(): readonly ProjectSummary[] {
    return this.#deleted;
  }

  /** Why the catalogue cannot be read, in the browser's words. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Makes an empty project; a name that is taken gets a number. */
  create(name: string): Promise<ProjectId> {
    const taken = this.#list?.map((project) => project.name) ?? [];
    return createProject(freeName(name, taken));
  }

  rename(id: ProjectId, name: string): Promise<void> {
    return renameProject(id, name);
  }

  remove(id: ProjectId): Promise<void> {
    return markDeleted(id);
  }

  bringBack(id: ProjectId): Promise<void> {
    return restoreDeleted(id);
  }

  /** Deletes for good; nothing brings it back. */
  purge(id: ProjectId): Promise<void> {
    return purgeProject(id);
  }

  /** Saves everything but keys to one file on the user's disk; encrypted, where there is a passphrase. */
  async backUp(
    id: ProjectId,
    onProgress: OnProgress,
    signal: AbortSignal,
    passphrase?: string,
  ): FileAnswer<string> {
    const written = await this.#files.writeBackup(id, onProgress, signal, passphrase);
    if (!written.ok) return written;
    saveFile(written.value.file, written.value.fileName);
    return success(written.value.fileName);
  }

  /** Makes a project from a backup file, which may be encrypted. */
  async restore(
    file: Blob,
    onProgress: OnProgress,
    signal: AbortSignal,
    passphrase?: string,
  ): FileAnswer<ProjectId> {
    const restored = await this.#files.restoreBackup(file, onProgress, signal, passphrase);
    if (!restored.ok) return restored;
    await this.#makeDistinct(restored.value.projectId);
    return success(restored.value.projectId);
  }

  /** Copies a project, by way of a backup that is never saved. */
  async duplicate(
    project: ProjectSummary,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): FileAnswer<ProjectId> {
    const written = await this.#files.writeBackup(project.id, onProgress, signal);
    if (!written.ok) return written;
    return this.restore(written.value.file, onProgress, signal);
  }

  // A restored project that is still here, or a copy, would have the same name twice.
  async #makeDistinct(id: ProjectId): Promise<void> {
    const all = await listProjects();
    const mine = all.find((project) => project.id === id);
    const others = all.filter((project) => project !== mine).map((project) => project.name);
    if (mine && others.includes(mine.name)) await this.rename(id, freeName(mine.name, others));
  }
}

/** The name itself, or with the first number that makes it one of a kind. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) {
    const candidate = `${name} ${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
