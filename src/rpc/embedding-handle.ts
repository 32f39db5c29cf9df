import { proxy, transfer } from 'comlink';
import type {
  EmbeddedTexts,
  EmbeddingApi,
  FetchProgress,
  LoadedModel,
  ModelFailure,
  ModelSource,
  TextRole,
} from '#core/contracts/embedding-api.ts';
import type { ModelFile, StoredModel, WantedSpec } from '#core/embedding/model-spec.ts';
import { success, type Result } from '#core/model/result.ts';
import { WorkerHandle } from './worker-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, ModelFailure | WorkerFailure>>;

const createWorker = (): Worker =>
  new Worker(new URL('../../workers/embedding.worker.ts', import.meta.url), {
    type: 'module',
    name: 'embedding',
  });

/** Model files, and a model at work. A failed load ends the worker; the next call starts another. */
export class EmbeddingHandle {
  readonly #worker: WorkerHandle<EmbeddingApi>;

  /** `onDeath` hears of deaths that nobody asked for, such as memory running out. */
  constructor(onDeath: (message: string) => void = () => undefined) {
    this.#worker = new WorkerHandle(createWorker, onDeath);
  }

  /** The size of a model's files without fetching them. */
  measure(spec: WantedSpec, source: ModelSource): Answer<readonly ModelFile[]> {
    return this.#worker.ask((model) => model.measure(spec, source));
  }

  /** Stores a model: whole or not at all. Aborting stops the transfer. */
  fetchModel(
    spec: WantedSpec,
    source: ModelSource,
    onProgress: (progress: FetchProgress) => void,
    signal?: AbortSignal,
  ): Answer<StoredModel> {
    // The worker answers `cancelled` once nothing half-stored is left, so the call is not given up.
    const cancel = (): void => void this.#worker.read((model) => model.cancelFetch());
    signal?.addEventListener('abort', cancel, { once: true });
    return this.#worker.ask((model) => model.fetchModel(spec, source, proxy(onProgress)));
  }

  storedModels(): Promise<Result<readonly StoredModel[], WorkerFailure>> {
    return this.#worker.read((model) => model.storedModels());
  }

  removeModel(key: string): Answer<null> {
    return this.#worker.ask((model) => model.removeModel(key));
  }

  /**
   * Loads a stored model. The runtime does not get over a failed load, so the worker is ended then,
   * and WebGPU that fails is tried once more without.
   */
  async load(key: string, threads: number): Answer<LoadedModel> {
    const first = await this.#loadOnce(key, threads, true);
    if (first.ok || first.error.kind !== 'gpu-failed') return first;
    return this.#loadOnce(key, threads, false);
  }

  /** Embeds texts, in the order given. */
  embed(texts: readonly string[], role: TextRole): Answer<EmbeddedTexts> {
    return this.#worker.ask((model) => model.embed(texts, role));
  }

  /** A port on which another worker can embed with the loaded model. */
  async openPort(): Promise<Result<MessagePort, WorkerFailure>> {
    const { port1, port2 } = new MessageChannel();
    const joined = await this.#worker.read((model) => model.connect(transfer(port1, [port1])));
    return joined.ok ? success(port2) : joined;
  }

  stop(reason?: string): void {
    this.#worker.stop(reason);
  }

  async #loadOnce(key: string, threads: number, mayUseGpu: boolean): Answer<LoadedModel> {
    const loaded = await this.#worker.ask((model) => model.load(key, { threads, mayUseGpu }));
    if (!loaded.ok) this.#worker.stop('The model could not be loaded.');
    return loaded;
  }
}
