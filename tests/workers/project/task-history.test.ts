import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { isInPool } from '#core/model/effective-task.ts';
import { textOf } from '#core/model/task-text.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  openSeeded,
  type TestService,
} from '#tests/support/open-service.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const plan: RunPlan = { recipe: modernRecipe, connection: testConnection, target: 15, seed: 1 };

async function wordsOf(test: TestService, id: number): Promise<string[]> {
  const history = await test.service.taskHistory(id);
  if (!history.ok) throw new Error(history.error.message);
  const { value } = history;
  expect(value.map(({ seq }) => seq)).toEqual(
    value.map(({ seq }) => seq).toSorted((a, b) => a - b),
  );
  return value.map(({ words }) => words);
}

describe('the history of a task', () => {
  it('tells what models and people did to it, and only to it, for followers too', async () => {
    const locks = new FakeLocks();
    const test = createTestService({ locks });
    const id = await openSeeded(test);
    await test.service.startRun(plan, null);
    await untilState(test, 'done');
    const { tasks } = await storedProject(id);
    const task = tasks.find((each) => each.origin === 'machine' && isInPool(each));
    if (task === undefined) throw new Error('nothing was made');
    const other = task.id + 1;
    await test.service.setVerdict([task.id, other], 'rejected', 'Rejected 2 tasks');
    await test.service.undo();
    await test.service.setMarks([task.id], { rating: 4 }, `Rated task ${task.id}: 4 of 5`);
    await test.service.editTask(task.id, { instruction: 'Sing a song of six' });
    await test.service.setVerdict([other], 'accepted', `Accepted task ${other}`);
    const similarity = { ...modernRecipe.similarity, threshold: 0.6 };
    await test.service.replay({ ...modernRecipe, similarity });
    const words = await wordsOf(test, task.id);
    const number = `request ${task.provenance?.requestId} of run 1`;
    expect(words[0]).toContain(`Proposed by ${number}, item ${(task.provenance?.item ?? 0) + 1}`);
    expect(words.slice(1, 3).some((line) => line.startsWith('Typed as'))).toBe(true);
    expect(words.slice(1, 3).some((line) => /^Given \d+ instances?, request/.test(line))).toBe(
      true,
    );
    expect(words.slice(3)).toEqual([
      'Rejected 2 tasks',
      'Undone: Rejected 2 tasks',
      `Rated task ${task.id}: 4 of 5`,
      `Edited task ${task.id}`,
      'Replayed the stored replies under other rules',
    ]);
    expect(await wordsOf(test, 3)).toEqual(['Added 10 seeds']);

    const follower = createTestService({ locks });
    await follower.service.open(id, anyPort());
    expect(await wordsOf(follower, task.id)).toEqual(words);
    // What is done later is found without reading everything again.
    await test.service.setMarks([task.id], { isFlagged: true }, `Flagged task ${task.id}`);
    expect(await wordsOf(follower, task.id)).toEqual([...words, `Flagged task ${task.id}`]);
  });

  it('names steps for undo and redo, newest first, and the tags in use', async () => {
    const test = createTestService();
    await openSeeded(test);
    await test.service.setMarks([1, 2], { addTags: ['later'] }, 'Tagged 2 tasks');
    await test.service.setMarks([2], { addTags: ['poem', 'early'] }, 'Tagged task 2');
    expect(await test.service.usedTags()).toEqual([
      { tag: 'later', tasks: 2 },
      { tag: 'early', tasks: 1 },
      { tag: 'poem', tasks: 1 },
    ]);
    expect(await test.service.undo()).toEqual({
      ok: true,
      value: { label: 'Tagged task 2', taskId: 2 },
    });
    await test.service.undo();
    const steps = await test.service.undoHistory(50);
    expect(steps.map(({ label, isUndone }) => [label, isUndone])).toEqual([
      ['Tagged task 2', true],
      ['Tagged 2 tasks', true],
      ['Added 10 seeds', false],
    ]);
    expect((await test.service.undoHistory(1)).map(({ label }) => label)).toEqual([
      'Tagged 2 tasks',
      'Added 10 seeds',
    ]);
  });

  it('refuses an edit of a text that has changed meanwhile, and of a task that is gone', async () => {
    const test = createTestService();
    await openSeeded(test);
    const detail = await test.service.taskDetail(3);
    if (!detail.ok) throw new Error(detail.error.message);
    const seen = textOf(detail.value.task);
    await test.service.setMarks([3], { rating: 1 }, 'Rated');
    expect((await test.service.editTask(3, { instruction: 'Mine' }, seen)).ok).toBe(true);
    const late = await test.service.editTask(3, { instruction: 'Theirs' }, seen);
    expect(!late.ok && late.error.kind).toBe('conflict');
    const now = { ...seen, instruction: 'Mine' };
    expect((await test.service.editTask(3, { instruction: 'Theirs' }, now)).ok).toBe(true);
    await test.service.removeSeeds([3]);
    const gone = await test.service.editTask(3, { instruction: 'Late' });
    expect(!gone.ok && gone.error.kind).toBe('not-found');
  });
});
