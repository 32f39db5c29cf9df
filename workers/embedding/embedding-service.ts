import { expose, transfer } from 'comlink';
import type {
  EmbeddedTexts,
  EmbeddingApi,
  FetchProgress,
  LoadedModel,
  LoadOptions,
  ModelFailure,
  ModelSource,
  TextRole,
} from '#core/contracts/embedding-api.ts';
import {
  filesOf,
  spaceOf,
  type ModelFile,
  type ModelSpec,
  type StoredModel,
  type WantedSpec,
} from '#core/embedding/model-spec.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { embedTexts } from './embed-texts.ts';
import { loadEncoder, type Encoder } from './encoder.ts';
import { fetchFiles } from './fetch-files.ts';
import { fingerprintOf } from './fingerprint.ts';
import { failureOf, ModelError } from './model-failure.ts';
import { ModelStore } from './model-store.ts';
import { provideRuntime, type Runtime } from './onnx-runtime.ts';
import { openSource } from './open-source.ts';
import { poolingOf } from './pooling-of.ts';

type Answer<T> = Promise<Result<T, ModelFailure>>;

/** `EmbeddingApi` in this realm. */
export class EmbeddingService implements EmbeddingApi {
  readonly #store = new ModelStore();
  #encoder: Encoder | null = null;
  #dimension = 0;
  #fetching = new AbortController();
  /** The runtime takes one batch after the other. */
  #line: Promise<unknown> = Promise.resolve();

  measure(spec: WantedSpec, source: ModelSource): Answer<readonly ModelFile[]> {
    return answer('unreachable', async () => {
      const files = openSource(source);
      const { signal } = this.#fetching;
      return Promise.all(
        filesOf(spec).map(async (path) => ({ path, bytes: await files.measure(path, signal) })),
      );
    });
  }

  fetchModel(
    wanted: WantedSpec,
    source: ModelSource,
    onProgress: (progress: FetchProgress) => void,
  ): Answer<StoredModel> {
    return answer('storage', async () => {
      const { signal } = this.#fetching;
      const opened = openSource(source);
      const told = wanted.pooling === 'as-told' ? await poolingOf(opened, signal) : wanted.pooling;
      const spec: ModelSpec = { ...wanted, pooling: told };
      const files = await fetchFiles(opened, filesOf(spec), signal, onProgress);
      const fingerprint = await fingerprintOf(files);
      signal.throwIfAborted();
      const model: StoredModel = {
        key: keyOf(spec, source),
        spec,
        origin: originOf(source),
        fingerprint,
        bytes: [...files.values()].reduce((sum, file) => sum + file.size, 0),
        storedAt: Date.now(),
      };
      await this.#store.put(model, files);
      return model;
    });
  }

  cancelFetch(): Promise<void> {
    this.#fetching.abort();
    this.#fetching = new AbortController();
    return Promise.resolve();
  }

  storedModels(): Promise<readonly StoredModel[]> {
    return this.#store.list();
  }

  removeModel(key: string): Answer<null> {
    return answer('storage', async () => {
      await this.#store.remove(key);
      return null;
    });
  }

  load(key: string, options: LoadOptions): Answer<LoadedModel> {
    return answer('corrupt-file', async () => {
      const model = await this.#store.find(key);
      if (model === undefined) throw new ModelError(notStored);
      const encoder = await this.#loadWhole(model, options);
      this.#encoder = encoder;
      const { device, engine, threads, deviceNote } = encoder.runtime;
      return {
        space: spaceOf(model),
        dimension: this.#dimension,
        device,
        engine,
        threads,
        ...(deviceNote !== undefined && { deviceNote }),
      };
    });
  }

  embed(texts: readonly string[], role: TextRole): Answer<EmbeddedTexts> {
    const turn = this.#line.then(() =>
      answer('run-failed', async () => {
        if (this.#encoder === null) throw new ModelError(notLoaded);
        const { dimension: _, ...embedded } = await embedTexts(this.#encoder, texts, role);
        return transfer(this.#sized(embedded, texts.length), [embedded.vectors.buffer]);
      }),
    );
    this.#line = turn;
    return turn;
  }

  connect(port: MessagePort): Promise<void> {
    expose(this, port);
    return Promise.resolve();
  }

  /** A model that loads may still not run: one text is embedded before it counts as loaded. */
  async #loadWhole(model: StoredModel, options: LoadOptions): Promise<Encoder> {
    const runtime = await provideRuntime(model.spec.precision, options);
    try {
      const encoder = await loadEncoder(this.#store, model, runtime);
      this.#dimension = (await embedTexts(encoder, ['text'], 'passage')).dimension;
      return encoder;
    } catch (thrown) {
      throw new ModelError(loadFailure(thrown, runtime, filesOf(model.spec).at(-1) ?? ''));
    }
  }

  /** Where no text held a word nothing ran, and the size of the vectors is still owed. */
  #sized(embedded: EmbeddedTexts, count: number): EmbeddedTexts {
    if (embedded.vectors.length > 0) return embedded;
    return { ...embedded, vectors: new Float32Array(count * this.#dimension) };
  }
}

const notStored: ModelFailure = {
  kind: 'not-stored',
  message: 'This model is not in the browser’s storage any more.',
};
const notLoaded: ModelFailure = { kind: 'not-loaded', message: 'No model is loaded.' };

async function answer<T>(kind: ModelFailure['kind'], work: () => Promise<T>): Answer<T> {
  try {
    return success(await work());
  } catch (thrown) {
    return failure(failureOf(thrown, kind));
  }
}

/** The runtime says in its own words what went wrong; most of all it is the weights. */
function loadFailure(thrown: unknown, runtime: Runtime, weights: string): ModelFailure {
  const plain = failureOf(thrown, 'corrupt-file');
  if (runtime.device === 'webgpu') return { ...plain, kind: 'gpu-failed' };
  if (/memory|allocation/i.test(plain.message)) return { ...plain, kind: 'out-of-memory' };
  if (/backend|SharedArrayBuffer|WebAssembly/i.test(plain.message)) {
    return { ...plain, kind: 'unsupported' };
  }
  return { ...plain, file: /tokeniz|JSON/i.test(plain.message) ? 'tokenizer.json' : weights };
}

function keyOf({ precision }: ModelSpec, source: ModelSource): string {
  const name =
    source.kind === 'hub'
      ? `${source.modelId}@${source.revision}`
      : source.kind === 'address'
        ? source.address
        : source.name;
  return [source.kind, name, precision].join(' ');
}

function originOf(source: ModelSource): string {
  if (source.kind === 'hub') return `huggingface.co/${source.modelId}`;
  return source.kind === 'address' ? source.address : `Files from this device (${source.name})`;
}
