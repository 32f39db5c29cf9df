import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { RunId } from '#core/model/ids.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { foldEntries, type FoldedPool, type LogSources } from './fold-entries.ts';
import { nextIds } from './item-ids.ts';
import { recipesAfter, refold } from './replay.ts';

/**
 * Makes the task pool anew from the log alone: the same entries give the same tasks, bit for bit.
 * Every replay in the log folds all that precedes it again. `similarity` is emptied first.
 */
export async function rebuildPool(
  sources: LogSources,
  similarity: SimilarityApi,
): Promise<FoldedPool> {
  const { entries } = sources;
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  let recipes = originalRecipes(sources);
  let folded: FoldedPool | null = null;
  for (const [place, entry] of entries.entries()) {
    const changed = recipesAfter(recipes, entry, (seq) => bySeq.get(seq));
    if (changed === null) continue;
    const earlier = entries.slice(0, place);
    folded = await foldAll(sources, earlier, recipes, similarity, folded);
    recipes = changed;
    folded = await refold(folded.pool, sources, earlier, recipes, similarity);
  }
  return foldAll(sources, entries, recipes, similarity, folded);
}

/** Folds entries anew, with the ids that a fold of fewer entries gave. */
function foldAll(
  sources: LogSources,
  entries: LogSources['entries'],
  recipes: ReadonlyMap<RunId, Recipe>,
  similarity: SimilarityApi,
  earlier: FoldedPool | null,
): Promise<FoldedPool> {
  if (earlier === null)
    return foldEntries(sources, entries, recipes, similarity, (pool) => nextIds(pool));
  return refold(earlier.pool, sources, entries, recipes, similarity);
}

/** The recipes that the runs were started with, before any replay. */
function originalRecipes({ runs, entries }: LogSources): ReadonlyMap<RunId, Recipe> {
  const recipes = new Map(runs.map((run) => [run.id, run.recipe]));
  for (const entry of entries.toReversed()) {
    if (entry.kind === 'replayed') recipes.set(entry.runId, entry.before);
  }
  return recipes;
}
