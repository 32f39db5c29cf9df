import { expect, test } from './support/journey.ts';
import { testWithData } from './support/real-data.ts';
import { goTo } from './support/steps.ts';
import {
  openPublishedTasks,
  publishedTasks,
  taskHeading,
  taskInSight,
} from './support/review-steps.ts';

const it = testWithData(publishedTasks);

it('one tab edits, the other follows, takes over, and nothing that was typed is lost', async ({
  page,
  context,
}) => {
  await openPublishedTasks(page);
  const id = await taskInSight(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByText('Another tab is working on this project')).toBeVisible();
  await expect(taskHeading(other)).toHaveText(`Task ${id}`);

  await test.step('what one does the other shows', async () => {
    await page.bringToFront();
    await page.keyboard.press('3');
    const rated = other.getByRole('button', { name: 'Rate 3' });
    await expect(rated).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('the one that follows says why it changes nothing', async () => {
    await other.bringToFront();
    await other.keyboard.press('f');
    await expect(other.getByText('Another tab is editing this project')).toBeVisible();
  });

  await test.step('both change the same text: the one that comes late chooses', async () => {
    await page.bringToFront();
    await page.keyboard.press('e');
    const form = page.getByRole('form', { name: `Edit task ${id}` });
    await form.getByLabel('Instruction').fill('What the first tab typed');
    await other.bringToFront();
    await other.getByRole('button', { name: 'Take over' }).click();
    await expect(page.getByText('Another tab is working on this project')).toBeVisible();
    await other.keyboard.press('e');
    const late = other.getByRole('form', { name: `Edit task ${id}` });
    await late.getByLabel('Instruction').fill('What the second tab typed');
    await other.keyboard.press('Control+Enter');
    await expect(late).toHaveCount(0);

    const conflict = form.getByRole('group', { name: 'Changed elsewhere, too' });
    await expect(conflict).toBeVisible();
    await expect(form.getByLabel('Instruction')).toHaveValue('What the first tab typed');
    await page.bringToFront();
    await page.getByRole('button', { name: 'Work in this tab' }).click();
    await conflict.getByRole('button', { name: 'Keep mine' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toHaveCount(0);
    await expect(other.getByText('What the first tab typed').first()).toBeVisible();
  });

  await test.step('a task that is taken back while it is in sight says so', async () => {
    await goTo(page, 'Seeds');
    await page.getByRole('button', { name: 'Take the starter seeds' }).click();
    await expect(page.getByText('175 seeds').first()).toBeVisible();
    await expect(other.getByText('427 tasks', { exact: true })).toBeVisible();
    await other.getByRole('grid').press('Home');
    await expect(taskHeading(other)).toHaveText(`Task ${252 + 175}`);
    await page.getByRole('button', { name: 'Undo: Added 175 seeds' }).click();
    await expect(other.getByText('This task was removed')).toBeVisible();
    await expect(other.getByText('252 tasks', { exact: true })).toBeVisible();
  });
});
