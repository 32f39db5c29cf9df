import type { StoredSpace } from '#core/contracts/vectors-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { ProjectVectors } from './project-vectors.svelte.ts';

/** The stored vectors of one space of one project, in one precision. */
export interface StoredOfProject extends StoredSpace {
  readonly project: ProjectId;
}

export type VectorStorage = Pick<ProjectVectors, 'stored' | 'removeStored'>;

/** What every project keeps of vectors in this browser. */
export class StoredVectors {
  readonly #vectors: VectorStorage;
  #list = $state.raw<readonly StoredOfProject[] | null>(null);
  #failure = $state.raw<string | null>(null);

  constructor(vectors: VectorStorage) {
    this.#vectors = vectors;
  }

  /** Null until it was looked up. */
  get list(): readonly StoredOfProject[] | null {
    return this.#list;
  }

  get bytes(): number {
    return (this.#list ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  get failure(): string | null {
    return this.#failure;
  }

  /** Looks into these projects, one after the other: each has a database of its own. */
  async refresh(projects: readonly ProjectId[]): Promise<void> {
    this.#failure = null;
    const found: StoredOfProject[] = [];
    for (const project of projects) {
      const spaces = await this.#vectors.stored(project);
      if (spaces.ok) found.push(...spaces.value.map((space) => ({ ...space, project })));
      else this.#failure = spaces.error.message;
    }
    this.#list = found;
  }

  async remove({ project, space, precision }: StoredOfProject): Promise<void> {
    const removed = await this.#vectors.removeStored(project, space, precision);
    if (!removed.ok) {
      this.#failure = removed.error.message;
      return;
    }
    const isOther = (stored: StoredOfProject): boolean =>
      stored.project !== project || stored.space !== space || stored.precision !== precision;
    this.#list = this.#list?.filter(isOther) ?? null;
  }
}
