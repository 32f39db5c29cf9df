import type { ProjectId } from '#core/model/ids.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import type { EmbeddingModels } from '#state/vectors/embedding-models.svelte.ts';
import { ProjectSession } from './project-session.svelte.ts';

/** The open projects: the one on screen, and any other whose run is still at work. */
export class Sessions {
  readonly #files: FilesHandle;
  readonly #models: EmbeddingModels;
  #open = $state.raw<readonly ProjectSession[]>([]);
  #current = $state.raw<ProjectSession | null>(null);

  constructor(files: FilesHandle, models: EmbeddingModels) {
    this.#files = files;
    this.#models = models;
  }

  /** The project that was last looked at. */
  get current(): ProjectSession | null {
    return this.#current;
  }

  /** Every session whose run is at work. */
  get running(): readonly ProjectSession[] {
    return this.#open.filter((session) => session.isRunning);
  }

  /** Opens a project, or finds it open; projects that have nothing to do are closed. */
  enter(id: ProjectId): ProjectSession {
    const session = this.find(id) ?? new ProjectSession(id, this.#files, this.#models);
    const others = this.#open.filter((other) => other !== session);
    for (const other of others) if (!other.isRunning) void other.close();
    this.#open = [session, ...others.filter((other) => other.isRunning)];
    this.#current = session;
    return session;
  }

  /** Closes a project, for example because it is deleted. */
  async leave(id: ProjectId): Promise<void> {
    const session = this.find(id);
    if (!session) return;
    this.#open = this.#open.filter((other) => other !== session);
    if (this.#current === session) this.#current = null;
    await session.close();
  }

  /** The open session of a project, if any. */
  find(id: ProjectId): ProjectSession | undefined {
    return this.#open.find((session) => session.id === id);
  }
}
