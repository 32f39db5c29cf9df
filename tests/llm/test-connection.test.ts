import { afterEach, describe, expect, it } from 'vitest';
import type { LearntModel } from '#core/providers/learnt-model.ts';
import { listModels } from '#llm/list-models.ts';
import { testConnection } from '#llm/test-connection.ts';
import { ModelServer } from '#tests/support/model-server/model-server.ts';
import { connectionTo, key, realm, wireNames } from './scripted-model.ts';

let server: ModelServer | null = null;

afterEach(async () => {
  await server?.stop();
  server = null;
});

describe.each(wireNames)('Testing a connection over %s', (wire) => {
  it('says that it works, what the model said and what that took', async () => {
    server = await ModelServer.start({ key });
    const result = await testConnection(connectionTo(server, wire), key, realm());
    expect(result).toMatchObject({ isWorking: true, text: 'Yes, I can hear you.', refused: [] });
    expect(result.isWorking && result.usage?.completionTokens).toBeGreaterThan(0);
    expect(server.calls).toHaveLength(1);
  });

  it('finds out what the model refuses, and remembers it', async () => {
    server = await ModelServer.start({ key, scenario: 'unsupported-parameter' });
    const noted = new Map<string, LearntModel>();
    const result = await testConnection(connectionTo(server, wire), key, realm(noted));
    const learnt = noted.get('scripted');
    expect(result.isWorking && result.refused).toEqual(learnt?.refused);
    expect(learnt?.refused.length).toBeGreaterThan(0);
    expect(learnt?.isProbed).toBe(true);
  });

  it.each([
    ['wrong-key', 'bad-key'],
    ['insufficient-quota', 'no-credit'],
    ['unknown-model', 'unknown-model'],
    ['rate-limit-hour', 'rate-limited'],
    ['html', 'not-json'],
  ] as const)('tells %s as %s, after one call', async (scenario, kind) => {
    server = await ModelServer.start({ key, scenario });
    const result = await testConnection(connectionTo(server, wire), key, realm());
    expect(result).toMatchObject({ isWorking: false, failure: { kind } });
    expect(server.calls).toHaveLength(1);
  });

  it('takes an empty reply as a connection that works', async () => {
    server = await ModelServer.start({ key, scenario: 'empty-reply' });
    const result = await testConnection(connectionTo(server, wire), key, realm());
    expect(result).toMatchObject({ isWorking: true, text: '' });
  });

  it('sends nothing to an address with a password, or with a key that no header can carry', async () => {
    server = await ModelServer.start({ key });
    const plain = connectionTo(server, wire);
    const secret = { ...plain, baseUrl: plain.baseUrl.replace('//', '//user:pw@') };
    const asked = [
      await testConnection(secret, key, realm()),
      await testConnection(plain, 'sk-\u{200B}abcdefg', realm()),
    ];
    expect(asked).toMatchObject([
      { isWorking: false, failure: { kind: 'wrong-address' } },
      { isWorking: false, failure: { kind: 'bad-key' } },
    ]);
    expect(JSON.stringify(asked)).not.toMatch(/pw|abcdefg/);
    expect(await listModels(secret, key, realm())).toMatchObject({ ok: false });
    expect(server.calls).toHaveLength(0);
  });

  it('finds out that a model reasons first, and gives room to one that is known to', async () => {
    server = await ModelServer.start({ key, scenario: 'cut-while-reasoning' });
    const noted = new Map<string, LearntModel>();
    const result = await testConnection(connectionTo(server, wire), key, realm(noted));
    expect(result).toMatchObject({ isWorking: true, text: '', reasonsFirst: true });
    expect(noted.get('scripted')).toMatchObject({ isProbed: true, reasonsFirst: true });
    const known = { ...connectionTo(server, wire), reasonsFirst: true };
    server.play('normal');
    expect(await testConnection(known, key, realm())).not.toHaveProperty('reasonsFirst');
    expect(JSON.stringify(server.calls.map(({ body }) => body))).toContain('1024');
  });

  it('lists the models that can write', async () => {
    server = await ModelServer.start({ key });
    const listed = await listModels(connectionTo(server, wire), key, realm());
    const [first] = listed.ok ? listed.value : [];
    expect(first?.id).toContain('scripted');
    expect(listed.ok && listed.value).toHaveLength(1);
  });

  it('lists nothing for a wrong key, and says why', async () => {
    server = await ModelServer.start({ key });
    const listed = await listModels(connectionTo(server, wire), 'sk-wrong-key-1', realm());
    expect(listed).toMatchObject({ ok: false, error: { kind: 'bad-key' } });
  });
});

describe('Testing a connection without network', () => {
  const base = {
    api: 'chat',
    usesKey: false,
    maxConcurrent: 1,
    timeoutMs: 1000,
    baseUrl: '',
  } as const;

  it('works with the practice model, which has no list', async () => {
    const practice = { ...base, provider: 'practice', model: 'practice' } as const;
    expect(await testConnection(practice, null, realm())).toMatchObject({ isWorking: true });
    expect(await listModels(practice, null, realm())).toEqual({ ok: true, value: [] });
  });

  it('tells that a browser has no model of its own', async () => {
    const browser = { ...base, provider: 'browser', model: 'built-in' } as const;
    expect(await testConnection(browser, null, realm())).toMatchObject({
      failure: { kind: 'browser-model' },
    });
  });
});
