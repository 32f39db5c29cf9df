import { afterEach, expect, test } from 'vitest';
import { textOf } from '#core/model/task-text.ts';
import { SplicePacker } from '#core/replace/packed-splices.ts';
import { numberedTasks } from '#tests/support/open-review.ts';
import {
  createTestService,
  importTasks,
  openSeeded,
  type TestService,
} from '#tests/support/open-service.ts';

let opened: TestService | null = null;

afterEach(() => opened?.service.close());

/** Ten seeds and, after them, three imported tasks: 11, 12 and 13. */
async function open(): Promise<TestService> {
  opened = createTestService();
  await openSeeded(opened);
  await importTasks(opened, numberedTasks(3));
  return opened;
}

test('nothing is done to tasks that were removed, and redo still brings them back', async () => {
  const { service } = await open();
  const detail = await service.taskDetail(12);
  if (!detail.ok) throw new Error(detail.error.message);
  const { task } = detail.value;
  const packer = new SplicePacker();
  packer.add(task, [{ field: 0, start: 0, length: 8, text: 'Draw' }]);
  await service.undo();
  const before = await service.snapshot();
  const edit = { instruction: 'Draw it' };
  const answers = [
    await service.setVerdict([12], 'accepted', ''),
    await service.setVerdict([3, 12], null, ''),
    await service.setMarks([12], { rating: 3 }, ''),
    await service.setMarks([3, 12], { isFlagged: true }, ''),
    await service.editTask(12, edit, textOf(task)),
    await service.editTasks([{ id: 12, edit }], ''),
    await service.replaceMany(packer.finish(), {
      find: 'Describe',
      replacement: 'Draw',
      which: '',
    }),
  ];
  expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => false));
  expect(answers[0]).toMatchObject({
    error: { message: 'Task 12 was removed, so nothing was changed.' },
  });
  const after = await service.snapshot();
  expect(after.version).toBe(before.version);
  expect(after.redoLabel).toMatch(/^Imported 3 tasks/);
  await service.redo();
  expect((await service.taskDetail(12)).ok).toBe(true);
});

test('a seed that was removed is not edited', async () => {
  const { service } = await open();
  const [seed] = await service.seeds();
  if (seed === undefined) throw new Error('there are seeds');
  await service.removeSeeds([seed.id]);
  const { version } = await service.snapshot();
  const text = { id: 'x', name: 'x', instruction: 'Sing', instances: seed.instances };
  const answer = await service.editSeed(seed.id, { ...text, isClassification: false });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  expect((await service.snapshot()).version).toBe(version);
});

test('what is so already is no step', async () => {
  const { service } = await open();
  const rejection = { verdict: 'rejected', rejectReason: 'unclear' } as const;
  await service.setVerdict([11], 'accepted', 'Accepted task 11');
  await service.setMarks([12], rejection, 'Rejected task 12');
  const { version } = await service.snapshot();
  for (const answer of [
    await service.setVerdict([11], 'accepted', ''),
    await service.setVerdict([13], null, ''),
    await service.setMarks([12], rejection, ''),
    await service.setMarks([11, 13], { isFlagged: false }, ''),
    await service.setMarks([11], { removeTags: ['x'] }, ''),
  ]) {
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unchanged' } });
  }
  expect((await service.snapshot()).version).toBe(version);
  expect((await service.setMarks([12], { verdict: 'rejected', rejectReason: null }, '')).ok).toBe(
    true,
  );
  expect((await service.setVerdict([11, 13], 'accepted', '')).ok).toBe(true);
});
