import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { cutNetwork, pressOn } from './support/offline-rows.ts';
import { testWithData } from './support/real-data.ts';
import {
  openPublishedTasks,
  publishedTasks,
  taskHeading,
  taskInSight,
} from './support/review-steps.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';

const it = testWithData(publishedTasks);

it('a task is edited in place, told word by word, and its history is kept', async ({ page }) => {
  await openPublishedTasks(page);
  await cutNetwork(page, 252);
  await expect(taskHeading(page)).toBeVisible();
  const id = await taskInSight(page);
  const taskOf = async () => {
    const { tasks } = await readStoredRows(page, projectIdOf(page));
    return tasks.find((task) => task.id === id);
  };
  const original = await taskOf();
  if (original === undefined) throw new Error('the task is not stored');

  await test.step('text, instances and their order change by keys', async () => {
    await page.keyboard.press('e');
    const form = page.getByRole('form', { name: `Edit task ${id}` });
    await expect(form.getByLabel('Instruction')).toBeFocused();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Keep it short.');
    await form.getByRole('button', { name: 'Add an instance' }).press('Enter');
    await form.getByLabel('Output').last().focus();
    await page.keyboard.type('The second answer');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(form.getByLabel('Output').first()).toBeFocused();
    await expect(form.getByLabel('Output').first()).toHaveValue('The second answer');
    await expect(form.getByRole('insertion').first()).toContainText('Keep it short.');
    await expectAccessible(page, 'editing instances');
    await page.keyboard.press('Control+Enter');
    // Pressed at once it is no text any more, but the key that lists all keys.
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys in Review' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(form).toHaveCount(0);
    const instances = [{ input: '', output: 'The second answer' }, ...original.instances];
    const instruction = `${original.instruction} Keep it short.`;
    await expect
      .poll(async () => (await taskOf())?.human)
      .toEqual({ edit: { instruction, instances } });
  });

  await test.step('the original is one diff away, the neighbours another', async () => {
    await page.getByText('What people changed, against the original').press('Enter');
    const changes = page.getByRole('insertion');
    await expect(changes.filter({ hasText: 'Keep it short.' })).toBeVisible();
    await expect(changes.filter({ hasText: 'The second answer' })).toBeVisible();
    await page
      .getByRole('button', { name: /^Diff to task \d+$/ })
      .first()
      .press('Enter');
    await expect(page.getByRole('deletion').first()).toBeVisible();
  });

  await test.step('its history tells all of it, undone steps too', async () => {
    await page.getByText('History of this task').press('Enter');
    const lines = page.getByRole('listitem').filter({ hasText: /A (model|person):/ });
    await expect(lines).toHaveText([/Imported 252 tasks from/, new RegExp(`Edited task ${id}`)]);
    await page.keyboard.press('Control+z');
    await expect(lines.last()).toHaveText(new RegExp(`Undone: Edited task ${id}`));
    expect((await taskOf())?.human).toBeUndefined();
    await expectAccessible(page, 'the history of a task');
  });

  await test.step('steps are listed, and one goes back several at once', async () => {
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(async () => (await taskOf())?.human?.edit).toBeDefined();
    await page.keyboard.press('5');
    await expect.poll(async () => (await taskOf())?.human?.rating).toBe(5);
    await pressOn(page.getByRole('button', { name: 'What was done' }));
    const dialog = page.getByRole('dialog', { name: 'What was done' });
    await expect(dialog.getByRole('listitem').first()).toContainText(`Rated task ${id}: 5 of 5`);
    await expectAccessible(page, 'what was done');
    await pressOn(dialog.getByRole('button', { name: new RegExp(`^Undo ?: Edited task ${id}`) }));
    await expect(dialog.getByRole('listitem').first()).toContainText('(undone)');
    await expect.poll(async () => (await taskOf())?.human).toBeUndefined();
  });

  await test.step('what is typed and not saved outlives the tab, and is offered again', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    const form = page.getByRole('form', { name: `Edit task ${id}` });
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Half a thought.');
    await expect(form.getByText('Kept in this browser until you save')).toBeVisible();
    await page.reload();
    const offer = page.getByRole('region', { name: '1 edit not saved yet' });
    await expect(offer).toContainText(`Task ${id}`);
    await expectAccessible(page, 'an edit that waits');
    await offer.getByRole('button', { name: 'Go on editing' }).press('Enter');
    await expect(offer).toHaveCount(0);
    await expect(form.getByLabel('Instruction')).toHaveValue(/ Half a thought\.$/);
    await form.getByLabel('Instruction').press('Control+Enter');
    await expect(form).toHaveCount(0);
    const instruction = `${original.instruction} Half a thought.`;
    await expect.poll(async () => (await taskOf())?.human?.edit).toEqual({ instruction });
    await page.reload();
    await taskInSight(page);
    await expect(offer).toHaveCount(0);
  });
});
