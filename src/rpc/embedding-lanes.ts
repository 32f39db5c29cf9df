import type { EmbeddedTexts, LoadedModel, ModelFailure } from '#core/contracts/embedding-api.ts';
import { lanePlan } from '#core/embedding/lane-plan.ts';
import { success, type Result } from '#core/model/result.ts';
import { EmbeddingHandle } from './embedding-handle.ts';
import type { WorkerFailure } from './worker-failure.ts';

type Answer<T> = Promise<Result<T, ModelFailure | WorkerFailure>>;

/** The workers that hold one model between them. The first also keeps the stored models. */
export class EmbeddingLanes {
  readonly first: EmbeddingHandle;
  #others: EmbeddingHandle[] = [];
  readonly #onDeath: (message: string) => void;

  /** `onDeath` hears of deaths that nobody asked for; the model must then be loaded again. */
  constructor(onDeath: (message: string) => void = () => undefined) {
    this.#onDeath = onDeath;
    this.first = new EmbeddingHandle(onDeath);
  }

  /** How many workers hold the model. */
  get count(): number {
    return 1 + this.#others.length;
  }

  /** Loads a stored model in as many workers as this machine has cores for. */
  async load(key: string): Answer<LoadedModel> {
    this.#endOthers();
    const isIsolated = globalThis.crossOriginIsolated;
    const { hardwareConcurrency: cores } = navigator;
    const plan = lanePlan(cores, { isIsolated, isGpu: false });
    const loaded = await this.first.load(key, plan.threads);
    if (!loaded.ok) return loaded;
    const { lanes } = lanePlan(cores, { isIsolated, isGpu: loaded.value.device === 'webgpu' });
    const others = Array.from({ length: lanes - 1 }, () => new EmbeddingHandle(this.#onDeath));
    const answers = await Promise.all(others.map((handle) => handle.load(key, plan.threads)));
    // Memory may do for one worker and not for more.
    this.#others = others.filter((handle, at) => {
      const isLoaded = answers[at]?.ok === true;
      if (!isLoaded) handle.stop();
      return isLoaded;
    });
    return loaded;
  }

  /** Ports to every worker, for one that embeds by itself. */
  async openPorts(): Promise<Result<readonly MessagePort[], WorkerFailure>> {
    const ports: MessagePort[] = [];
    for (const handle of [this.first, ...this.#others]) {
      const port = await handle.openPort();
      if (!port.ok) return port;
      ports.push(port.value);
    }
    return success(ports);
  }

  /** Embeds chunks of texts, each worker taking the next one that is left; answers in their order. */
  async embedAll(
    chunks: readonly (readonly string[])[],
  ): Promise<readonly Result<EmbeddedTexts, ModelFailure | WorkerFailure>[]> {
    const answers: Result<EmbeddedTexts, ModelFailure | WorkerFailure>[] = [];
    let next = 0;
    const work = async (handle: EmbeddingHandle): Promise<void> => {
      for (let at = next; at < chunks.length; at = next) {
        next += 1;
        answers[at] = await handle.embed(chunks[at] ?? [], 'passage');
      }
    };
    await Promise.all([this.first, ...this.#others].map(work));
    return answers;
  }

  /** Ends all workers; the stored models stay. */
  stop(): void {
    this.#endOthers();
    this.first.stop();
  }

  #endOthers(): void {
    for (const handle of this.#others) handle.stop();
    this.#others = [];
  }
}
