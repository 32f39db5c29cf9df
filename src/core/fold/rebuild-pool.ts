import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { applyReply } from '#core/pipeline/apply-reply.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { foldPerson, isPersonEvent, type PersonLookup } from './fold-person.ts';
import { PoolIndex, type PoolIndexSettings } from './pool-index.ts';

/** Everything that the log's entries refer to. */
export interface LogSources {
  readonly entries: readonly LogEntry[];
  readonly runs: readonly Run[];
  readonly requests: ReadonlyMap<number, ModelRequest>;
  readonly attempts: ReadonlyMap<number, Attempt>;
  readonly imports: ReadonlyMap<string, readonly ImportedTask[]>;
}

/** How a run wants the pool indexed. */
export function indexSettings({ recipe }: Pick<Run, 'recipe'>): PoolIndexSettings {
  const { tokeniser, threshold } = recipe.similarity;
  const isClassificationOnly = recipe.classificationOnly;
  return { tokeniser, threshold, tokenless: 'count', isClassificationOnly };
}

/**
 * Makes the task pool anew from the log alone: the same entries give the same tasks, bit for bit.
 * `similarity` must be an empty index of its own.
 */
export async function rebuildPool(
  sources: LogSources,
  similarity: SimilarityApi,
): Promise<TaskPool> {
  const pool = new TaskPool();
  const index = new PoolIndex(similarity, pool);
  const runs = new Map(sources.runs.map((run) => [run.id, run]));
  const entries = new Map(sources.entries.map((entry) => [entry.seq, entry]));
  const lookup: PersonLookup = {
    entry: (seq) => entries.get(seq),
    imported: (importId) => sources.imports.get(importId) ?? [],
  };
  for (const entry of sources.entries) {
    if (isPersonEvent(entry)) {
      foldPerson(pool, entry, entry.at, lookup);
      await index.follow(pool.takeChanged());
    } else if (entry.kind === 'applied') {
      const run = runs.get(entry.runId);
      const request = sources.requests.get(entry.requestId);
      const attempt = sources.attempts.get(entry.attemptId);
      if (run === undefined || request === undefined || attempt === undefined) {
        throw new RangeError(`log entry ${entry.seq} names rows that are not there`);
      }
      await index.prepare(indexSettings(run));
      const { recipe, seed } = run;
      const context = { pool, recipe, seed, similarity: index, at: entry.at };
      await applyReply(context, request, attempt.outcome);
      await index.follow(pool.takeChanged());
    }
  }
  return pool;
}
