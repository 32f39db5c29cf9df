import type { Page } from '@playwright/test';
import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect, test } from './support/journey.ts';
import { expectDone, funnelRow, generate, goTo, openNewRun, tryItNow } from './support/steps.ts';

const textFile = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
});

async function acceptedInstructions(page: Page): Promise<string[]> {
  const { tasks } = await readStoredRows(page, projectIdOf(page));
  return tasks
    .filter((task) => task.origin === 'machine' && task.status === 'accepted')
    .map((task) => task.instruction);
}

test('A pool is checked against a file, and a run keeps away from it', async ({ page }) => {
  await tryItNow(page);
  const known = (await acceptedInstructions(page)).slice(0, 12);
  const file = textFile('benchmark.txt', known);

  await test.step('find and reject what is in the pool, and undo it', async () => {
    await goTo(page, 'Review');
    const opener = page.getByRole('button', { name: 'Find contamination…' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Check for contamination' });
    await expect(dialog.getByRole('button', { name: 'Add files' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
    await opener.click();
    await expect(dialog.getByRole('button', { name: 'Check the pool' })).toBeDisabled();
    await dialog.getByLabel('Add files').locator('input').setInputFiles(file);
    await expect(dialog.getByRole('checkbox', { name: 'benchmark.txt' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Check the pool' }).click();
    await expect(dialog.getByText(/\d+ accepted tasks too near:/)).toBeVisible();
    await expect(dialog.getByText(/ROUGE-L 1\.00 with .* in benchmark\.txt/).first()).toBeVisible();
    const reject = dialog.getByRole('button', { name: /^Reject all \d+$/ });
    const found = Number((await reject.innerText()).replace(/\D/g, ''));
    expect(found).toBeGreaterThanOrEqual(known.length);
    await reject.click();
    const told = page.getByText(`Rejected ${found} contaminated tasks`);
    await expect(told).toBeVisible();
    const reason = page.getByRole('group', { name: 'Reason' });
    await reason.getByRole('button', { name: `contaminated ${found}`, exact: true }).click();
    await expect(page.getByText(/^Contaminated: .* in benchmark\.txt/)).toBeVisible();
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect(page.getByText(`Undone: Rejected ${found} contaminated tasks`)).toBeVisible();
  });

  await test.step('a new run rejects it as contaminated', async () => {
    await openNewRun(page);
    const section = page.getByRole('region', { name: 'Keep away from' });
    await section.getByLabel('Add files').locator('input').setInputFiles(file);
    await expect(section.getByText(`${known.length} tasks`)).toBeVisible();
    await generate(page, 40);
    await expectDone(page);
    const { tasks, runs } = await readStoredRows(page, projectIdOf(page));
    const rejected = tasks.filter((task) => task.rejection?.reason === 'contaminated');
    expect(rejected.length).toBeGreaterThan(0);
    expect(runs[0]?.funnel.losses.contaminated).toBe(rejected.length);
    const accepted = await acceptedInstructions(page);
    expect(accepted.filter((text) => known.includes(text))).toEqual([]);
    await funnelRow(page, 'Novel')
      .getByRole('link', { name: /contaminated/ })
      .click();
    await expect(page.getByText(/contaminated: .* in benchmark\.txt/).first()).toBeVisible();
  });
});
