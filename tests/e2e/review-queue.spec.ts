import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { cutNetwork, pressOn } from './support/offline-rows.ts';
import { testWithData } from './support/real-data.ts';
import {
  expectOverlay,
  openPublishedTasks,
  publishedTasks,
  taskHeading,
  taskInSight,
} from './support/review-steps.ts';

const it = testWithData(publishedTasks);

it('a queue is gone through by keys alone, without a network', async ({ page }) => {
  await openPublishedTasks(page);
  await cutNetwork(page, 252);
  await expect(taskHeading(page)).toBeVisible();

  await page.keyboard.press('q');
  const queue = page.getByRole('region', { name: 'Queue' });
  await expect(queue.getByText('1 of 252 tasks')).toBeVisible();
  await expect(page).toHaveURL(/mode=queue/);
  const text = queue.getByRole('group', { name: 'The task', exact: true });
  await expect(text).toBeFocused();
  await expect(text.getByRole('heading', { name: 'Instruction' })).toBeAttached();
  const said = page.locator('.review > [role=status]');
  const toolbar = queue.getByRole('group', { name: 'What to do with the task' });
  await expect(toolbar.getByRole('button', { name: 'Accept A', exact: true })).toBeVisible();

  const first = await taskInSight(page);
  await test.step('marks stay with the task in sight', async () => {
    await page.keyboard.press('4');
    await expect(queue.getByRole('button', { name: 'Rate 4' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await page.keyboard.press('f');
    await expect(queue.getByRole('button', { name: /^Flagged/ })).toBeVisible();
    await page.keyboard.press('t');
    await expect(page.getByLabel('Tag, Enter adds it')).toBeFocused();
    await page.keyboard.type('worth a second look');
    await page.keyboard.press('Enter');
    await expect(queue.getByText('worth a second look')).toBeVisible();
    await expect(said).toHaveText(/^Tagged task/);
    await page.keyboard.press('Escape');
    await expect(text).toBeFocused();
    await page.keyboard.press('n');
    const note = page.getByLabel('Note', { exact: true });
    await expect(note).toBeFocused();
    await page.keyboard.type('Ask for a shorter one');
    await note.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await expect(note).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByText(`The note on task ${first} was not kept`)).toBeVisible();
    await page.keyboard.press('n');
    await expect(note).toHaveValue('Ask for a shorter one');
    await page.keyboard.press('Enter');
    await expectOverlay(page, first, {
      ...{ rating: 4, isFlagged: true, tags: ['worth a second look'] },
      note: 'Ask for a shorter one',
    });
    await expect(taskHeading(page)).toHaveText(`Task ${first}`);
    await expect(said).toHaveText(`Noted on task ${first}`);
    await expect(text).toBeFocused();
    await page.keyboard.press('e');
    await expect(page.getByLabel('Instruction', { exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(text).toBeFocused();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect(text).toBeFocused();
  });
  await expectAccessible(page, 'a task in the queue');

  await test.step('a task that does not exist is told, and the first is offered', async () => {
    const address = page.url();
    await page.evaluate(() => {
      location.hash = location.hash.replace(/task=\d+/, 'task=999999');
    });
    await expect(queue.getByText('There is no task 999999 here.')).toBeVisible();
    await expect(queue.getByText('None of 252 tasks')).toBeVisible();
    await pressOn(queue.getByRole('button', { name: 'Go to the first task' }));
    await expect(queue.getByText('1 of 252 tasks')).toBeVisible();
    await expect(page).toHaveURL(address);
    await text.focus();
  });

  await test.step('verdicts go on to the next task, and undo comes back', async () => {
    await page.keyboard.press('a');
    await expect(queue.getByText('2 of 252 tasks')).toBeVisible();
    const second = await taskInSight(page);
    await page.keyboard.press('r');
    const question = page.getByRole('group', { name: 'Why is it rejected?' });
    await expect(question.getByRole('button', { name: /^No reason/ })).toBeFocused();
    await expectAccessible(page, 'why a task is rejected');
    await page.keyboard.press('w');
    await expect(queue.getByText('3 of 252 tasks')).toBeVisible();
    const reason = { verdict: 'rejected', rejectReason: 'wrong-answer' } as const;
    await expectOverlay(page, second, reason);
    await expect(text).toBeFocused();
    await expect(queue.getByText('2 done in this sitting')).toBeVisible();
    await page.keyboard.press('u');
    await expect(taskHeading(page)).toHaveText(`Task ${second}`);
    await expect(queue.getByText('1 done in this sitting')).toBeVisible();
    await expectOverlay(page, second, undefined);
    await page.keyboard.press('Shift+U');
    await expectOverlay(page, second, reason);
    await page.keyboard.press('s');
    await expect(queue.getByText('3 of 252 tasks')).toBeVisible();
    await expect(queue.getByText('1 skipped, to come again at the end')).toBeVisible();
    await page.keyboard.press('r');
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(queue.getByText('3 of 252 tasks')).toBeVisible();
    const status = page.getByRole('status').filter({ hasText: /^Task \d+, 3 of 252: / });
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await expect(status).toBeAttached();
  });

  await test.step('a random order comes back by its address', async () => {
    await queue.getByLabel('Order of the queue').selectOption('Random');
    await expect(queue.getByLabel('Order of the queue')).not.toBeFocused();
    await pressOn(queue.getByRole('button', { name: 'Seed 1' }));
    await expect(queue.getByRole('button', { name: 'Seed 2' })).toBeVisible();
    await expect(queue.getByText('1 of 252 tasks')).toBeVisible();
    await expect(page).toHaveURL(/sort=random&seed=2/);
  });

  await test.step('search is in the table, and gone to from the queue', async () => {
    await page.keyboard.press('/');
    await expect(page.getByLabel('Search instruction, input and output')).toBeFocused();
    await expect(queue).toHaveCount(0);
  });
});

it('keys are chosen, refused where they are taken, and kept', async ({ page }) => {
  await openPublishedTasks(page);
  await cutNetwork(page, 252);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys in Review' });
  await pressOn(dialog.getByRole('button', { name: 'Change keys' }));
  await expectAccessible(page, 'choosing keys');
  await pressOn(dialog.getByRole('button', { name: /^Accept, or restore/ }));
  await page.keyboard.press('k');
  await expect(dialog.getByRole('alert')).toHaveText(/^K is the key for “Previous task”/);
  await page.keyboard.press('y');
  await expect(dialog.getByRole('button', { name: /^Accept, or .*: Y\./ })).toBeVisible();
  await pressOn(dialog.getByRole('button', { name: 'Close' }));
  await page.reload();
  await expect(taskHeading(page)).toBeVisible();
  const id = await taskInSight(page);
  await expect(page.getByRole('button', { name: 'Accept Y', exact: true })).toBeVisible();
  await page.keyboard.press('y');
  await expectOverlay(page, id, { verdict: 'accepted' });

  await page.keyboard.press('?');
  await pressOn(dialog.getByRole('button', { name: 'Change keys' }));
  await pressOn(dialog.getByRole('button', { name: 'Reset all keys' }));
  await expect(dialog.getByRole('button', { name: /^Accept, or .*: A\./ })).toBeVisible();

  await test.step('undo asks before it takes the import back, which redo brings back', async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('u');
    await expectOverlay(page, id, undefined);
    await page.keyboard.press('u');
    const question = page.getByRole('dialog', { name: 'Undo a whole step?' });
    await expect(question.getByText(/^Imported 252 tasks/)).toBeVisible();
    await expect(question.getByRole('button', { name: 'Undo it Enter' })).toBeFocused();
    await expectAccessible(page, 'asking before a whole step is undone');
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(taskHeading(page)).toBeVisible();
    await page.keyboard.press('u');
    await expect(question.getByRole('button', { name: 'Undo it Enter' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'No tasks any more' })).toBeVisible();
    await expect(page).not.toHaveURL(/task=/);
    await page.keyboard.press('3');
    await pressOn(page.getByRole('main').getByRole('button', { name: 'Redo' }));
    await expect(taskHeading(page)).toBeVisible();
    await expectOverlay(page, id, undefined);
  });

  await test.step('a queue that empties says so', async () => {
    await page.keyboard.press('a');
    await page.goto(`${page.url().split('?')[0] ?? ''}?mode=queue&verdict=accepted`);
    const queue = page.getByRole('region', { name: 'Queue' });
    await expect(queue.getByText('1 of 1 task')).toBeVisible();
    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    await expect(queue.getByText('Nothing is left in this queue.')).toBeFocused();
    const words = /^Nothing is left in this queue$/;
    await expect(queue.getByRole('status').filter({ hasText: words })).toHaveCount(1);
  });
});
