import type { DuplicatesFailure } from '#core/contracts/duplicates-api.ts';
import type { SpaceKind } from '#core/contracts/vectors-api.ts';
import type { ExploreMeasure } from '#core/explore/explore-address.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import { failure, type Result } from '#core/model/result.ts';
import type { DuplicatesHandle } from '#rpc/duplicates-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import type { VectorsBy } from './explore-vectors.ts';
import type { ProjectVectors } from '#state/vectors/project-vectors.svelte.ts';

/** How near-duplicates are looked for. */
export interface Look {
  readonly by: ExploreMeasure;
  /** 0–1: ROUGE-L above it, a cosine of at least that. */
  readonly threshold: number;
  readonly tokeniser: Tokeniser;
}

/** The kind of vectors that were compared; null where it was by ROUGE-L. */
type Found = Result<SpaceKind | null, SearchFailure>;

type SearchFailure =
  DuplicatesFailure | WorkerFailure | { readonly kind: string; readonly message: string };

export type DuplicatesFinder = Pick<
  DuplicatesHandle,
  'open' | 'findByWords' | 'takePairs' | 'read' | 'stop'
>;
type PairSource = Pick<ProjectVectors, 'embedded' | 'pairs' | 'cancel'>;

/** Where pairs come from, by what their vectors are made by. */
export interface PairSources {
  of(by: VectorsBy): PairSource;
}

/** As many as the duplicates worker takes. */
const mostPairs = 500_000;

/** One look through a project's pool, by whichever worker can compare as asked. */
export class DuplicateSearch {
  readonly #project: ProjectId;
  readonly #finder: DuplicatesFinder;
  readonly #vectors: PairSources;
  #asked: PairSource | null = null;
  readonly #onChange: () => void;
  #opening: Promise<Result<unknown, WorkerFailure>> | null = null;

  /** `onChange`: what was found is another thing by now. */
  constructor(
    project: ProjectId,
    finder: DuplicatesFinder,
    vectors: PairSources,
    onChange: () => void,
  ) {
    this.#project = project;
    this.#finder = finder;
    this.#vectors = vectors;
    this.#onChange = onChange;
  }

  /** Leaves what it finds with the finder. `onShare` hears how much is done, 0–1. */
  async find(look: Look, onShare: (share: number) => void, signal: AbortSignal): Promise<Found> {
    this.#opening ??= this.#finder.open(this.#project, this.#onChange);
    const opened = await this.#opening;
    if (!opened.ok) this.#opening = null;
    if (!opened.ok) return opened;
    if (signal.aborted) return failure({ kind: 'cancelled' });
    if (look.by === 'rouge') return this.#finder.findByWords(look, onShare);
    this.#asked = this.#vectors.of(look.by);
    return this.#findByVectors(this.#asked, look.threshold, onShare, signal);
  }

  /** Ends whatever either worker is at. */
  cancel(): void {
    void this.#finder.read((duplicates) => duplicates.cancel());
    void this.#asked?.cancel();
  }

  /** After the death of the finder's worker: the next look opens the project again. */
  reset(): void {
    this.#opening = null;
  }

  async #findByVectors(
    vectors: PairSource,
    threshold: number,
    onShare: (share: number) => void,
    signal: AbortSignal,
  ): Promise<Found> {
    const embedded = await vectors.embedded(this.#project, signal);
    if (!embedded.ok) return embedded;
    const pairs = await vectors.pairs(this.#project, threshold, mostPairs, onShare);
    if (!pairs.ok) return pairs;
    const taken = await this.#finder.takePairs(pairs.value);
    return taken.ok ? { ok: true, value: embedded.value.kind } : taken;
  }
}

/** Why a look failed, in words; null where a person broke it off. */
export function searchProblem(problem: SearchFailure): string | null {
  if (problem.kind === 'cancelled' || problem.kind === 'aborted') return null;
  if ('message' in problem) return problem.message;
  if (problem.kind === 'too-many-pairs') {
    return `${problem.pairs.toLocaleString('en')} pairs are that near: more than can be grouped. Look with a higher threshold.`;
  }
  return 'The look could not be started. Open the page again.';
}
