import { projectIdOf, readStoredRows } from '#tests/support/stored-rows.ts';
import { expect } from './support/journey.ts';
import { pathOfData, testWithData } from './support/real-data.ts';
import { chooseModel, expectDone, funnelRow, generate, openNewRun } from './support/steps.ts';
import { expectWholeHistory } from './support/whole-history.ts';

const target = 200;
const seedsFile = pathOfData('seed_tasks_175.jsonl');
// The scripted model answers with tasks of the larger one.
const it = testWithData('seed_tasks_175.jsonl', 'alpaca_52k.jsonl.gz');

for (const { api, recipe } of [
  { api: 'chat', recipe: 'Modern' },
  { api: 'completions', recipe: 'Paper' },
] as const) {
  it(`the 175 published seeds grow to ${target} over ${api}, recipe ${recipe}`, async ({
    page,
    startModel,
  }) => {
    const server = await startModel();
    await openNewRun(page, seedsFile);
    await chooseModel(page, { baseUrl: server.baseUrl, api });
    await page.getByRole('radio', { name: new RegExp(`^${recipe}`) }).check();
    await generate(page, target);
    await expectDone(page, 110_000);
    expect(new Set(server.calls.map((call) => call.api))).toEqual(new Set([api]));

    const rows = await readStoredRows(page, projectIdOf(page));
    expectWholeHistory(rows);
    const seeds = rows.tasks.filter(({ origin }) => origin === 'seed');
    expect(seeds).toHaveLength(175);
    expect(seeds.filter(({ isClassification }) => isClassification)).toHaveLength(26);
    const machine = rows.tasks.filter(({ origin }) => origin === 'machine');
    const accepted = machine.filter(({ status }) => status === 'accepted');
    expect(accepted.length).toBeGreaterThanOrEqual(target);

    const rejected = machine.filter(({ status }) => status === 'rejected');
    const reasons = new Set(rejected.map(({ rejection }) => rejection?.reason));
    expect(reasons).not.toContain(undefined);
    expect(reasons).toContain('too-similar');
    expect(reasons).toContain('banned-word');
    expect(reasons).toContain('too-short');
    const members = new Set([...seeds, ...accepted].map(({ id }) => id));
    for (const { rejection } of rejected) {
      if (rejection?.reason !== 'too-similar') continue;
      expect(rejection.score).toBeGreaterThan(0.7);
      expect(members).toContain(rejection.culprit);
    }

    expect(accepted.filter(({ isClassification }) => isClassification === null)).toEqual([]);
    expect(accepted.some(({ isClassification }) => isClassification)).toBe(true);
    const filled = accepted.filter(({ instances }) => instances.length > 0);
    expect(filled.length).toBeGreaterThan(accepted.length * 0.9);

    await funnelRow(page, 'Novel').getByRole('link', { name: 'too similar' }).click();
    await page.getByRole('row').nth(1).click();
    await expect(page.getByText(/too similar/i).first()).toBeVisible();
  });
}
