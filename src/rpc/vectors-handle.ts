import { proxy, transfer, type Remote } from 'comlink';
import type { LoadedModel } from '#core/contracts/embedding-api.ts';
import type {
  NeighbourTable,
  ProjectionApi,
  VectorProgress,
  VectorsApi,
  VectorsFailure,
} from '#core/contracts/vectors-api.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, VectorsFailure | WorkerFailure>>;

const createVectorsWorker = (): Worker =>
  new Worker(new URL('../../workers/vectors.worker.ts', import.meta.url), {
    type: 'module',
    name: 'vectors',
  });

const createProjectionWorker = (): Worker =>
  new Worker(new URL('../../workers/projection.worker.ts', import.meta.url), {
    type: 'module',
    name: 'projection',
  });

/** The vectors of one open project. After a death it must be opened again; nothing is lost. */
export class VectorsHandle {
  readonly #worker: WorkerHandle<VectorsApi>;

  constructor(onDeath: (message: string) => void = () => undefined) {
    this.#worker = new WorkerHandle(createVectorsWorker, onDeath);
  }

  /** Opens a project and hears of progress. */
  async open(
    id: ProjectId,
    onProgress: (progress: VectorProgress) => void,
  ): Promise<Result<{ texts: number }, WorkerFailure>> {
    await this.#worker.read((vectors) => vectors.onProgress(proxy(onProgress)));
    return this.#worker.read((vectors) => vectors.open(id));
  }

  /** Embeds with the model behind these ports, which are handed over. */
  useModel(
    model: LoadedModel,
    ports: readonly MessagePort[],
    precision: VectorPrecision,
  ): Answer<VectorProgress> {
    return this.#worker.ask((vectors) =>
      vectors.useModel(model, transfer([...ports], [...ports]), precision),
    );
  }

  /** Calls a method that can fail by its own account. */
  ask<T, E>(
    use: (vectors: Remote<VectorsApi>) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | WorkerFailure>> {
    return this.#worker.ask(use);
  }

  /** Calls a method that answers with plain data. */
  read<T>(use: (vectors: Remote<VectorsApi>) => Promise<T>): Promise<Result<T, WorkerFailure>> {
    return this.#worker.read(use);
  }

  stop(): void {
    this.#worker.stop();
  }
}

/** Lays a map out in a worker that ends with it: two numbers a row of the table. Aborting ends it. */
export async function layOutMap(
  table: NeighbourTable,
  seed: number,
  onShare: (share: number) => void,
  signal?: AbortSignal,
): Promise<Result<Float32Array, WorkerFailure>> {
  const worker = new WorkerHandle<ProjectionApi>(createProjectionWorker);
  const { k, neighbours, distances } = table;
  const laid = await worker.read(
    (projection) => projection.layOut({ k, neighbours, distances }, seed, proxy(onShare)),
    signal,
  );
  worker.stop();
  return laid;
}
