import { afterEach, expect, test } from 'vitest';
import type { ReplacePreview } from '#core/contracts/replace-api.ts';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { effectiveInstruction } from '#core/model/effective-task.ts';
import { replaceFields, type ReplaceRule } from '#core/replace/replace-rule.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { numberedTasks, openReview, type OpenedReview } from '#tests/support/open-review.ts';
import { storedProject } from '#tests/support/stored-sources.ts';
import { ReplaceService } from '#workers/replace/replace-service.ts';

let opened: OpenedReview | null = null;

afterEach(async () => {
  await opened?.close();
  opened = null;
});

const rule: ReplaceRule = {
  ...{ find: 'object', replacement: 'thing', isPattern: false, matchCase: true, wholeWord: true },
  fields: replaceFields,
};

const words = { find: 'object', replacement: 'thing', which: ' that match' };

const ids = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

async function look(project: number, count: number, wanted = rule): Promise<ReplacePreview> {
  const shares: number[] = [];
  const note = (share: number): void => void shares.push(share);
  const found = await new ReplaceService().find(project, ids(count), wanted, note);
  if (!found.ok) throw new Error(found.error.message);
  expect(shares.at(-1)).toBe(1);
  return found.value;
}

async function instructionOf({ project }: OpenedReview, id: number): Promise<string> {
  const detail = await project.taskDetail(id);
  if (!detail.ok) throw new Error(detail.error.message);
  return effectiveInstruction(detail.value.task);
}

test('replaces in many tasks in one step that a rebuild and an undo reach', async () => {
  opened = await openReview(numberedTasks(1_500));
  const { project } = opened;
  await project.editTask(3, { instruction: 'Draw object 3 and object 4' });
  const before = await storedProject(project.id);
  const preview = await look(project.id, 1_500);
  expect(preview).toMatchObject({ places: 1_501, emptied: 0, seeds: 0 });
  expect(preview.examples).toHaveLength(50);
  expect(preview.examples[0]).toMatchObject({ taskId: 1, after: 'Describe thing number 1' });

  const done = await project.bulk.replace(preview.packed, words, () => undefined);
  const label = 'Replaced “object” by “thing” 1,501 times in 1,500 tasks that match';
  expect(done).toEqual({ ok: true, value: { changed: 1_500, label } });
  expect(await instructionOf(opened, 3)).toBe('Draw thing 3 and thing 4');
  const after = await storedProject(project.id);
  expect(after.tasks.every((task) => task.instruction.startsWith('Describe object'))).toBe(true);
  const rebuilt = await rebuildPool(after.sources, createSimilarityService());
  expect(rebuilt.pool.tasks).toEqual(after.tasks);

  expect(await project.undo()).toMatchObject({ value: { label } });
  expect((await storedProject(project.id)).tasks).toEqual(before.tasks);
  await project.redo();
  expect((await storedProject(project.id)).tasks).toEqual(after.tasks);
});

test('broken off while it is stored it has changed nothing, and can be done after all', async () => {
  opened = await openReview(numberedTasks(3_000));
  const { project } = opened;
  const before = await storedProject(project.id);
  const preview = await look(project.id, 3_000);
  const heard: number[] = [];
  const stopped = await project.bulk.replace(preview.packed, words, (done) => {
    heard.push(done);
    void project.bulk.cancel();
  });
  expect(stopped).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(heard).toHaveLength(1);
  expect(await storedProject(project.id)).toEqual(before);
  const done = await project.bulk.replace(preview.packed, words, () => undefined);
  expect(done).toMatchObject({ ok: true, value: { changed: 3_000 } });
});

test('leaves texts alone that changed since it was looked, and those that would be empty', async () => {
  opened = await openReview(numberedTasks(3));
  const { project } = opened;
  const whole = {
    ...rule,
    find: '^Describe .* 2$',
    replacement: '',
    isPattern: true,
    wholeWord: false,
  };
  expect(await look(project.id, 3, whole)).toMatchObject({ places: 0, emptied: 1 });
  const preview = await look(project.id, 3);
  await project.editTask(2, { instruction: 'Draw object number 2 in ink' });
  const done = await project.bulk.replace(preview.packed, words, () => undefined);
  const label = 'Replaced “object” by “thing” in 2 tasks that match';
  expect(done).toEqual({ ok: true, value: { changed: 2, label } });
  expect(await instructionOf(opened, 2)).toBe('Draw object number 2 in ink');
  const again = await project.bulk.replace(preview.packed, words, () => undefined);
  expect(again).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
});

test('refuses a rule that can’t be read', async () => {
  opened = await openReview(numberedTasks(1));
  const wrong = { ...rule, find: '(', isPattern: true };
  const found = await new ReplaceService().find(opened.project.id, [1], wrong, () => undefined);
  expect(found).toMatchObject({ ok: false, error: { kind: 'bad-rule' } });
});
