import type {
  FetchProgress,
  LoadedModel,
  ModelFailure,
  ModelSource,
} from '#core/contracts/embedding-api.ts';
import type { ModelPorts } from '#core/contracts/meaning-host.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import type { VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { StoredModel, WantedSpec } from '#core/embedding/model-spec.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';
import { EmbeddingLanes } from '#rpc/embedding-lanes.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';

type Failure = ModelFailure | WorkerFailure;

const chosenSetting = 'embedding-model';
const precisionSetting = 'vector-precision';

/** The embedding models of this browser: which are stored, which is in use, and one on its way. */
export class EmbeddingModels {
  readonly #lanes: EmbeddingLanes;
  #stored = $state.raw<readonly StoredModel[] | null>(null);
  #chosenKey = $state.raw<string | null>(null);
  #vectorPrecision = $state.raw<VectorPrecision>('int8');
  #progress = $state.raw<FetchProgress | null>(null);
  #measured = $state.raw<number | null>(null);
  #isBusy = $state.raw(false);
  #failure = $state.raw<Failure | null>(null);
  #loaded = $state.raw<LoadedModel | null>(null);
  #abort: AbortController | null = null;
  #listeners: readonly ((message: string) => void)[] = [];
  #loading: Promise<Result<LoadedModel, Failure>> | null = null;

  constructor() {
    this.#lanes = new EmbeddingLanes((message) => this.#die(message));
  }

  /** Null until they were looked up. */
  get stored(): readonly StoredModel[] | null {
    return this.#stored;
  }

  /** The model in use; null: words are compared, without a model. */
  get chosen(): StoredModel | null {
    return this.#stored?.find(({ key }) => key === this.#chosenKey) ?? null;
  }

  /** How vectors are kept from now on. */
  get vectorPrecision(): VectorPrecision {
    return this.#vectorPrecision;
  }

  /** Of the fetch under way. */
  get progress(): FetchProgress | null {
    return this.#progress;
  }

  /** Bytes of the model last asked about; null where the server does not say. */
  get measured(): number | null {
    return this.#measured;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  /** How the model runs here, once it was loaded. */
  get loaded(): LoadedModel | null {
    return this.#loaded;
  }

  /** Looks up what is stored and which model was chosen. */
  async refresh(): Promise<void> {
    const [stored, chosen, precision] = await Promise.all([
      this.#lanes.first.storedModels(),
      readSetting(chosenSetting),
      readSetting(precisionSetting),
    ]);
    if (stored.ok) this.#stored = stored.value;
    else this.#failure = stored.error;
    this.#chosenKey = typeof chosen === 'string' ? chosen : null;
    this.#vectorPrecision = precision === 'float32' ? 'float32' : 'int8';
  }

  /** Keeps vectors so; texts whose vectors are rounded are embedded again for float32. */
  async keepVectorsAs(precision: VectorPrecision): Promise<void> {
    this.#vectorPrecision = precision;
    await writeSetting(precisionSetting, precision);
  }

  /** Asks how large a model is. */
  async measure(spec: WantedSpec, source: ModelSource): Promise<void> {
    this.#failure = null;
    this.#measured = null;
    const files = await this.#lanes.first.measure(spec, source);
    if (!files.ok) {
      this.#failure = files.error;
      return;
    }
    const sizes = files.value.map(({ bytes }) => bytes);
    const isKnown = sizes.every((size) => size !== null);
    this.#measured = isKnown ? sizes.reduce((sum, size) => sum + size, 0) : null;
  }

  /** Brings a model in and, once it has proved to run here, uses it. */
  async fetch(spec: WantedSpec, source: ModelSource): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#failure = null;
    const abort = new AbortController();
    this.#abort = abort;
    const { first } = this.#lanes;
    const stored = await first.fetchModel(
      spec,
      source,
      (progress) => {
        // It comes by a port of its own, the last one perhaps after the answer.
        if (this.#abort === abort) this.#progress = progress;
      },
      abort.signal,
    );
    this.#abort = null;
    this.#progress = null;
    if (!stored.ok) this.#fail(stored.error);
    else await this.#choose(stored.value.key);
    this.#isBusy = false;
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** Uses a stored model, or none. */
  async choose(key: string | null): Promise<void> {
    this.#isBusy = true;
    this.#failure = null;
    await this.#choose(key);
    this.#isBusy = false;
  }

  async remove(key: string): Promise<void> {
    if (key === this.#chosenKey) await this.#choose(null);
    const removed = await this.#lanes.first.removeModel(key);
    if (!removed.ok) this.#failure = removed.error;
    await this.refresh();
  }

  /** Ports to the chosen model, which is loaded on first use; null where none is chosen. */
  async open(): Promise<Result<
    { model: LoadedModel; ports: readonly MessagePort[] },
    Failure
  > | null> {
    if (this.#stored === null) await this.refresh();
    const { chosen } = this;
    if (chosen === null) return null;
    const loaded = await this.#load(chosen.key);
    if (!loaded.ok) return loaded;
    const ports = await this.#lanes.openPorts();
    return ports.ok ? success({ model: loaded.value, ports: ports.value }) : ports;
  }

  /** Loads the model that a run was set up with; fails with what to do where it is not in use here. */
  async openFor({
    space,
    key,
    name,
  }: MeaningSpace & { readonly kind: 'model' }): Promise<Result<ModelPorts, { message: string }>> {
    if (this.#stored === null) await this.refresh();
    if (this.#stored?.some((stored) => stored.key === key) !== true) {
      const message = `The embedding model “${name}” is not in this browser. Bring it in under Settings.`;
      return failure({ message });
    }
    if (this.#chosenKey !== key) {
      return failure({
        message: `The embedding model “${name}” is in this browser, but not in use.`,
      });
    }
    const opened = await this.open();
    if (opened === null) return failure({ message: `“${name}” is not in use.` });
    if (!opened.ok) {
      return failure({ message: `“${name}” could not be loaded. ${opened.error.message}` });
    }
    if (opened.value.model.space === space) return opened;
    const message = `“${name}” is another version, or used in another way, than when this run was set up: its vectors can’t be compared.`;
    return failure({ message });
  }

  /** Calls `listener` whenever a loaded model goes; the answer ends that. */
  onGone(listener: (message: string) => void): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  async #choose(key: string | null): Promise<void> {
    this.#forget();
    if (key !== null) {
      const loaded = await this.#load(key);
      await this.refresh();
      if (!loaded.ok) {
        this.#fail(loaded.error);
        return;
      }
    }
    this.#chosenKey = key;
    await writeSetting(chosenSetting, key);
  }

  /** Loads once; a failure is not kept. */
  async #load(key: string): Promise<Result<LoadedModel, Failure>> {
    this.#loading ??= this.#lanes.load(key);
    const loaded = await this.#loading;
    if (loaded.ok) this.#loaded = loaded.value;
    else this.#forget();
    return loaded;
  }

  #forget(message = 'The embedding model was put away.'): void {
    this.#lanes.stop();
    if (this.#loading !== null) for (const listener of this.#listeners) listener(message);
    this.#loading = null;
    this.#loaded = null;
  }

  #fail(reason: Failure): void {
    if (reason.kind !== 'cancelled') this.#failure = reason;
  }

  #die(message: string): void {
    this.#forget(`The embedding model stopped working: ${message}`);
    this.#failure = failure({ kind: 'worker-died', message } as const).error;
  }
}
