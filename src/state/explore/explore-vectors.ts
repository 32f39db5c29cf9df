import type { EmbeddingModels } from '#state/vectors/embedding-models.svelte.ts';
import { ProjectVectors } from '#state/vectors/project-vectors.svelte.ts';

/** What vectors are made by: the chosen model, where there is one, or words even so. */
export type VectorsBy = 'vectors' | 'words';

/** The vectors that Explore goes by: of the chosen model, and by words beside it. */
export class ExploreVectors {
  readonly #chosen: ProjectVectors;
  readonly #byWords: ProjectVectors;

  /** `chosen`: those of the chosen model, or by words without one, which other pages use too. */
  constructor(models: EmbeddingModels, chosen: ProjectVectors) {
    this.#chosen = chosen;
    this.#byWords = new ProjectVectors(models, { byWords: true });
  }

  of(by: VectorsBy): ProjectVectors {
    return by === 'words' ? this.#byWords : this.#chosen;
  }

  /** Lets go of what nothing else uses. */
  stop(): void {
    this.#byWords.stop();
  }
}
