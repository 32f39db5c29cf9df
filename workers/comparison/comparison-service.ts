import type { ComparisonApi, ComparisonFailure } from '#core/contracts/comparison-api.ts';
import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { PoolItem } from '#core/contracts/similarity-api.ts';
import { effectiveInstruction, isInPool } from '#core/model/effective-task.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Tokeniser } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { nearestOthers, type NearestOthers } from '#core/rouge/nearest-others.ts';
import { hashWord } from '#core/text/hash-word.ts';
import { ComparisonRepository } from '#data/comparison-repository.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { kernelEngine } from '#workers/similarity/kernel-engine.ts';

// A bar that moves ten times a second is smooth.
const shareIntervalMs = 100;

/** `ComparisonApi` in this realm, which is ended with the answer. */
export class ComparisonService implements ComparisonApi {
  async compare(
    id: ProjectId,
    onShare: (share: number) => void,
  ): Promise<Result<number, ComparisonFailure>> {
    const db = new ProjectDb(id);
    try {
      const repository = new ProjectRepository(db);
      const items = await poolItems(repository);
      // As the task view looks for the nearest ones of the task in sight.
      const recipe = (await repository.runs()).at(-1)?.recipe ?? modernRecipe;
      const { tokeniser } = recipe.similarity;
      const found = compareAll(items, tokeniser, onShare);
      await new ComparisonRepository(db).put({
        tokeniser,
        ids: Uint32Array.from(items, (item) => item.id),
        hashes: Uint32Array.from(items, ({ text }) => hashWord(text)),
        scores: found.scores,
        nearest: found.ids,
      });
      tellAll(id);
      return success(items.length);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return failure({ kind: 'storage', message: `The tasks can’t be compared: ${detail}` });
    } finally {
      db.close();
    }
  }
}

async function poolItems(repository: ProjectRepository): Promise<readonly PoolItem[]> {
  const tasks = await repository.tasks();
  return tasks.filter(isInPool).map((task) => ({ id: task.id, text: effectiveInstruction(task) }));
}

/** Without a pause: nothing else waits for this realm, and whoever breaks it off ends it. */
function compareAll(
  items: readonly PoolItem[],
  tokeniser: Tokeniser,
  onShare: (share: number) => void,
): NearestOthers {
  const scan = nearestOthers(items, tokeniser, kernelEngine);
  let toldAt = -Infinity;
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done === true) return step.value;
    const now = performance.now();
    if (now - toldAt < shareIntervalMs) continue;
    toldAt = now;
    onShare(step.value);
  }
}

function tellAll(id: ProjectId): void {
  const channel = new BroadcastChannel(projectChannel(id));
  channel.postMessage({ kind: 'pool-compared' } satisfies ProjectBroadcast);
  channel.close();
}
