import type { Locator, Page } from '@playwright/test';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expectAccessible } from './support/accessible.ts';
import { findEverywhere } from './support/find-everywhere.ts';
import { expect, test } from './support/journey.ts';
import { chooseModel } from './support/steps.ts';

/** Opens a small data set in Review: tasks 1 to `count`. */
async function openTasks(page: Page, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    instruction: `Describe the object with number ${index + 1} in one line.`,
    input: '',
    output: `It is the object with number ${index + 1}, neither large nor small.`,
  }));
  await page.goto('./');
  const buffer = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
  const file = { name: 'objects.jsonl', mimeType: 'application/jsonl', buffer };
  await page.getByRole('group', { name: 'Choose a file' }).locator('input').setInputFiles(file);
  await expect(page.getByText(`${count} tasks`, { exact: true })).toBeVisible();
}

/** Opens the form for an errand about everything that matches, and chooses the model. */
async function order(
  page: Page,
  title: string,
  model: { baseUrl: string; key?: string } | null,
): Promise<Locator> {
  await page.getByRole('button', { name: 'Ask a model', exact: true }).click();
  const item = page.getByRole('menuitem', { name: `${title}…` });
  await expect(item).toBeVisible();
  // A key pressed in a menu falls on no task beneath it: nobody judged any, as is seen later.
  await page.keyboard.press('a');
  await item.click();
  const dialog = page.getByRole('dialog', { name: title });
  await expect(dialog.getByText(/^About \d+ calls/)).toBeVisible();
  if (model !== null) {
    await dialog.getByText(/^Model: /).click();
    await chooseModel(page, model);
  }
  return dialog;
}

const line = (page: Page): Locator => page.getByRole('region', { name: 'What a model is asked' });

async function tasksOf(page: Page) {
  return (await readStoredRows(page, projectIdOf(page))).tasks;
}

test('a judge scores a sample beside people, through a reload and a wrong key', async ({
  page,
  startModel,
  complaints,
}) => {
  complaints.allow(/Failed to load resource/);
  const key = 'planted-key-7';
  const server = await startModel({ key });
  await openTasks(page, 80);
  await expect(page.getByRole('heading', { level: 2, name: /^Task \d+$/ })).toBeVisible();

  const dialog = await order(page, 'Judge by a rubric', { baseUrl: server.baseUrl, key: 'not-it' });
  await dialog.getByText('A random sample', { exact: true }).click();
  await dialog.getByLabel('Tasks', { exact: true }).fill('60');
  await dialog.getByText(/^What is sent for task/).click();
  await expect(dialog.getByText('Describe the object with number')).toContainText('Score: a whole');
  await dialog.getByText('Prompt', { exact: true }).click();
  await dialog.getByLabel('Prompt template').fill('Score it.');
  await expect(dialog.getByText('The prompt must say {instruction}')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take our own wording' }).click();
  await expectAccessible(page, 'the form of a judge');
  await dialog.getByRole('button', { name: 'Judge 60 tasks' }).click();

  const refused = page.getByRole('alert', { name: 'The key was not accepted' });
  await expect(refused).toBeVisible();
  server.slowSteps = { judge: 300 };
  await refused.getByLabel(/^Key for/).fill(key);
  await refused.getByRole('button', { name: 'Go on with this key' }).click();
  await expect(line(page)).toContainText(/Judging: [1-9]\d? of 60 tasks/);
  server.play('hang');
  await page.reload();

  const waiting = page.getByRole('region', { name: 'The model waits for its key' });
  server.slowSteps = {};
  server.play('normal');
  await waiting.getByLabel(/^Key for/).fill(key);
  await waiting.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(line(page)).toContainText('(done): 60 of 60 tasks; 60 scored');
  const right = server.callsOf('judge').filter(({ authorization }) => authorization === 'right');
  const prompts = new Set(right.map(({ prompt }) => prompt));
  expect(prompts.size).toBe(60);
  // A server that may take one is asked with a schema, and its JSON was read.
  expect(right.filter(({ body }) => !('response_format' in body))).toEqual([]);
  const database = `seedbed-project-${projectIdOf(page)}`;
  expect(await findEverywhere(page, 'scripted')).toContain(`${database}/errands`);
  expect(await findEverywhere(page, key)).toEqual([]);
  expect((await tasksOf(page)).every(({ human }) => human === undefined)).toBe(true);

  // Two verdicts of a person, of which the judge knows nothing.
  await page.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await expect
    .poll(async () => (await tasksOf(page)).filter(({ human }) => human?.verdict).length)
    .toBe(2);
  await line(page).getByRole('button', { name: 'Compare with people' }).click();
  const compared = page.getByRole('dialog', { name: 'The judge and people' });
  await expect(compared.getByRole('table', { name: 'Tasks by score' })).toBeVisible();
  await expectAccessible(page, 'the agreement of a judge');
  await compared.getByRole('button', { name: 'Close' }).click();
  const judged = /with number (\d+)/.exec(right[0]?.prompt ?? '')?.[1] ?? '';
  await page.goto(page.url().replace(/\?.*$/, `?task=${judged}`));
  await expect(page.getByRole('heading', { level: 2, name: `Task ${judged}` })).toBeVisible();
  await expect(page.getByText(/Judge: \d of 5/).first()).toBeVisible();
});

test('repairs are proposals: accepted, refused, undone, and never over a changed text', async ({
  page,
  startModel,
}) => {
  const server = await startModel();
  await openTasks(page, 24);
  const dialog = await order(page, 'Repair texts', { baseUrl: server.baseUrl });
  await dialog.getByRole('button', { name: 'Try on one task' }).click();
  await expect(dialog.getByText(/^Read as: /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Repair 24 tasks' }).click();
  await expect(line(page)).toContainText('(done): 24 of 24 tasks');
  const proposed = Number(/(\d+) proposals/.exec((await line(page).textContent()) ?? '')?.[1]);
  expect(proposed).toBeGreaterThan(10);
  expect((await tasksOf(page)).some(({ human }) => human?.edit)).toBe(false);

  await line(page).getByRole('button', { name: 'Look through proposals' }).click();
  const review = page.getByRole('dialog', { name: 'Proposals' });
  await expect(review).toContainText(`${proposed} waiting, 0 accepted`);
  await expectAccessible(page, 'a proposal');
  await page.keyboard.press('a');
  await expect(review).toContainText(`${proposed - 1} waiting, 1 accepted, 0 refused`);
  // The next one is in sight.
  await expect(review.getByRole('button', { name: /^Accept A$/ })).toHaveAttribute(
    'aria-busy',
    'false',
  );
  await page.keyboard.press('r');
  await expect(review).toContainText(`${proposed - 2} waiting, 1 accepted, 1 refused`);
  await review.getByRole('button', { name: `Accept all ${proposed - 2} proposals` }).click();
  await expect(review).toContainText(`0 waiting, ${proposed - 1} accepted, 1 refused`);
  const edited = (await tasksOf(page)).filter(({ human }) => human?.edit !== undefined);
  expect(edited.length).toBe(proposed - 1);
  expect(edited.every(({ human }) => human?.edit?.instruction?.endsWith('Be exact.'))).toBe(true);
  await review.getByRole('button', { name: /^Undo/ }).click();
  await expect(review).toContainText(`${proposed - 2} waiting, 1 accepted, 1 refused`);
  await review.getByRole('button', { name: 'Close' }).click();
});

test('new examples are made for one task with a hint, by the practice model too', async ({
  page,
}) => {
  await openTasks(page, 3);
  await expect(page.getByRole('button', { name: /^Regenerate instances…/ })).toBeVisible();
  await page.getByRole('grid').focus();
  await page.keyboard.press('g');
  const dialog = page.getByRole('dialog', { name: 'Make new examples' });
  await expect(dialog.getByText('Model: practice model, not an AI')).toBeVisible();
  await dialog.getByLabel('Hint').fill('Shorter than before.');
  await dialog.getByText(/^What is sent for task/).click();
  await expect(dialog.getByText('Shorter than before.').last()).toBeVisible();
  await dialog.getByRole('button', { name: 'Make examples for 1 task' }).click();

  const proposal = page.getByRole('region', { name: 'Proposal of a model' });
  await expect(proposal.getByRole('heading', { name: 'Proposed new examples' })).toBeVisible();
  await expectAccessible(page, 'a proposal beside its task');
  await proposal.getByRole('button', { name: 'Accept the proposal' }).click();
  await expect(proposal).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Instances' })).toContainText('Practice');
  await page.keyboard.press('u');
  await expect(proposal).toBeVisible();
  await proposal.getByRole('button', { name: 'Refuse it' }).click();
  await expect(proposal).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(proposal).toBeVisible();
});
