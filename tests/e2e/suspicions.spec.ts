import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/accessible.ts';
import { expect } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);

/** Rows with a defect, as somebody has looked at them, between rows without. */
const leftovers = [43855, 1403, 10389, 22861];
const repeats = [41849, 39821, 45191];
const links = [10593, 47187, 12311];
const sound = Array.from({ length: 60 }, (_, i) => i + 1);

it('suspicious tasks are found, looked at, dismissed and reported, by keys and offline', async ({
  page,
}) => {
  const lines = [...sound, ...leftovers, ...repeats, ...links];
  await openOffline(page, rowsOfData(published, lines));
  const group = page.getByRole('group', { name: 'Suspicions' });
  const filter = (label: RegExp) => group.getByRole('button', { name: label });
  await expect(filter(/^prompt leftovers 5$/)).toBeVisible();
  await expect(filter(/^repeats the input 3$/)).toBeVisible();
  await expect(filter(/^web address 3$/)).toBeVisible();

  await pressOn(filter(/^prompt leftovers/));
  await expect(page).toHaveURL(/suspicion=prompt-leftovers/);
  await expect(page.getByText('5 of 70 tasks')).toBeVisible();
  const suspicions = page.getByRole('region', { name: 'Suspicions' });
  await expect(suspicions.getByText('prompt leftovers')).toBeVisible();
  await expect(
    page
      .locator('mark')
      .filter({ hasText: /Instruction:|noinput/i })
      .first(),
  ).toBeVisible();
  await expectAccessible(page, 'Review with suspicions');

  await pressOn(suspicions.getByRole('button', { name: 'Not a problem' }));
  await expect(page.getByText('4 of 70 tasks')).toBeVisible();
  await expect(suspicions.getByRole('button', { name: 'Is a problem' })).toBeVisible();
  await page.getByRole('grid').press('u');
  await expect(page.getByText('5 of 70 tasks')).toBeVisible();

  await pressOn(page.getByRole('button', { name: 'Report on suspicions…' }));
  const report = page.getByRole('dialog', { name: 'Suspicions' });
  await expect(report.getByRole('status')).toContainText('of 70 tasks have at least one');
  await pressOn(report.locator('summary').filter({ hasText: 'web address' }));
  await expect(report.getByRole('link', { name: /^Task \d+$/ })).toHaveCount(3);
  await expectAccessible(page, 'the report');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    pressOn(report.getByRole('button', { name: 'Save as Markdown' })),
  ]);
  const markdown = await readFile(await download.path(), 'utf8');
  expect(markdown).toContain('| prompt leftovers | 5 | 7.1 % |');
  expect(markdown).toContain('## web address: 3');

  const webAddress = report.getByRole('listitem').filter({ hasText: 'web address' });
  await pressOn(webAddress.getByLabel('Look for it'), 'Space');
  await expect(webAddress.getByText('off', { exact: true })).toBeVisible();
  await pressOn(report.getByRole('button', { name: 'Close' }).last());
  await expect(report).toBeHidden();
  await pressOn(group.getByRole('button', { name: /^prompt leftovers/ }));
  await expect(filter(/^repeats the input 3$/)).toBeVisible();
  await expect(filter(/^web address/)).toBeHidden();

  await page.getByLabel('Order').selectOption({ label: 'Most suspicious first' });
  await expect(page).toHaveURL(/sort=suspicious/);
  await pressOn(page.locator('summary').filter({ hasText: 'Lengths, dates and more' }));
  const nearness = page.getByLabel('Nearness (ROUGE-L), from');
  await nearness.fill('0.55');
  await nearness.press('Enter');
  const compare = page.getByRole('button', { name: 'Compare all tasks' });
  const list = page.getByRole('region', { name: 'Tasks that match' });
  await expect(list.getByText('No task matches')).toBeVisible();
  await expectAccessible(page, 'Review before all tasks are compared');
  await pressOn(list.getByRole('button', { name: 'Compare all tasks' }));
  await expect(page.getByText('2 of 70 tasks')).toBeVisible();
  await expect(compare).toHaveCount(0);

  await page.context().setOffline(false);
  await page.reload();
  await expect(page.getByText('2 of 70 tasks')).toBeVisible();
  await pressOn(page.getByRole('button', { name: 'Clear all filters' }).first());
  await expect(filter(/^repeats the input 3$/)).toBeVisible();
  await expect(filter(/^web address/)).toBeHidden();
});
