import { paperRecipe } from '#core/recipes/paper.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import type { RougeEngine } from '#core/rouge/rouge-engine.ts';
import { loadKernels } from '#workers/kernels/load-kernels.ts';
import type { CheckContext } from './oracle-check.ts';

/** An empty pool of recipe paper, with the kernels that the program gives its own. */
export function paperPool(
  engine: CheckContext['engine'],
  threshold = paperRecipe.similarity.threshold,
): RougeEngine {
  const { tokeniser } = paperRecipe.similarity;
  return createRougeEngine({ tokeniser, threshold, tokenless: 'count' }, engine, loadKernels);
}
