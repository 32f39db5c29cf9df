import type { TaskId } from '#core/model/ids.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';
import type { PoolItem, SimilarityFailure } from './similarity-api.ts';

/** What a pool must stay away from, and how far. */
export interface GuardSettings {
  readonly tokeniser: Tokeniser;
  /** Contaminated when ROUGE-L F with a guard text is above this (0–1). */
  readonly threshold: number;
  /** Contaminated when so many words stand in the same order in both, one after the other. */
  readonly runLength: number;
}

/** Why a text is too near a guard text. `culprit` is the guard text's id. */
export type Contamination =
  | { readonly kind: 'rouge-l'; readonly culprit: TaskId; readonly score: number }
  | { readonly kind: 'shared-run'; readonly culprit: TaskId; readonly words: readonly string[] };

/**
 * Guard sets: texts (for example evaluation tasks) that the pool must not come near. They are no
 * members: they count for neither mean nor nearest, and outlast a `reset` of the pool.
 */
export interface GuardApi {
  /**
   * Puts these guard texts in the place of those before; none lifts the guard. A failure leaves
   * them as they were. Texts without tokens guard nothing and are left out.
   */
  setGuard(
    items: readonly PoolItem[],
    settings: GuardSettings,
  ): Promise<Result<{ texts: number }, SimilarityFailure>>;
  /**
   * For each task, given as the texts of its instruction and instances: the worst that any of them
   * does (ROUGE-L before runs, then the higher score), or null.
   */
  checkGuard(tasks: readonly (readonly string[])[]): Promise<readonly (Contamination | null)[]>;
}
