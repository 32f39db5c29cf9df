import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import type { Outcome } from '#core/model/model-call.ts';
import type { LearntModel } from '#core/providers/learnt-model.ts';
import { createModel } from '#llm/create-model.ts';
import type { LocalAccess } from '#llm/local-access.ts';
import type { Surroundings } from '#llm/network-failure.ts';
import { ModelServer } from '#tests/support/model-server/model-server.ts';
import type { ScenarioName } from '#tests/support/model-server/scenarios.ts';
import type { WireName } from '#tests/support/model-server/wires/wire.ts';
import { call, connectionTo, key, realm, wireNames } from './scripted-model.ts';

/** What each provider needs beside the content type; one more breaks the preflight of some. */
const ownHeaders: Readonly<Record<WireName, readonly string[]>> = {
  openai: ['authorization'],
  anthropic: ['x-api-key', 'anthropic-version', 'anthropic-dangerous-direct-browser-access'],
  gemini: ['x-goog-api-key'],
};

const servers: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function start(scenario: ScenarioName): Promise<ModelServer> {
  const server = await ModelServer.start({ scenario, key });
  servers.push(server);
  return server;
}

/** Asks a healthy server under a path that it does not have. */
async function askAt(wire: WireName, path: string): Promise<Outcome> {
  const server = await start('normal');
  const baseUrl = server.baseUrl.replace('/v1', path);
  const complete = await createModel(connectionTo(server, wire, { baseUrl }), key, 1, realm());
  return complete(call, new AbortController().signal);
}

/** Where the page is, and what its browser allows it. */
interface Place {
  readonly isHosted?: boolean;
  readonly isOnline?: boolean;
  readonly access?: LocalAccess;
}

async function ask(
  wire: WireName,
  scenario: ScenarioName,
  options: Partial<ModelConnection> & Place = {},
): Promise<Outcome> {
  const { isHosted = false, isOnline = true, access = 'prompt', ...own } = options;
  const server = await start(scenario);
  const surroundings: Surroundings = {
    isOnline: () => isOnline,
    isHosted,
    localAccess: () => Promise.resolve(access),
  };
  const connection = connectionTo(server, wire, own);
  const complete = await createModel(connection, key, 1, { ...realm(), surroundings });
  return complete({ ...call, api: connection.api }, new AbortController().signal);
}

describe.each(wireNames)('Over the wire of %s', (wire) => {
  it('a reply comes with text, finish reason and usage', async () => {
    const outcome = await ask(wire, 'normal');
    expect(outcome).toMatchObject({ kind: 'reply', finishReason: 'stop' });
    expect(outcome.kind === 'reply' && outcome.text).toMatch(/yes|no/i);
    expect(outcome.kind === 'reply' && outcome.usage?.promptTokens).toBeGreaterThan(0);
    expect(servers[0]?.calls.at(-1)).toMatchObject({ wire, authorization: 'right' });
  });

  it.each([
    ['wrong-key', 'bad-key'],
    ['rate-limit-readable', 'rate-limited'],
    ['rate-limit-unreadable', 'rate-limited'],
    ['insufficient-quota', 'no-credit'],
    ['unknown-model', 'unknown-model'],
    ['server-error-burst', 'server-error'],
    ['overloaded-burst', 'server-error'],
    ['context-overflow', 'context-overflow'],
    ['html', 'not-json'],
    ['error-under-200', 'server-error'],
    ['cut', 'cut-connection'],
    ['finish-missing', 'cut-connection'],
    ['empty-reply', 'empty-reply'],
  ] as const)('%s is told as %s', async (scenario, kind) => {
    expect(await ask(wire, scenario)).toMatchObject({ kind: 'failure', failure: { kind } });
  });

  it.each([
    ['rate-limit-7s', 7_000],
    ['rate-limit-hour', 3_600_000],
  ] as const)('%s tells how long to wait', async (scenario, retryAfterMs) => {
    expect(await ask(wire, scenario)).toMatchObject({ failure: { retryAfterMs } });
  });

  it('evidence of what could not be read is kept', async () => {
    const outcome = await ask(wire, 'html');
    expect(outcome.kind === 'failure' && outcome.failure.evidence).toContain('guest network');
  });

  it('items cut off by the token limit are told', async () => {
    const outcome = await ask(wire, 'finish-content-filter');
    expect(outcome).toMatchObject({ kind: 'reply', finishReason: 'content-filter' });
  });

  it('a call that hangs is given up at its deadline', async () => {
    const outcome = await ask(wire, 'hang', { timeoutMs: 100 });
    expect(outcome).toMatchObject({ failure: { kind: 'timed-out' } });
  });

  it('a call is cancelled by its caller, before or during it', async () => {
    const server = await start('hang');
    const complete = await createModel(connectionTo(server, wire), key, 1, realm());
    const cancel = new AbortController();
    const under = complete(call, cancel.signal);
    cancel.abort();
    expect(await under).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(await complete(call, cancel.signal)).toMatchObject({ failure: { kind: 'cancelled' } });
  });

  it('a dead address, a path without API and being offline are told apart', async () => {
    const dead = await ask(wire, 'normal', { baseUrl: 'http://127.0.0.1:9/v1' });
    expect(dead).toMatchObject({ failure: { kind: 'unreachable' } });
    const elsewhere = await askAt(wire, '/nowhere');
    expect(elsewhere).toMatchObject({ failure: { kind: 'wrong-address' } });
    for (const access of ['denied', 'prompt'] as const) {
      const kept = { baseUrl: 'http://127.0.0.1:9/v1', isHosted: true, access };
      expect(await ask(wire, 'normal', kept)).toMatchObject({ failure: { kind: 'local-network' } });
    }
    const untold = { baseUrl: 'http://127.0.0.1:9/v1', isHosted: true, access: 'unknown' } as const;
    expect(await ask(wire, 'normal', untold)).toMatchObject({
      failure: { kind: 'unreachable', mayLackPermission: true },
    });
    const down = { baseUrl: 'http://127.0.0.1:9/v1', isHosted: true, access: 'granted' } as const;
    expect(await ask(wire, 'normal', down)).toMatchObject({ failure: { kind: 'unreachable' } });
    const offline = await ask(wire, 'normal', { baseUrl: 'https://x.invalid/v1', isOnline: false });
    expect(offline).toMatchObject({ failure: { kind: 'offline' } });
  });

  it('a refused parameter is left out, once, remembered and told', async () => {
    const server = await start('unsupported-parameter');
    const noted = new Map<string, LearntModel>();
    const complete = await createModel(connectionTo(server, wire), key, 1, realm(noted));
    const signal = new AbortController().signal;
    const refusal = await complete(call, signal);
    expect(refusal).toMatchObject({ failure: { kind: 'refused-parameter', isMended: true } });
    const [refused] = noted.get('scripted')?.refused ?? [];
    expect(refused).toBe(wire === 'anthropic' ? 'temperature' : 'presence_penalty');
    const reply = await complete(call, signal);
    expect(reply.kind === 'reply' && reply.dropped).toContain(refused);

    const later = await createModel(connectionTo(server, wire), key, 1, realm(noted));
    expect(await later(call, signal)).toMatchObject({ kind: 'reply' });
    expect(server.calls).toHaveLength(3);
  });

  it('the key is in one header and never in what is reported', async () => {
    const server = await start('unknown-model');
    const connection = connectionTo(server, wire, { model: key });
    const complete = await createModel(connection, key, 1, realm());
    const outcome = await complete(call, new AbortController().signal);
    expect(JSON.stringify(outcome)).not.toContain(key);
    const headerNames = server.calls.flatMap((logged) => logged.headerNames);
    expect(
      headerNames.filter((name) => /^(x-|authorization|anthropic-|cookie)/.test(name)),
    ).toEqual(ownHeaders[wire]);
  });
});
