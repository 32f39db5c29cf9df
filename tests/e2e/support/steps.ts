import type { Locator, Page } from '@playwright/test';
import { expect } from './journey.ts';

/** How to reach a model, as the fields of the Generate screen have it. */
export interface ModelFields {
  readonly baseUrl: string;
  /** Any server of OpenAI's form by default. */
  readonly provider?: 'custom' | 'anthropic' | 'gemini';
  readonly model?: string;
  readonly key?: string;
  readonly api?: 'chat' | 'completions';
  readonly timeoutSeconds?: number;
}

/** A project with seeds from a file, else the starter seeds, on its Generate screen. */
export async function openNewRun(page: Page, seedsFile?: string): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: 'Start from my seeds' }).click();
  if (seedsFile === undefined) {
    await page.getByRole('button', { name: 'Take the starter seeds' }).click();
  } else {
    await page.getByLabel('Import a file').setInputFiles(seedsFile);
  }
  await page.getByRole('link', { name: 'Go to Generate' }).click();
}

/** Fills in the model section of the Generate screen. */
export async function chooseModel(page: Page, fields: ModelFields): Promise<void> {
  const section = page.getByRole('region', { name: 'Model' });
  await section.getByText('Language model', { exact: true }).click();
  await section.getByLabel('Provider').selectOption(fields.provider ?? 'custom');
  await section.getByLabel('Address').fill(fields.baseUrl);
  await section.getByLabel('Model', { exact: true }).fill(fields.model ?? 'scripted');
  if (fields.key !== undefined) await section.getByLabel('Key', { exact: true }).fill(fields.key);
  if (fields.api !== undefined) await section.getByLabel('Endpoint').selectOption(fields.api);
  if (fields.timeoutSeconds !== undefined) {
    await section.getByLabel('Seconds a call').fill(String(fields.timeoutSeconds));
  }
}

/** Sets the target and starts the run. */
export async function generate(page: Page, target: number): Promise<void> {
  await page.getByLabel(/^(Accepted|Complete) tasks$/).fill(String(target));
  await page.getByRole('button', { name: /^Generate \d/ }).click();
}

/** Starts a practice run by its door and waits until it is done. */
export async function tryItNow(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: 'Try it now' }).click();
  await expectDone(page, 110_000);
}

/** Goes to a page of the navigation. */
export async function goTo(page: Page, name: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeAttached();
}

/** The notice of a run that met its target. */
export const doneNotice = (page: Page): Locator => page.getByRole('heading', { name: /^Done: / });

export async function expectDone(page: Page, timeout = 60_000): Promise<void> {
  await expect(doneNotice(page)).toBeVisible({ timeout });
}

/** A row of the funnel, by its stage. */
export const funnelRow = (page: Page, stage: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: stage, exact: true }) });
