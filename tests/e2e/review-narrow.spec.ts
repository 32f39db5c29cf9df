import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { cutNetwork, pressOn } from './support/offline-rows.ts';
import { pathOfData, testWithData } from './support/real-data.ts';
import { expectOverlay, publishedTasks, taskHeading, taskInSight } from './support/review-steps.ts';

const it = testWithData(publishedTasks);

const grid = (page: Page) => page.getByRole('grid', { name: 'Tasks' });
const text = (page: Page) => page.getByRole('group', { name: 'The task', exact: true });
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** The row that the keys lead to; the head is the first. */
const expectRow = (page: Page, index: number) =>
  expect(grid(page).locator('[aria-current]')).toHaveAttribute('aria-rowindex', String(index));

async function open(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./');
  const field = page.getByRole('group', { name: 'Choose a file' }).locator('input');
  await field.setInputFiles(pathOfData(publishedTasks));
  await expect(grid(page)).toBeVisible();
  await cutNetwork(page, 252);
}

/** Keys go through the list; a task is opened, read and left again. */
async function walk(page: Page): Promise<void> {
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('j');
  await expectRow(page, 4);
  await page.keyboard.press('a');
  await expect(page.getByText('Open task 250 first: press Enter')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(taskHeading(page)).toHaveText('Task 250');
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('j');
  await expect(taskHeading(page)).toHaveText('Task 249');
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
  await expectRow(page, 5);
  await page.keyboard.press('Enter');
  await pressOn(page.getByRole('button', { name: 'Back to the list' }));
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 selected')).toBeHidden();
}

async function filter(page: Page): Promise<void> {
  await pressOn(page.getByRole('button', { name: 'Filters' }));
  const filters = page.getByRole('region', { name: 'Filters' });
  await expect(filters.getByRole('heading', { name: 'Filters' })).toBeFocused();
  await pressOn(filters.getByRole('button', { name: 'Show 252 tasks' }));
  await expect(grid(page)).toBeFocused();
}

/** What is typed has the screen, and the focus is on the task again afterwards. */
async function reviewOneByOne(page: Page): Promise<void> {
  await page.keyboard.press('q');
  const queue = page.getByRole('region', { name: 'Queue' });
  const accept = queue.getByRole('button', { name: /^Accept/ });
  await expect(text(page)).toBeFocused();
  const first = await taskInSight(page);
  await page.keyboard.press('e');
  await expect(accept).toBeHidden();
  await expect(navigation(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.type('Briefly: ');
  await page.keyboard.press('Control+Enter');
  await expect(accept).toBeVisible();
  await expect(navigation(page)).toBeVisible();
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('r');
  await page.keyboard.press('w');
  await expect(taskHeading(page)).toHaveText(`Task ${first - 1}`);
  await expect(text(page)).toBeFocused();
}

async function goBack(page: Page): Promise<void> {
  await pressOn(page.getByRole('button', { name: /^Undo: Rejected task/ }));
  await expect(taskHeading(page)).toBeVisible();
  await pressOn(page.getByRole('button', { name: 'What was done' }));
  const dialog = page.getByRole('dialog', { name: 'What was done' });
  await pressOn(dialog.getByRole('button', { name: /^Redo ?: Rejected task/ }));
  await expect(dialog.getByRole('button', { name: /^Undo ?: Rejected task/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('q');
  await expect(grid(page)).toBeFocused();
}

it('a phone’s width is reviewed by keys alone, in the dark, offline', async ({ page }) => {
  await open(page);
  await test.step('the list walked, a task opened and left', () => walk(page));
  await test.step('filters opened and closed', () => filter(page));
  await test.step('the queue, with an edit', () => reviewOneByOne(page));
  await test.step('steps taken back and again', () => goBack(page));
  await page.keyboard.press('Enter');
  const id = await taskInSight(page);
  await page.keyboard.press('3');
  await expectOverlay(page, id, { rating: 3 });
  await expectAccessible(page, 'a task that hides its list');
});
