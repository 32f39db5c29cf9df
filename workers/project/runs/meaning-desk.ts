import type { MeaningApi, MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { MeaningIndex, type MeaningProgress } from '#core/fold/meaning-index.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type { ProjectState } from '#workers/project/project-state.ts';

/** What embeds for runs. */
export interface MeaningPorts {
  /** What embeds in a space; it fails where the model is not at hand. */
  readonly meaningOf: (space: MeaningSpace) => MeaningApi;
}

type RuledRun = Pick<Run, 'id' | 'recipe' | 'skipsMeaning'>;

/** Gives a state the index that a run's filter by embeddings needs; null where it has none. */
export function placeMeaning(
  run: RuledRun,
  state: ProjectState,
  { meaningOf }: MeaningPorts,
): MeaningIndex | null {
  const { semantic } = run.recipe.similarity;
  const isAsked = semantic !== undefined && run.skipsMeaning !== true;
  state.meaning = isAsked
    ? new MeaningIndex(semantic, meaningOf(semantic.space), state.pool, run.recipe)
    : null;
  return state.meaning;
}

/** Embeds the pool for a run; null once that is done, else why it is not. */
export async function embedPool(
  index: MeaningIndex,
  { id: runId }: Pick<Run, 'id'>,
  { pool }: ProjectState,
  { isWanted = () => true, onProgress }: EmbeddingWatch = {},
): Promise<MeaningFailure | null> {
  // What the run itself makes tells nothing of which words are rare, so that it ends up the same
  // whether it is interrupted or not.
  const isKnown = (id: number): boolean => pool.get(id)?.provenance?.runId !== runId;
  for await (const step of index.prepare(isKnown)) {
    if (!step.ok) return step.error;
    onProgress?.(step.value);
    if (!isWanted()) return interrupted;
  }
  return null;
}

export interface EmbeddingWatch {
  /** Asked between steps. */
  readonly isWanted?: () => boolean;
  readonly onProgress?: (progress: MeaningProgress) => void;
}

const interrupted: MeaningFailure = { kind: 'lost', message: 'The pool is not embedded yet.' };

/** The same for work beside a run: the pool is embedded at once, and a failure is a person's to read. */
export async function readyMeaning(
  run: RuledRun,
  state: ProjectState,
  ports: MeaningPorts,
): Promise<Result<MeaningIndex | null, ProjectFailure>> {
  const index = placeMeaning(run, state, ports);
  if (index === null) return success(null);
  const problem = await embedPool(index, run, state);
  return problem === null ? success(index) : failure(meaningLost(problem));
}

/** Says that what a filter by embeddings needs is not at hand. */
export function meaningLost({ message }: MeaningFailure): ProjectFailure {
  return { kind: 'bad-input', message: `Near-duplicates can’t be looked for now. ${message}` };
}

/** Thrown where replies can't take effect because the filter by embeddings is not at hand. */
export class MeaningLostError extends Error {
  override readonly name = 'MeaningLostError';
  readonly failure: ProjectFailure;

  constructor(reason: ProjectFailure) {
    super(reason.message);
    this.failure = reason;
  }
}
