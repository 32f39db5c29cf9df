// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ConnectionTest } from '#core/contracts/connection-test.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { refusalKey } from '#core/providers/learn-refusal.ts';
import { writeSetting } from '#data/catalogue-db.ts';
import { ConnectionCheck, type ModelDesk } from '#state/generate/connection-check.svelte.ts';

const connection: ModelConnection = {
  provider: 'openai-compatible',
  baseUrl: 'http://localhost:9/v1',
  model: 'm',
  api: 'chat',
  usesKey: true,
  maxConcurrent: 1,
  timeoutMs: 1000,
};
const works: ConnectionTest = { isWorking: true, text: 'Yes', elapsedMs: 5, refused: [] };

const desk = (own: Partial<ModelDesk> = {}): ModelDesk => ({
  testConnection: () => Promise.resolve({ ok: true, value: works }),
  listModels: () => Promise.resolve({ ok: true, value: [{ id: 'm' }] }),
  ...own,
});

test('a result holds for the connection and key that were tested, and for no other', async () => {
  const check = new ConnectionCheck(desk());
  await check.test(connection, 'k');
  expect(check.resultFor(connection, 'k')).toEqual(works);
  expect(check.resultFor(connection, 'other')).toBeNull();
  expect(check.resultFor({ ...connection, model: 'n' }, 'k')).toBeNull();
  expect(check.isTesting).toBe(false);
});

test('a worker that died is a result as well', async () => {
  const died = { ok: false, error: { message: 'The worker died.' } } as const;
  const check = new ConnectionCheck(desk({ testConnection: () => Promise.resolve(died) }));
  await check.test(connection, null);
  expect(check.resultFor(connection, null)).toMatchObject({
    failure: { kind: 'internal', message: 'The worker died.' },
  });
});

test('models belong to the address at which they were listed', async () => {
  const check = new ConnectionCheck(desk());
  await check.list(connection, null);
  expect(check.modelsAt(connection.baseUrl)).toEqual([{ id: 'm' }]);
  expect(check.modelsAt('http://elsewhere/v1')).toEqual([]);
});

test('a list that fails says why, until it works', async () => {
  const refused = { ok: false, error: { kind: 'bad-key', message: 'Wrong key.' } } as const;
  let answer: Awaited<ReturnType<ModelDesk['listModels']>> = refused;
  const check = new ConnectionCheck(desk({ listModels: () => Promise.resolve(answer) }));
  await check.list(connection, null);
  expect(check.listFailure).toBe('Wrong key.');
  answer = { ok: true, value: [] };
  await check.list(connection, null);
  expect(check.listFailure).toBeNull();
});

test('what a model refused in another session is known', async () => {
  await writeSetting(refusalKey(connection), ['temperature', 7]);
  const check = new ConnectionCheck(desk());
  await check.recall(connection);
  expect(check.refusedBy(connection)).toEqual(['temperature']);
  expect(check.refusedBy({ ...connection, model: 'n' })).toEqual([]);
  expect(check.isKnownToReason(connection)).toBe(false);
  await writeSetting(refusalKey(connection), { refused: ['stop'], reasonsFirst: true });
  await check.recall(connection);
  expect(check.refusedBy(connection)).toEqual(['stop']);
  expect(check.isKnownToReason(connection)).toBe(true);
});
