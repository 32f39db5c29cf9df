import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { GuardBook } from '#core/guard/guard-book.ts';
import type { GuardSetRow } from '#core/model/guard.ts';
import type { RunId } from '#core/model/ids.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Funnel, ReplyYield, Run } from '#core/model/run.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { applyReply } from '#core/pipeline/apply-reply.ts';
import { addToFunnel, emptyFunnel, type FunnelGain } from '#core/pipeline/funnel.ts';
import { addYield } from '#core/pipeline/reply-yields.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { foldPerson, isPersonEvent, type PersonLookup } from './fold-person.ts';
import { FoldCancelledError, type FoldWatch } from './fold-watch.ts';
import { indexSettings } from './index-settings.ts';
import type { ItemIds } from './item-ids.ts';
import { PoolIndex } from './pool-index.ts';
import { recordedMeaning } from './recorded-meaning.ts';

/** Everything that the log's entries refer to. */
export interface LogSources {
  readonly entries: readonly LogEntry[];
  readonly runs: readonly Run[];
  readonly requests: ReadonlyMap<number, ModelRequest>;
  readonly attempts: ReadonlyMap<number, Attempt>;
  readonly imports: ReadonlyMap<string, readonly ImportedTask[]>;
  /** The project's guard sets: every one that a recipe names. */
  readonly guards: readonly GuardSetRow[];
}

/** A pool that was folded from a log, with what its runs then count. */
export interface FoldedPool {
  readonly pool: TaskPool;
  readonly funnels: ReadonlyMap<RunId, Funnel>;
  readonly yields: ReadonlyMap<RunId, readonly ReplyYield[]>;
  /** Items that a filter by embeddings let through because nothing is recorded of them. */
  readonly unknown: number;
}

/**
 * Folds entries into a pool under fixed recipes: one pass, replays among the entries left out.
 * `similarity` is emptied first. `idsFor` names the items of replies. Throws a `FoldCancelledError`
 * where `watch` breaks it off.
 */
export async function foldEntries(
  sources: LogSources,
  entries: readonly LogEntry[],
  recipes: ReadonlyMap<RunId, Recipe>,
  similarity: SimilarityApi,
  idsFor: (pool: TaskPool) => ItemIds,
  watch: FoldWatch | null = null,
): Promise<FoldedPool> {
  const pool = new TaskPool();
  const index = new PoolIndex(similarity, pool);
  const lookup = lookupIn(sources);
  const guards = new GuardBook(sources.guards);
  const funnels = new Map<RunId, Funnel>();
  const yields = new Map<RunId, readonly ReplyYield[]>();
  let unknown = 0;
  let remembered: ItemIds | null = null;
  for (const [place, entry] of entries.entries()) {
    if (isPersonEvent(entry)) foldPerson(pool, entry, entry.at, lookup);
    else if (entry.kind === 'applied') {
      const { run, request, attempt } = rowsOf(sources, entry);
      const recipe = recipes.get(run.id) ?? run.recipe;
      await index.prepare(indexSettings({ recipe }));
      remembered ??= idsFor(pool);
      const guard = guards.guardOf(recipe);
      const ids = remembered;
      const { semantic } = recipe.similarity;
      const meaning = semantic ? recordedMeaning(semantic, entry.meaning, pool) : null;
      const context = { pool, recipe, seed: run.seed, at: entry.at, ids };
      const ports = { similarity: index, guard, meaning };
      const applied = await applyReply({ ...context, ...ports }, request, attempt.outcome);
      const { gain } = applied;
      unknown += applied.unknown ?? 0;
      funnels.set(run.id, addToFunnel(funnels.get(run.id) ?? emptyFunnel, gain));
      yields.set(run.id, withGain(yields.get(run.id) ?? [], gain));
    }
    await index.follow(pool.takeChanged());
    if (watch && !(await watch.step(place + 1, entries.length))) throw new FoldCancelledError();
  }
  return { pool, funnels, yields, unknown };
}

function withGain(yields: readonly ReplyYield[], gain: FunnelGain): readonly ReplyYield[] {
  if (gain.replies === undefined) return yields;
  const { proposed = 0, novel: accepted = 0 } = gain;
  return addYield(yields, { replies: 1, proposed, accepted });
}

function lookupIn(sources: LogSources): PersonLookup {
  const entries = new Map(sources.entries.map((entry) => [entry.seq, entry]));
  return {
    entry: (seq) => entries.get(seq),
    imported: (importId) => sources.imports.get(importId) ?? [],
  };
}

function rowsOf({ runs, requests, attempts }: LogSources, entry: LogEntry & { kind: 'applied' }) {
  const run = runs.find(({ id }) => id === entry.runId);
  const request = requests.get(entry.requestId);
  const attempt = attempts.get(entry.attemptId);
  if (run === undefined || request === undefined || attempt === undefined) {
    throw new RangeError(`log entry ${entry.seq} names rows that are not there`);
  }
  return { run, request, attempt };
}
