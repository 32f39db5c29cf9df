import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { RunId } from '#core/model/ids.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { foldEntries, type FoldedPool, type LogSources } from './fold-entries.ts';
import type { FoldWatch } from './fold-watch.ts';
import { rememberedIds } from './item-ids.ts';

/**
 * Folds entries once more under other recipes. Items keep their ids; a task that the replies no
 * longer give stays as a removed row, so that no id is used twice and undo can bring it back.
 */
export async function refold(
  before: TaskPool,
  sources: LogSources,
  entries: readonly LogEntry[],
  recipes: ReadonlyMap<RunId, Recipe>,
  similarity: SimilarityApi,
  watch: FoldWatch | null = null,
): Promise<FoldedPool> {
  const idsFor = (pool: TaskPool) => rememberedIds(before, pool);
  const folded = await foldEntries(sources, entries, recipes, similarity, idsFor, watch);
  for (const task of before.tasks) {
    if (folded.pool.get(task.id) === undefined) folded.pool.put(tombstone(task));
  }
  return folded;
}

function tombstone(task: Task): Task {
  return { ...task, isRemoved: true };
}

/** The recipe of each run that an entry changes or changes back, after the entry. */
export function recipesAfter(
  recipes: ReadonlyMap<RunId, Recipe>,
  entry: LogEntry,
  entryAt: (seq: number) => LogEntry | undefined,
): ReadonlyMap<RunId, Recipe> | null {
  if (entry.kind === 'replayed') return new Map(recipes).set(entry.runId, entry.recipe);
  if (entry.kind !== 'undone' && entry.kind !== 'redone') return null;
  const target = entryAt(entry.targetSeq);
  if (target?.kind !== 'replayed') return null;
  const recipe = entry.kind === 'undone' ? target.before : target.recipe;
  return new Map(recipes).set(target.runId, recipe);
}
