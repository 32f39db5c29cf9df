import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { readQualityFile, writeQualityFile, type QualityFile } from '#core/quality/quality-file.ts';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/journey.ts';
import { openOffline, pressOn } from './support/offline-rows.ts';
import { rowsOfData, testWithData } from './support/real-data.ts';

const published = 'alpaca_52k.jsonl.gz';
const it = testWithData(published);
/** Rows with inputs, without, and with long outputs. */
const lines = [1, 12, 30, 47, 200, 1_001, 5_002, 10_003, 20_004, 40_005];

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Answer' });
const asked = (page: Page): Locator =>
  page.getByRole('list', { name: 'Questions' }).locator('[aria-current="step"]');

async function fileOf(download: Download): Promise<QualityFile> {
  const read = readQualityFile(await readFile(await download.path(), 'utf8'));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

async function open(page: Page, name: string, file: QualityFile): Promise<void> {
  const buffer = Buffer.from(writeQualityFile(file));
  const input = page.getByLabel('Open a reviewer’s file', { exact: true });
  await input.setInputFiles({ name, mimeType: 'application/json', buffer });
}

it('a sample is reviewed by keys alone and held against another reviewer, offline', async ({
  page,
  complaints,
}) => {
  // The browser itself asks for the icon again when the theme changes.
  complaints.allow(/favicon\.svg/);
  await openOffline(page, rowsOfData(published, lines));

  await test.step('a sample is drawn', async () => {
    await pressOn(page.getByRole('link', { name: 'Quality' }));
    await expect(page.getByText('From 10 complete tasks')).toBeVisible();
    await page.getByLabel('Your name').focus();
    await page.keyboard.type(' Ada  Lovelace ');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4');
    await page.keyboard.press('Tab');
    await page.keyboard.type('7');
    await expectAccessible(page, 'drawing a sample');
    await page.keyboard.press('Enter');
    await expect(page.getByText('seed 7, 4 of 10 tasks')).toBeVisible();
  });

  await test.step('questions are answered by keys, with undo and a note', async () => {
    await expect(bar(page).getByRole('button', { name: 'Yes A', exact: true })).toBeVisible();
    await expect(asked(page)).toContainText('Is the instruction a task that makes sense?');
    await page.keyboard.press('a');
    await expect(asked(page)).toContainText('Does the input suit the instruction?');
    await page.keyboard.press('r');
    await page.keyboard.press('u');
    await expect(asked(page)).toContainText('Does the input suit the instruction?');
    await page.keyboard.press('Shift+U');
    await expect(page.getByRole('status').filter({ hasText: /^Done again/ })).toBeAttached();
    await page.keyboard.press('u');
    await expect(page.getByRole('status').filter({ hasText: /^Undone/ })).toBeAttached();
    await page.keyboard.press('a');
    await page.keyboard.press('n');
    await page.keyboard.type('Rather dull');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Rather dull')).toBeVisible();
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { name: /^Item 2/ })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /^Yes\. Item 2 of 4/ })).toBeAttached();
    await page.keyboard.press('a');
    await expectAccessible(page, 'an item of a quality review');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys in a quality review' });
    await expect(keys.getByText('Answer yes')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
  });

  await test.step('a reload goes on where it stopped', async () => {
    await page.waitForURL(/item=2/);
    await page.reload();
    await expect(page.getByRole('heading', { name: /^Item 2/ })).toBeVisible();
    await expect(page.getByText('1 answered')).toBeVisible();
    await expect(asked(page)).toContainText('Does the input suit the instruction?');
    // The last one is one too many, and answers nothing anew.
    for (const key of 'rraaaaara') await page.keyboard.press(key);
    await expect(page.getByText('All answered')).toBeVisible();
    await expect(asked(page)).toHaveCount(0);
    await expect(page.getByText('All items are answered.')).toBeVisible();
  });

  await test.step('the result stands beside the published one', async () => {
    await pressOn(page.getByRole('link', { name: 'Result' }));
    await expect(page.getByRole('heading', { level: 1, name: /^Result of/ })).toBeFocused();
    const row = page.getByRole('row', { name: /^The output is right/ });
    await expect(row).toContainText('2 of 4');
    await expect(row).toContainText('50 %');
    await expect(row).toContainText('15 % to 85 %');
    await expect(row).toContainText('58 %');
  });

  await test.step('another reviewer’s file is taken, one of another sample is not', async () => {
    // Chromium fetches a download, from memory too, only where it has a network.
    await page.context().setOffline(false);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      pressOn(page.getByRole('button', { name: 'Save the answers of Ada Lovelace' })),
    ]);
    expect(download.suggestedFilename()).toBe('seedbed-quality-seed-7-ada-lovelace.json');
    const own = await fileOf(download);
    const [ada] = own.reviewers;
    const first = ada?.states.get(0);
    if (ada === undefined || first === undefined) throw new Error('her answers are in her file');
    expect(first).toMatchObject({
      ...{ note: 'Rather dull', answers: { task: true, input: true, output: true } },
    });
    const other = { ...first, answers: { ...first.answers, output: false } };
    const grace = { name: 'Grace', states: new Map(ada.states).set(0, other) };
    await open(page, 'elsewhere.json', { ...own, sample: { ...own.sample, seed: 8 } });
    await expect(page.getByRole('alert')).toContainText('about another sample, seed 8, 4 of 10');
    await open(page, 'grace.json', { ...own, reviewers: [grace] });
    await expect(page.getByText('Grace: 4 answered items added.')).toBeVisible();
    const agreement = page.getByRole('region', { name: 'Agreement' });
    await expect(agreement.getByRole('row', { name: /^The output is right/ })).toContainText(
      '3 of 4',
    );
    await expect(agreement.getByText('They differ on 1 item')).toBeVisible();
    await expect(agreement.getByText('Ada Lovelace yes, Grace no')).toBeVisible();
    await expectAccessible(page, 'the result of a quality review');
    const newer = { ...other, at: first.at + 3_600_000 };
    const changed = { ...ada, states: new Map(ada.states).set(0, newer) };
    await open(page, 'ada.json', { ...own, reviewers: [changed] });
    await expect(page.getByText('“Ada Lovelace” answered here already')).toBeVisible();
    await expectAccessible(page, 'a reviewer whose name is here');
    await pressOn(page.getByRole('button', { name: 'Same person: put together' }));
    await expect(page.getByText('1 item replaced by newer answers')).toBeVisible();
    await expect(agreement.getByText('They differ on no item')).toBeVisible();
    const namesake = { ...grace, states: new Map([[3, { ...first, at: 5 }]]) };
    await open(page, 'namesake.json', { ...own, reviewers: [namesake] });
    await expect(page.getByText('“Grace” answered 4 items here')).toBeVisible();
    await pressOn(page.getByRole('button', { name: 'Other person: keep apart' }));
    await expect(page.getByText('Grace 2: 1 answered item added.')).toBeVisible();
    await pressOn(page.getByRole('link', { name: 'Back to the questions' }));
    await expect(page.getByRole('heading', { name: /^Item 1/ })).toBeVisible();
  });

  await test.step('the sample is removed, and put back', async () => {
    await pressOn(page.getByRole('link', { name: 'Samples' }));
    await pressOn(page.getByRole('button', { name: 'Remove Seed 7, 4 of 10' }));
    const dialog = page.getByRole('dialog', { name: 'Remove this sample?' });
    await expect(dialog).toContainText('Answered by Ada Lovelace, Grace, Grace 2.');
    await expectAccessible(page, 'removing a sample');
    await pressOn(dialog.getByRole('button', { name: 'Remove the sample' }));
    await expect(page.getByRole('heading', { name: 'Samples' })).toHaveCount(0);
    await pressOn(page.getByRole('button', { name: 'Undo', exact: true }).last());
    await expect(page.getByRole('list', { name: /^Reviewers of/ })).toContainText('Grace 2');
  });
});
