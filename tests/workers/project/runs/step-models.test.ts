import { describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection, testSeeds } from '#tests/support/memory-project.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  openNewProject,
  openSeeded,
} from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const large: ModelConnection = { ...testConnection, baseUrl: 'https://large.example/v1' };
const small: ModelConnection = {
  ...testConnection,
  baseUrl: 'https://small.example/v1',
  model: 'small',
  api: 'chat',
};
const plan: RunPlan = {
  recipe: modernRecipe,
  connection: large,
  stepConnections: { classification: small, instance: small },
  target: 8,
  seed: 1,
};
const keys = { [large.baseUrl]: 'key-of-large', [small.baseUrl]: 'key-of-small' };

interface Asked {
  readonly address: string;
  readonly key: string | null;
  readonly step: ModelCall['step'];
}

/** A service that writes down who was asked what, with which key. */
function listening(options: Parameters<typeof createTestService>[0] = {}) {
  const asked: Asked[] = [];
  const test = createTestService({
    createModel: ({ baseUrl: address }, key) =>
      Promise.resolve((call) => {
        asked.push({ address, key, step: call.step });
        return Promise.resolve(replyTo(call));
      }),
    ...options,
  });
  return { test, asked };
}

function expectOwnKeysOnly(asked: readonly Asked[]): void {
  for (const { address, key, step } of asked) {
    const { baseUrl } = step === 'instruction' ? large : small;
    expect([address, key]).toEqual([baseUrl, keys[baseUrl]]);
  }
}

describe('a model of its own for a step', () => {
  it('gets its own step and its own key, in a preview and in a run', async () => {
    const { test, asked } = listening();
    const id = await openSeeded(test);
    expect((await test.service.preview(plan, keys)).ok).toBe(true);
    expect(asked.map(({ step }) => step)).toEqual(['instruction', 'classification', 'instance']);
    expect((await test.service.startRun(plan, keys)).ok).toBe(true);
    await untilState(test, 'done');
    expectOwnKeysOnly(asked);
    expect(new Set(asked.map(({ address }) => address)).size).toBe(2);
    const { sources } = await storedProject(id);
    const models = [...sources.requests.values()].map(({ step, model, api }) => [step, model, api]);
    expect(models).toContainEqual(['instance', 'small', 'chat']);
    expect(models).toContainEqual(['instruction', 'scripted', 'completions']);
    const stored = JSON.stringify([sources.runs, ...sources.requests.values(), sources.entries]);
    expect(stored).not.toMatch(/key-of-/);
  });

  it('waits after a reload until the key of every address is there', async () => {
    const never = () => new Promise<Outcome>(() => undefined);
    const first = listening({ createModel: () => Promise.resolve(never) });
    const id = await openNewProject(first.test);
    await first.test.service.addSeeds(testSeeds);
    await first.test.service.startRun(plan, keys);
    const { test, asked } = listening({ locks: new FakeLocks() });
    await test.service.open(id, anyPort());
    const state = async () => (await test.service.snapshot()).run?.state;
    expect(await state()).toBe('waiting-for-key');
    await test.service.resumeRun({ [large.baseUrl]: 'key-of-large' });
    expect(await state()).toBe('waiting-for-key');
    await test.service.resumeRun({ [small.baseUrl]: 'key-of-small' });
    await untilState(test, 'done');
    expectOwnKeysOnly(asked);
  });

  it('asks for no key of a model that no step uses', async () => {
    const { test } = listening();
    const id = await openSeeded(test);
    const all = { instruction: small, classification: small, instance: small };
    await test.service.startRun({ ...plan, stepConnections: all }, keys);
    await untilState(test, 'done');
    await test.service.close();
    await test.service.open(id, anyPort());
    const raised = await test.service.raiseTarget(40, { [small.baseUrl]: 'key-of-small' });
    expect(raised).toMatchObject({ ok: true });
    await untilState(test, 'done');
    const { run, activity } = await test.service.snapshot();
    expect(run?.target).toBe(40);
    expect(activity?.reached).toBeGreaterThanOrEqual(40);
  });

  it('is named in batch files and paid at its price', async () => {
    const { test } = listening();
    const id = await openSeeded(test);
    await test.service.startRun({ ...plan, stopsAfterInstructions: true }, keys);
    await untilState(test, 'done');
    await test.service.handOver({
      step: 'classification',
      limits: { requests: 1000, bytes: 1e9 },
    });
    const shard = await test.service.handOverShard(0);
    const text = shard.ok ? await shard.value.file.text() : '';
    const [line = ''] = text.split('\n');
    expect(JSON.parse(line)).toMatchObject({
      url: '/v1/chat/completions',
      body: { model: 'small' },
    });
    const { sources } = await storedProject(id);
    const handed = [...sources.requests.values()].filter(({ step }) => step === 'classification');
    expect(handed.every(({ model, api }) => model === 'small' && api === 'chat')).toBe(true);
  });

  it('is checked before the run, as the run’s own is', async () => {
    const { test } = listening();
    await openSeeded(test);
    const nowhere = { ...small, baseUrl: 'small.example' };
    const refused = await test.service.startRun(
      { ...plan, stepConnections: { instance: nowhere } },
      keys,
    );
    expect(refused).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    const priced = { ...large, price: { inputUsd: 1, outputUsd: 1 } };
    const capped = await test.service.startRun(
      { ...plan, connection: priced, caps: { usd: 1 } },
      keys,
    );
    expect(!capped.ok && capped.error.message).toContain('the price of every model');
  });
});
