import { expose, transfer, type Remote } from 'comlink';
import type { MeaningDoor } from '#core/contracts/meaning-host.ts';
import type { ProjectApi, ProjectFailure, ProjectSnapshot } from '#core/contracts/project-api.ts';
import type { SimilarityHost } from '#core/contracts/similarity-host.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { success, type Result } from '#core/model/result.ts';
import { BrowserModelHost, findBuiltInModel } from './browser-model-host.ts';
import { MeaningDoorHost, type OpenModel } from './meaning-door-host.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

const createProjectWorker = (): Worker =>
  new Worker(new URL('../../workers/project.worker.ts', import.meta.url), {
    type: 'module',
    name: 'project',
  });

const createSimilarityWorker = (): Worker =>
  new Worker(new URL('../../workers/similarity.worker.ts', import.meta.url), {
    type: 'module',
    name: 'similarity',
  });

/** The workers of one open project, joined by channels; if one dies all start anew. */
export class ProjectHandle {
  readonly #project: WorkerHandle<ProjectApi>;
  readonly #similarity: WorkerHandle<SimilarityHost>;
  readonly #shards: readonly WorkerHandle<SimilarityHost>[];
  readonly #openModel: OpenModel;
  #meaning: MeaningDoorHost | null = null;

  /**
   * `onDeath` hears of deaths that nobody asked for; `open` then starts all again. `openModel`
   * brings the embedding model of a run, when a run asks for it. `shards` more
   * workers share the pool with the similarity worker. One worker scores 52,002 members in a
   * fraction of a millisecond, so they pay only in pools of a million.
   */
  constructor(onDeath: (message: string) => void, openModel: OpenModel, shards = 0) {
    this.#openModel = openModel;
    const die = (message: string): void => {
      this.stop(message);
      onDeath(message);
    };
    this.#project = new WorkerHandle(createProjectWorker, die);
    this.#similarity = new WorkerHandle(createSimilarityWorker, die);
    this.#shards = Array.from(
      { length: shards },
      () => new WorkerHandle<SimilarityHost>(createSimilarityWorker, die),
    );
  }

  /** Opens a project for editing, or following where another tab holds it. */
  async open(id: ProjectId): Promise<Result<ProjectSnapshot, ProjectFailure | WorkerFailure>> {
    const joined = await this.#joinSimilarity();
    if (!joined.ok) return joined;
    const port = joined.value;
    await this.#offerBrowserModel();
    await this.#offerMeaning(id);
    return this.#project.ask((project) => project.open(id, transfer(port, [port])));
  }

  /** Calls a method that can fail by its own account. */
  ask<T, E>(
    use: (project: Remote<ProjectApi>) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | WorkerFailure>> {
    return this.#project.ask(use);
  }

  /** Calls a method that answers with plain data. */
  read<T>(use: (project: Remote<ProjectApi>) => Promise<T>): Promise<Result<T, WorkerFailure>> {
    return this.#project.read(use);
  }

  /** A port on which the project takes the tasks of an import. */
  async openImportPort(): Promise<Result<MessagePort, WorkerFailure>> {
    const { port1, port2 } = new MessageChannel();
    const joined = await this.read((project) => project.connectImport(transfer(port1, [port1])));
    return joined.ok ? success(port2) : joined;
  }

  /** The embedding model of this tab is gone: a run that needs it waits from now on. */
  async loseModel(message: string): Promise<void> {
    if (this.#meaning?.usesModel !== true) return;
    this.#meaning.stop();
    await this.read((project) => project.loseMeaning(message));
  }

  /** Ends all workers at once; what was committed stands, a run goes on when opened again. */
  stop(reason?: string): void {
    this.#project.stop(reason);
    this.#similarity.stop(reason);
    this.#meaning?.stop();
    for (const shard of this.#shards) shard.stop(reason);
  }

  /** The built-in model exists on pages only: the worker asks it through this one. */
  async #offerBrowserModel(): Promise<void> {
    const model = findBuiltInModel();
    if (model === null) return;
    const { port1, port2 } = new MessageChannel();
    expose(new BrowserModelHost(model), port2);
    await this.read((project) => project.connectBrowserModel(transfer(port1, [port1])));
  }

  /** Models are loaded on pages only: the worker asks this one for what embeds. */
  async #offerMeaning(id: ProjectId): Promise<void> {
    this.#meaning?.stop();
    const tell = (message: string): void =>
      void this.read((project) => project.loseMeaning(message));
    const door = new MeaningDoorHost(id, this.#openModel, tell);
    this.#meaning = door;
    const { port1, port2 } = new MessageChannel();
    expose(door satisfies MeaningDoor, port2);
    await this.read((project) => project.connectMeaning(transfer(port1, [port1])));
  }

  async #joinSimilarity(): Promise<Result<MessagePort, WorkerFailure>> {
    const shards: MessagePort[] = [];
    for (const shard of this.#shards) {
      const { port1, port2 } = new MessageChannel();
      const served = await shard.read((host) => host.serveShard(transfer(port1, [port1])));
      if (!served.ok) return served;
      shards.push(port2);
    }
    const { port1, port2 } = new MessageChannel();
    const joined = await this.#similarity.read((host) =>
      host.connect(transfer(port1, [port1]), transfer(shards, shards)),
    );
    return joined.ok ? success(port2) : joined;
  }
}
