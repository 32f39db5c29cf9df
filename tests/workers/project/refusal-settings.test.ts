import { expect, it, vi } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import { refusalKey } from '#core/providers/learn-refusal.ts';
import { writeSetting } from '#data/catalogue-db.ts';
import { createTestService } from '#tests/support/open-service.ts';
import { refusalSettings } from '#workers/project/refusal-settings.ts';

const connection: ModelConnection = {
  provider: 'anthropic',
  baseUrl: 'https://api.example/v1',
  model: 'm',
  api: 'chat',
  usesKey: true,
  maxConcurrent: 1,
  timeoutMs: 1000,
};

it('what a model refuses is known to the next session, for this model at this address only', async () => {
  refusalSettings.note(connection, ['temperature']);
  await vi.waitFor(async () => {
    expect(
      await refusalSettings.recall({ ...connection, baseUrl: 'https://api.example/v1/' }),
    ).toEqual(['temperature']);
  });
  expect(await refusalSettings.recall({ ...connection, model: 'n' })).toEqual([]);
});

it('a setting that is no list counts as nothing known', async () => {
  await writeSetting(refusalKey({ ...connection, model: 'odd' }), { temperature: true });
  expect(await refusalSettings.recall({ ...connection, model: 'odd' })).toEqual([]);
});

it('a connection is tested and its models are listed without an open project', async () => {
  const { service } = createTestService();
  expect(await service.testConnection(connection, null)).toMatchObject({ isWorking: true });
  expect(await service.listModels(connection, null)).toMatchObject({ ok: true });
});
