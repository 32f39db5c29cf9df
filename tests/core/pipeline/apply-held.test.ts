import { describe, expect, it } from 'vitest';
import { indexSettings } from '#core/fold/index-settings.ts';
import { PoolIndex } from '#core/fold/pool-index.ts';
import { createGuard } from '#core/guard/create-guard.ts';
import type { Step } from '#core/model/model-call.ts';
import type { ModelRequest } from '#core/model/request.ts';
import { applyHeld } from '#core/pipeline/apply-held.ts';
import { OpenRequests } from '#core/pipeline/open-requests.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { MemoryProject } from '#tests/support/memory-project.ts';
import { makeTask } from '#tests/support/stored-project.ts';

const leaked = 'the quick brown fox jumps over the lazy dog by night';
const instruction = 'Rank the rivers of a far country by length';
const rows = [{ instruction: leaked, instances: [] }];
const set = { id: 'a', name: 'eval.txt', rows };
const settings = { threshold: 0.7, wordRun: 8, tokeniser: 'unicode' } as const;

function request(id: number, step: Step, taskId?: number): ModelRequest {
  return {
    id,
    runId: 1,
    step,
    index: 0,
    round: 0,
    ...(taskId !== undefined && { taskId, isClassification: false }),
    api: 'chat',
    model: 'scripted',
    prefixHash: 'h',
    promptTail: '',
    decoding: modernRecipe.generation,
    createdAt: 0,
  };
}

const attempt = (id: number, text: string) =>
  ({ id, outcome: { kind: 'reply', text, finishReason: 'stop' } }) as const;

describe('replies that take effect in one commit', () => {
  it('are not screened against a task that an earlier one showed to be contaminated', async () => {
    const { run } = new MemoryProject(modernRecipe, 50);
    const typed = makeTask({ id: 1, instruction, stage: 'typed', isClassification: false });
    const pool = new TaskPool([typed]);
    const similarity = new PoolIndex(createSimilarityService(), pool);
    await similarity.prepare(indexSettings(run));
    const open = new OpenRequests();
    open.hold(request(1, 'instance', 1), attempt(1, `Example 1\nTopic: x\nOutput: ${leaked}\n`));
    open.hold(
      request(2, 'instruction'),
      attempt(2, `1. ${instruction}.\n2. Paint a red wall blue.`),
    );
    const guard = createGuard([set], settings);
    const { run: after } = await applyHeld(run, {
      pool,
      open,
      similarity,
      guard,
      meaning: null,
      at: 5,
    });
    expect(pool.get(1)).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'contaminated', guardText: leaked, setName: 'eval.txt' },
      instances: [],
      instanceLosses: { contaminated: 1 },
    });
    expect(pool.get(2)).toMatchObject({ status: 'accepted', instruction: `${instruction}.` });
    expect(after.funnel.losses).toEqual({ 'instances-contaminated': 1 });
  });

  it('keep the instances that are far enough', async () => {
    const { run } = new MemoryProject(modernRecipe, 50);
    const pool = new TaskPool([makeTask({ id: 1, instruction, isClassification: false })]);
    const similarity = new PoolIndex(createSimilarityService(), pool);
    const open = new OpenRequests();
    const text = `Example 1\nTopic: x\nOutput: ${leaked}\n\nExample 2\nTopic: y\nOutput: A short answer\n`;
    open.hold(request(1, 'instance', 1), attempt(1, text));
    const guard = createGuard([set], settings);
    await applyHeld(run, { pool, open, similarity, guard, meaning: null, at: 5 });
    const task = pool.get(1);
    expect(task).toMatchObject({ status: 'accepted', stage: 'instanced' });
    expect(task?.instances.map(({ output }) => output)).toEqual(['A short answer']);
    expect(task?.instanceLosses?.contaminated).toBe(1);
  });
});
