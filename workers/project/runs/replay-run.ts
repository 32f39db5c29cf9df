import type { FoldedPool } from '#core/fold/fold-entries.ts';
import { FoldCancelledError, type FoldWatch } from '#core/fold/fold-watch.ts';
import { recipesAfter, refold } from '#core/fold/replay.ts';
import { replayDiff, type ReplayDiff } from '#core/fold/replay-diff.ts';
import type { RunId } from '#core/model/ids.ts';
import type { LogEvent } from '#core/model/log.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { kernelEngine } from '#workers/similarity/kernel-engine.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { cancelled, describeStorageError } from '#workers/project/storage-failure.ts';
import type { ReplayWatch } from './replay-watch.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;
type ReplayEvent = LogEvent & { kind: 'replayed' | 'undone' | 'redone' };

/** What replaying the newest run under another recipe would change; nothing is kept. */
export async function previewReplay(
  writer: ProjectWriter,
  recipe: Recipe,
  watch: FoldWatch,
): Answer<ReplayDiff> {
  return writer.exclusive(async () => {
    const { run, pool } = writer.state;
    if (run === null) return failure(noRun);
    const event = { kind: 'replayed', runId: run.id, recipe, before: run.recipe } as const;
    try {
      return success(replayDiff(pool, await replayed(writer, event, watch)));
    } catch (error) {
      if (error instanceof FoldCancelledError) return failure(cancelled);
      throw error;
    }
  });
}

/**
 * Replays the newest run under another recipe, without a call; broken off, it changes nothing. Call
 * within `exclusive`.
 */
export async function recordReplay(
  writer: ProjectWriter,
  event: ReplayEvent,
  watch: ReplayWatch | null = null,
): Answer<null> {
  try {
    const folded = await replayed(writer, event, watch);
    const runs = changedRuns(writer, event, folded);
    await writer.replacePool(event, folded.pool, runs, watch?.signal);
    return success(null);
  } catch (error) {
    if (error instanceof FoldCancelledError) return failure(cancelled);
    return failure(describeStorageError(error));
  }
}

async function replayed(
  writer: ProjectWriter,
  event: ReplayEvent,
  watch: FoldWatch | null,
): Promise<FoldedPool> {
  const sources = await writer.logSources();
  const entry = { ...event, seq: writer.state.seq + 1, at: 0 };
  const recipes = new Map(writer.state.runs.map((run) => [run.id, run.recipe]));
  const bySeq = new Map(sources.entries.map((other) => [other.seq, other]));
  const changed = recipesAfter(recipes, entry, (seq) => bySeq.get(seq));
  const index = createSimilarityService(kernelEngine);
  return refold(writer.state.pool, sources, sources.entries, changed ?? recipes, index, watch);
}

/** The runs as they stand after a replay: recipe, funnel and yields follow from it. */
function changedRuns(writer: ProjectWriter, event: ReplayEvent, folded: FoldedPool): Run[] {
  const entryAt = (seq: number) => writer.state.personEntry(seq);
  const none: ReadonlyMap<RunId, Recipe> = new Map();
  const recipes = recipesAfter(none, { ...event, seq: 0, at: 0 }, entryAt) ?? none;
  return writer.state.runs.map((run) => ({
    ...run,
    recipe: recipes.get(run.id) ?? run.recipe,
    funnel: folded.funnels.get(run.id) ?? run.funnel,
    yields: folded.yields.get(run.id) ?? run.yields,
  }));
}

const noRun: ProjectFailure = { kind: 'bad-input', message: 'There is no run to replay.' };
