import { expect, onTestFinished, test, vi } from 'vitest';
import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import { failure } from '#core/model/result.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

/** An index that a worker's death empties at any time: what it held is unknown to it from then on. */
function losableIndex(): { api: SimilarityApi; lose: () => void; losses: () => number } {
  const service = createSimilarityService();
  let isLost = false;
  let losses = 0;
  const api: SimilarityApi = {
    ...service,
    reset: (settings) => {
      isLost = false;
      return service.reset(settings);
    },
    remove: (ids) => {
      if (!isLost) return service.remove(ids);
      losses += 1;
      return Promise.resolve(failure({ kind: 'unknown-id', id: ids[0] ?? 0 }));
    },
  };
  return { api, lose: () => void (isLost = true), losses: () => losses };
}

function hear(projectId: number): ProjectBroadcast['kind'][] {
  const heard: ProjectBroadcast['kind'][] = [];
  const channel = new BroadcastChannel(projectChannel(projectId));
  channel.onmessage = ({ data }: MessageEvent<ProjectBroadcast>) => void heard.push(data.kind);
  onTestFinished(() => channel.close());
  return heard;
}

test('a step that is on disk is told of and done, also where the index lost the pool', async () => {
  const index = losableIndex();
  const made = createTestService({ wrapSimilarity: () => index.api });
  const { service } = made;
  const heard = hear(await openSeeded(made));
  const before = await service.taskDetail(3);
  index.lose();
  const edited = await service.editTask(3, { instruction: 'Sing a song of six' });
  expect([edited.ok, index.losses()]).toEqual([true, 1]);
  await vi.waitUntil(() => heard.includes('tasks-changed'));
  const detail = await service.taskDetail(3);
  expect(detail.ok && effectiveInstruction(detail.value.task)).toBe('Sing a song of six');
  expect(detail.ok && detail.value.nearest).toHaveLength(9);
  expect((await service.undo()).ok).toBe(true);
  expect(await service.taskDetail(3)).toEqual(before);
});

test('a run goes on with a new index where a person’s step found the old one lost', async () => {
  const index = losableIndex();
  let calls = 0;
  const edits: boolean[] = [];
  const made = createTestService({
    wrapSimilarity: () => index.api,
    complete: async (call) => {
      calls += 1;
      if (calls === 5) {
        index.lose();
        const { ok } = await made.service.editTask(3, { instruction: 'Sing a song of six' });
        edits.push(ok);
      }
      return replyTo(call);
    },
  });
  const id = await openSeeded(made);
  await made.service.startRun(plan, null);
  await untilState(made, 'done');
  expect([edits, index.losses()]).toEqual([[true], 1]);
  const { sources, tasks } = await storedProject(id);
  expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
});
