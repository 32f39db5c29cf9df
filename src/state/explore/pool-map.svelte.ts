import type { MapGroup, SpaceKind } from '#core/contracts/vectors-api.ts';
import { groupMiddles, pointsByGroup, type PointsByGroup } from '#core/map/map-groups.ts';
import { PointGrid } from '#core/map/point-grid.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { VectorsBy } from './explore-vectors.ts';
import type { ProjectVectors } from '#state/vectors/project-vectors.svelte.ts';

/** A map that was laid out, with what it takes to draw it and to find its points. */
export interface DrawnMap {
  /** The task of each point. */
  readonly ids: readonly TaskId[];
  /** Tasks with different instructions; more than points where these are a sample. */
  readonly total: number;
  /** Two numbers a point. */
  readonly places: Float32Array;
  readonly groupOf: Int32Array;
  readonly groups: readonly MapGroup[];
  readonly byGroup: PointsByGroup;
  /** Two numbers a group. */
  readonly middles: Float32Array;
  readonly grid: PointGrid;
  readonly kind: SpaceKind;
  /** The model's name, where one made the vectors. */
  readonly model?: string;
}

type MapSource = Pick<ProjectVectors, 'embedded' | 'map' | 'texts'>;

/** Where maps come from, by what their vectors are made by. */
export interface MapSources {
  of(by: VectorsBy): MapSource;
}

/** Chance is settled, so that a project's map is the same every time. */
const seed = 1;

/** The map of a project's pool: laid out when asked for, kept until it is laid out again. */
export class PoolMap {
  readonly #project: ProjectId;
  readonly #vectors: MapSources;
  /** Asking another would make all its vectors, for a few texts. */
  #drawnFrom: MapSource | null = null;
  #abort: AbortController | null = null;
  #share = $state.raw<number | null>(null);
  #problem = $state.raw<string | null>(null);
  #drawn = $state.raw<DrawnMap | null>(null);

  constructor(project: ProjectId, vectors: MapSources) {
    this.#project = project;
    this.#vectors = vectors;
  }

  /** How much is laid out, 0–1; null while nothing is under way. */
  get share(): number | null {
    return this.#share;
  }

  /** Why the last map could not be laid out. */
  get problem(): string | null {
    return this.#problem;
  }

  get drawn(): DrawnMap | null {
    return this.#drawn;
  }

  /** Lays the map out. `model`: the name of the one in use, if any. */
  async draw(by: VectorsBy, model: string | undefined): Promise<void> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.#share = 0;
    this.#problem = null;
    const source = this.#vectors.of(by);
    const laid = await this.#layOut(source, model, abort.signal);
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#share = null;
    if (typeof laid === 'string') {
      this.#problem = laid;
      return;
    }
    this.#drawn = laid;
    this.#drawnFrom = source;
  }

  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#share = null;
  }

  /** The instructions of some points, in the order given; empty where they can't be read. */
  async texts(points: readonly number[]): Promise<readonly string[]> {
    const ids = points.map((point) => this.#drawn?.ids[point] ?? 0);
    const texts = await this.#drawnFrom?.texts(this.#project, ids);
    return texts?.ok === true ? texts.value : points.map(() => '');
  }

  /** Answers with why it could not be done. */
  async #layOut(
    vectors: MapSource,
    model: string | undefined,
    signal: AbortSignal,
  ): Promise<DrawnMap | string> {
    const embedded = await vectors.embedded(this.#project, signal);
    if (!embedded.ok) return embedded.error.message;
    const onShare = (share: number): void => {
      // A share may come after the end that it led to.
      if (this.#abort?.signal === signal) this.#share = share;
    };
    const laid = await vectors.map(this.#project, seed, onShare, signal);
    if (!laid.ok) return laid.error.message;
    const { table, places } = laid.value;
    const { ids, total, groupOf, groups } = table;
    const byGroup = pointsByGroup(groupOf, groups.length);
    const { kind } = embedded.value;
    return {
      ...{ ids, total, places, groupOf, groups, byGroup, kind },
      middles: groupMiddles(places, byGroup),
      grid: new PointGrid(places),
      ...(kind === 'semantic' && model !== undefined && { model }),
    };
  }
}
