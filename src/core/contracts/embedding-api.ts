import type { ModelFile, StoredModel, WantedSpec } from '#core/embedding/model-spec.ts';
import type { Result } from '#core/model/result.ts';

/** Where a model's files come from. */
export type ModelSource =
  | { readonly kind: 'hub'; readonly modelId: string; readonly revision: string }
  /** A folder on the web that holds `config.json`, `onnx/…` and so on. */
  | { readonly kind: 'address'; readonly address: string }
  /** Files that the user picked; paths as the file dialog gives them. */
  | {
      readonly kind: 'files';
      readonly name: string;
      readonly files: readonly { readonly path: string; readonly file: Blob }[];
    };

/** What went wrong with a model, naming the file where it was one. */
export interface ModelFailure {
  readonly kind:
    /** The file is not there (404), or was not among those picked. */
    | 'missing-file'
    /** Something answered, but not with this file: a web page, a Git LFS pointer, broken JSON. */
    | 'wrong-file'
    /** The file is cut off or its content is not a model. */
    | 'corrupt-file'
    | 'unreachable'
    | 'cut-connection'
    | 'refused'
    | 'storage'
    | 'out-of-memory'
    /** WebGPU was tried and failed; without it the model may still run. */
    | 'gpu-failed'
    /** This browser can't run it. */
    | 'unsupported'
    | 'not-stored'
    | 'not-loaded'
    | 'run-failed'
    | 'cancelled';
  readonly message: string;
  readonly file?: string;
}

export interface FetchProgress {
  readonly file: string;
  readonly loadedBytes: number;
  /** Of all files together; null where the server does not say. */
  readonly totalBytes: number | null;
}

/** How a loaded model runs here. */
export interface LoadedModel {
  /** Names the space its vectors live in: vectors of two spaces can't be compared. */
  readonly space: string;
  readonly dimension: number;
  readonly device: 'webgpu' | 'wasm';
  /** What computes: the ONNX runtime, or kernels of our own for 8-bit weights. */
  readonly engine: 'onnx' | 'kernels';
  readonly threads: number;
  /** Why not WebGPU, in plain words; absent where it is. */
  readonly deviceNote?: string;
}

export interface LoadOptions {
  /** Threads to compute with; taken as 1 where the page is not isolated. */
  readonly threads: number;
  /** False after WebGPU failed once. */
  readonly mayUseGpu: boolean;
}

export interface EmbeddedTexts {
  /** One row of `dimension` numbers a text, normalised to length 1; zeros for an empty text. */
  readonly vectors: Float32Array;
  /** Places of texts that were longer than the model reads; what is beyond is left out. */
  readonly truncated: readonly number[];
  /** Places of texts in which the model finds nothing to read. */
  readonly empty: readonly number[];
}

/** `query`: what is searched for; `passage`: what is searched in. Some models tell them apart. */
export type TextRole = 'query' | 'passage';

/**
 * A feature-extraction model in a worker of its own. After a failed `load` the worker must be ended:
 * the runtime does not get over it.
 */
export interface EmbeddingApi {
  /** How many bytes a model would take, file by file, without fetching it. */
  measure(
    spec: WantedSpec,
    source: ModelSource,
  ): Promise<Result<readonly ModelFile[], ModelFailure>>;
  /** Brings a model's files into the browser's storage: whole or not at all. */
  fetchModel(
    spec: WantedSpec,
    source: ModelSource,
    onProgress: (progress: FetchProgress) => void,
  ): Promise<Result<StoredModel, ModelFailure>>;
  /** Stops a fetch that is under way; embedding goes on. */
  cancelFetch(): Promise<void>;
  storedModels(): Promise<readonly StoredModel[]>;
  removeModel(key: string): Promise<Result<null, ModelFailure>>;
  /** Loads a stored model; needs no network. */
  load(key: string, options: LoadOptions): Promise<Result<LoadedModel, ModelFailure>>;
  /** Embeds texts, in the order given. */
  embed(texts: readonly string[], role: TextRole): Promise<Result<EmbeddedTexts, ModelFailure>>;
  /** Serves this interface on a port as well, so that another worker can embed. */
  connect(port: MessagePort): Promise<void>;
}
