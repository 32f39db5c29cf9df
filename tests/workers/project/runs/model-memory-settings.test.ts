import { expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import { refusalKey } from '#core/providers/learn-refusal.ts';
import { writeSetting } from '#data/catalogue-db.ts';
import { createTestService } from '#tests/support/open-service.ts';
import { modelMemorySettings } from '#workers/project/runs/model-memory-settings.ts';

const connection: ModelConnection = {
  provider: 'anthropic',
  baseUrl: 'https://api.example/v1',
  model: 'm',
  api: 'chat',
  usesKey: true,
  maxConcurrent: 1,
  timeoutMs: 1000,
};

it('what a model is like is known to the next session, for this model at this address only', async () => {
  modelMemorySettings.note(connection, { refused: ['temperature'] });
  modelMemorySettings.note(connection, { refused: ['stop'], isProbed: true });
  modelMemorySettings.note(connection, { reasonsFirst: true });
  expect(
    await modelMemorySettings.recall({ ...connection, baseUrl: 'https://api.example/v1/' }),
  ).toEqual({ refused: ['temperature', 'stop'], isProbed: true, reasonsFirst: true });
  expect(await modelMemorySettings.recall({ ...connection, model: 'n' })).toEqual({ refused: [] });
});

it('a list of refusals alone, as earlier versions stored it, still counts', async () => {
  const old = { ...connection, model: 'old' };
  await writeSetting(refusalKey(old), ['temperature', 7]);
  expect(await modelMemorySettings.recall(old)).toEqual({ refused: ['temperature'] });
});

it('a setting that is neither counts as nothing known', async () => {
  const odd = { ...connection, model: 'odd' };
  await writeSetting(refusalKey(odd), { temperature: true, isProbed: 1, refused: 'all' });
  expect(await modelMemorySettings.recall(odd)).toEqual({ refused: [] });
});

it('a connection is tested and its models are listed without an open project', async () => {
  const { service } = createTestService();
  expect(await service.testConnection(connection, null)).toMatchObject({ isWorking: true });
  expect(await service.listModels(connection, null)).toMatchObject({ ok: true });
});
