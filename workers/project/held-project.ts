import {
  projectChannel,
  type ProjectBroadcast,
  type ProjectFailure,
  type ProjectSnapshot,
} from '#core/contracts/project-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { noteCounts, readProject } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { Throttle } from '#workers/throttle.ts';
import { OpenProject } from './open-project.ts';
import type { DriverPorts } from './runs/driver-ports.ts';
import { describeStorageError } from './storage-failure.ts';
import { WriterLock, type Locks } from './writer-lock.ts';

const SNAPSHOT_INTERVAL_MS = 200;
const CATALOGUE_INTERVAL_MS = 2_000;

export interface HeldPorts extends DriverPorts {
  readonly locks: Locks;
  readonly wrapSimilarity: (port: MessagePort) => SimilarityApi;
  readonly now: () => number;
}

/** What is there of a project while this tab is its writer. */
export type Editing = NonNullable<OpenProject['editing']>;

type Answer<T> = Promise<Result<T, ProjectFailure>>;

export const nothingOpen: ProjectFailure = { kind: 'not-found', message: 'No project is open.' };

const following: ProjectFailure = {
  kind: 'following',
  message: 'Another tab is editing this project. Take it over to change something here.',
};

/** The project that is open, the lock that makes this tab its writer, and the news to other tabs. */
export class HeldProject {
  readonly #ports: HeldPorts;
  #project: OpenProject | null = null;
  #lock: WriterLock | null = null;
  #channel: BroadcastChannel | null = null;
  readonly #snapshots = new Throttle(() => void this.#sendSnapshot(), SNAPSHOT_INTERVAL_MS);
  readonly #catalogue = new Throttle(() => void this.#noteCounts(), CATALOGUE_INTERVAL_MS);

  constructor(ports: HeldPorts) {
    this.#ports = ports;
  }

  get project(): OpenProject | null {
    return this.#project;
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
        onChange: () => this.changed(),
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
      this.changed();
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

  /** Does what only the writer may. */
  async editing<T>(work: (editing: Editing) => Answer<T>): Answer<T> {
    if (this.#project === null) return failure(nothingOpen);
    const { editing } = this.#project;
    return editing === null ? failure(following) : work(editing);
  }

  /** Tells all tabs, soon, what the project looks like now. */
  changed(): void {
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
    this.changed();
  }

  #broadcast(message: ProjectBroadcast): void {
    this.#channel?.postMessage(message);
  }
}
