import type { Run } from '#core/model/run.ts';
import type { PoolIndexSettings } from './pool-index.ts';

/** How a run wants the pool indexed. */
export function indexSettings({ recipe }: Pick<Run, 'recipe'>): PoolIndexSettings {
  const { tokeniser, threshold } = recipe.similarity;
  const isClassificationOnly = recipe.classificationOnly;
  return { tokeniser, threshold, tokenless: 'count', isClassificationOnly };
}
