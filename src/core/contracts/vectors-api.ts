import type { Calibration } from '#core/embedding/score-calibration.ts';
import type { PackingError, VectorPrecision } from '#core/embedding/packed-vectors.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { Neighbour } from '#core/model/task.ts';
import type { LoadedModel, ModelFailure } from './embedding-api.ts';

export type VectorsFailure =
  | ModelFailure
  | { readonly kind: 'not-open'; readonly message: string }
  | { readonly kind: 'no-space'; readonly message: string }
  | { readonly kind: 'empty-text'; readonly message: string }
  | { readonly kind: 'unknown-task'; readonly message: string }
  | { readonly kind: 'other-dimension'; readonly message: string };

/** What the vectors of a project are made with. */
export type SpaceKind = 'lexical' | 'semantic';

/** How far a project's vectors have come. */
export interface VectorProgress {
  readonly kind: SpaceKind;
  readonly state: 'embedding' | 'paused' | 'done' | 'failed';
  readonly failure?: VectorsFailure;
  /** Distinct texts of the project, and how many have a vector. */
  readonly texts: number;
  readonly embedded: number;
  /** Texts a second over the last while; 0 while it can't be told. */
  readonly perSecond: number;
  /** Texts that are longer than the model reads: of those the beginning counts. */
  readonly truncated: number;
  readonly dimension: number;
  readonly bytes: number;
}

/** What is stored of one space in a project, in one precision. */
export interface StoredSpace {
  readonly space: string;
  readonly precision: VectorPrecision;
  readonly vectors: number;
  /** Of these, how many are of texts longer than the model reads. */
  readonly truncated: number;
  readonly bytes: number;
  /** What rounding to 8 bits cost; absent for float32, and where it is not known. */
  readonly packing?: PackingError;
}

/** A group of a map, named by the words that tell it from the rest. */
export interface MapGroup {
  readonly words: readonly string[];
  readonly size: number;
}

/** Pool members with neighbours, for laying out a map: `k` columns a row, itself left out. */
export interface NeighbourTable {
  readonly ids: readonly TaskId[];
  /** Members with different texts that there are; more than rows where it is a sample of them. */
  readonly total: number;
  readonly k: number;
  /** Rows of this table, nearest first. */
  readonly neighbours: Int32Array;
  /** 1 − score. */
  readonly distances: Float32Array;
  readonly groupOf: Int32Array;
  readonly groups: readonly MapGroup[];
}

/**
 * Pairs of pool members with nearly the same meaning (or words), the earlier one first. Members with
 * the same text are no pair; the first of them stands for all.
 */
export interface NearPairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly scores: Float64Array;
  /** How many there are; more than are listed where there were too many to hold. */
  readonly found: number;
}

/** What is near a text. */
export interface Nearest {
  readonly neighbours: readonly Neighbour[];
  /** The text in question is longer than the model reads: its beginning was looked for. */
  readonly isCut: boolean;
}

type Answer<T> = Promise<Result<T, VectorsFailure>>;

/** A project's vectors: made in the background, stored, searched. One worker holds one project. */
export interface VectorsApi {
  /** Opens a project and follows its changes. */
  open(id: ProjectId): Promise<{ texts: number }>;
  /** Embeds by words, without a model. */
  useLexical(): Answer<VectorProgress>;
  /**
   * Embeds with a loaded model, over the ports of workers that hold it. Vectors of the same space
   * that are stored are used, unless they are rounded and shall not be; those of other spaces are
   * left alone.
   */
  useModel(
    model: LoadedModel,
    ports: readonly MessagePort[],
    precision: VectorPrecision,
  ): Answer<VectorProgress>;
  /** Stops embedding until `resume`, over reloads too. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  progress(): Promise<VectorProgress | null>;
  /** Calls `listener` while vectors are made, at most four times a second. */
  onProgress(listener: (progress: VectorProgress) => void): Promise<void>;

  /** The `k` tasks nearest to a text, highest first; rejected ones too. */
  search(text: string, k: number): Answer<Nearest>;
  /** The `k` tasks nearest to a task, itself left out. */
  neighbours(id: TaskId, k: number): Answer<Nearest>;
  /** The instructions of tasks as they now stand; empty where there is none. */
  texts(ids: readonly TaskId[]): Promise<readonly string[]>;
  /** All pairs of pool members with scores of at least `threshold`, listed up to `most`. */
  pairs(threshold: number, most: number, onShare: (share: number) => void): Answer<NearPairs>;
  /** How near members are to their nearest; `levels` are scores to show examples of. */
  calibrate(levels: readonly number[]): Answer<Calibration>;
  /** Neighbours and groups of at most `most` pool members, for a map. */
  neighbourTable(
    most: number,
    groups: number,
    seed: number,
    onShare: (share: number) => void,
  ): Answer<NeighbourTable>;
  /** Stops `pairs` or `neighbourTable`. */
  cancel(): Promise<void>;

  /** What is stored of any project, open or not. */
  storedSpaces(project: ProjectId): Promise<readonly StoredSpace[]>;
  /** Removes stored vectors; those that are in use stay so until the page is left. */
  removeSpace(project: ProjectId, space: string, precision: VectorPrecision): Promise<void>;
}

/** Lays a map out, in a worker of its own. */
export interface ProjectionApi {
  /** Two numbers a row, by UMAP from a table of neighbours. */
  layOut(
    table: Pick<NeighbourTable, 'k' | 'neighbours' | 'distances'>,
    seed: number,
    onShare: (share: number) => void,
  ): Promise<Float32Array>;
}
