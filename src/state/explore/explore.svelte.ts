import { DuplicatesHandle } from '#rpc/duplicates-handle.ts';
import type { EmbeddingModels } from '#state/vectors/embedding-models.svelte.ts';
import { ExploreVectors } from './explore-vectors.ts';
import { NearDuplicates } from './near-duplicates.svelte.ts';
import { PoolMap } from './pool-map.svelte.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';
import type { ProjectVectors } from '#state/vectors/project-vectors.svelte.ts';

/** What Explore found in a project. */
export class Explore {
  readonly duplicates: NearDuplicates;
  readonly map: PoolMap;
  readonly vectors: ExploreVectors;

  constructor(session: ProjectSession, vectors: ProjectVectors, models: EmbeddingModels) {
    this.vectors = new ExploreVectors(models, vectors);
    const makeFinder = (onDeath: (message: string) => void) => new DuplicatesHandle(onDeath);
    this.duplicates = new NearDuplicates(session, this.vectors, makeFinder);
    this.map = new PoolMap(session.id, this.vectors);
  }

  close(): void {
    this.duplicates.close();
    this.map.cancel();
    this.vectors.stop();
  }
}

let kept: { readonly session: ProjectSession; readonly explore: Explore } | null = null;

/** What was found stays while its project is the one that is looked at, on other pages too. */
export function exploreOf(
  session: ProjectSession,
  vectors: ProjectVectors,
  models: EmbeddingModels,
): Explore {
  if (kept?.session !== session) {
    kept?.explore.close();
    kept = { session, explore: new Explore(session, vectors, models) };
  }
  return kept.explore;
}
