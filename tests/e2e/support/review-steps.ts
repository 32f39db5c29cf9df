import type { Locator, Page } from '@playwright/test';
import type { HumanOverlay } from '#core/model/task.ts';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect } from './journey.ts';
import { pathOfData } from './real-data.ts';

/** What journeys need that start with `openPublishedTasks`. */
export const publishedTasks = 'user_oriented_252.jsonl';

/** Opens the 252 published tasks as a project of their own, on its Review screen. */
export async function openPublishedTasks(page: Page): Promise<void> {
  await page.goto('./');
  await page
    .getByRole('group', { name: 'Choose a file' })
    .locator('input')
    .setInputFiles(pathOfData(publishedTasks));
  await expect(page.getByText('252 tasks', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(taskHeading(page)).toBeVisible();
}

/** The heading of the task that is looked at. */
export const taskHeading = (page: Page): Locator =>
  page.getByRole('heading', { level: 2, name: /^Task \d+$/ });

/** The id of the task that is looked at. */
export async function taskInSight(page: Page): Promise<number> {
  return Number((await taskHeading(page).textContent())?.replace('Task ', ''));
}

/** Waits until what people laid over a task is stored as it should be. */
export async function expectOverlay(
  page: Page,
  taskId: number,
  overlay: HumanOverlay | undefined,
): Promise<void> {
  const stored = async (): Promise<HumanOverlay | undefined> => {
    const { tasks } = await readStoredRows(page, projectIdOf(page));
    return tasks.find(({ id }) => id === taskId)?.human;
  };
  await expect.poll(stored).toEqual(overlay);
}
