import { describe, expect, it, test } from 'vitest';
import type { CallFailureKind, Outcome } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

const failure = (kind: CallFailureKind, retryAfterMs?: number): Outcome => ({
  kind: 'failure',
  failure: { kind, message: 'scripted', ...(retryAfterMs !== undefined && { retryAfterMs }) },
});

const many = (count: number, kind: CallFailureKind): Outcome[] =>
  Array.from({ length: count }, () => failure(kind));

const projectOf = (target: number, maxConcurrent: number) =>
  new MemoryProject(modernRecipe, target, { connection: { ...testConnection, maxConcurrent } });

/** A run whose first calls end like this, one at a time; later ones are answered. */
async function runAfter(first: readonly Outcome[]): Promise<MemoryProject> {
  const project = projectOf(8, 1);
  let calls = 0;
  await project.drive((call) => {
    calls += 1;
    return Promise.resolve(first[calls - 1] ?? replyTo(call));
  });
  return project;
}

/** Tries at the request that was tried most often. */
function mostTries({ attempts }: MemoryProject): number {
  const ids = [...attempts.values()].map(({ requestId }) => requestId);
  return Math.max(...ids.map((id) => ids.filter((other) => other === id).length));
}

describe('what is no fault of a request uses none of its tries up', () => {
  it.each<[string, Outcome[]]>([
    ['rate limits, then a server error', [...many(5, 'rate-limited'), failure('server-error')]],
    ['no network, then a server error', [...many(5, 'offline'), failure('server-error')]],
    ['no network, then nobody answers', [...many(4, 'offline'), failure('unreachable')]],
    ['a rate limit, then an empty reply', [failure('rate-limited'), failure('empty-reply')]],
  ])('%s', async (_, first) => {
    const { run } = await runAfter(first);
    expect(run.state).toBe('done');
    expect(run.funnel.complete).toBeGreaterThanOrEqual(8);
  });

  it('and tries of its own are counted as ever', async () => {
    const dead = await runAfter(many(50, 'server-error'));
    expect(dead.run).toMatchObject({ state: 'blocked', failure: { kind: 'server-error' } });
    expect(mostTries(dead)).toBe(6);
    expect(mostTries(await runAfter(many(50, 'unreachable')))).toBe(3);
  });
});

describe('one request that is refused', () => {
  it.each<CallFailureKind>(['bad-request', 'context-overflow', 'forbidden'])(
    'is left out, and the run goes on to its end: %s',
    async (kind) => {
      const project = projectOf(20, 4);
      let poison = '';
      await project.drive((call) => {
        if (call.step === 'instance' && poison === '') poison = call.prompt;
        return Promise.resolve(call.prompt === poison ? failure(kind) : replyTo(call));
      });
      expect(project.run.state).toBe('done');
      const asked = [...project.attempts.values()].filter(
        ({ outcome }) => outcome.kind === 'failure',
      );
      expect(asked).toHaveLength(1);
    },
  );

  it('is not the only one: after a few in a row the run stops and says why', async () => {
    const project = projectOf(50, 2);
    let answered = 0;
    await project.drive((call) => {
      answered += 1;
      return Promise.resolve(answered > 10 ? failure('bad-request') : replyTo(call));
    });
    expect(project.run).toMatchObject({ state: 'blocked', failure: { kind: 'bad-request' } });
  });

  it('is the first of all: then it is the settings', async () => {
    const { run, attempts } = await runAfter([failure('bad-request')]);
    expect(run.state).toBe('blocked');
    expect(attempts.size).toBe(1);
  });
});

test('a network that is gone all night is looked for by one call at a time, and costs no request', async () => {
  const project = projectOf(60, 32);
  let answered = 0;
  let startedAt = 0;
  await project.drive((call) => {
    const isNight = answered >= 60 && project.clock < startedAt + 10 * 3_600_000;
    if (isNight) return Promise.resolve(failure('offline'));
    answered += 1;
    startedAt ||= answered === 60 ? project.clock : 0;
    return Promise.resolve(replyTo(call));
  });
  const all = [...project.attempts.values()];
  const replies = all.filter(({ outcome }) => outcome.kind === 'reply').length;
  expect(project.run.state).toBe('done');
  expect(project.run.spent.requests).toBe(replies);
  // Every half a minute or so, and not 32 at a time.
  expect(all.length - replies).toBeLessThan(3_000);
});

test('a rate limit that says “at once” over and over is not hailed at', async () => {
  const project = projectOf(8, 1);
  let calls = 0;
  const startedAt = project.clock;
  await project.drive((call) => {
    calls += 1;
    return Promise.resolve(calls <= 100 ? failure('rate-limited', 0) : replyTo(call));
  });
  expect(project.run.state).toBe('done');
  expect(project.clock - startedAt).toBeGreaterThan(90 * 2_000);
});

test('an empty reply is booked: by the provider’s count, or at the most it can have taken', async () => {
  const price = { inputUsd: 1, outputUsd: 10 };
  const caps = { usd: 0.1 };
  const usage = { promptTokens: 900, completionTokens: 2_000 };
  const costUsd = (900 * price.inputUsd + 2_000 * price.outputUsd) / 1e6;
  for (const told of [{ usage }, {}]) {
    const connection = { ...testConnection, price };
    const project = new MemoryProject(modernRecipe, 8, { connection, caps });
    let calls = 0;
    await project.drive(() => {
      calls += 1;
      const empty = { kind: 'empty-reply', message: 'scripted', ...told } as const;
      return Promise.resolve({ kind: 'failure', failure: empty });
    });
    expect(project.run.state).toBe('capped');
    expect(calls * costUsd).toBeLessThanOrEqual(caps.usd);
    expect(project.run.spent.usd).toBeGreaterThan(0);
  }
});
