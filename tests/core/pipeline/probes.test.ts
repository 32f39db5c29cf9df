import { describe, expect, it } from 'vitest';
import { addSpending, noSpending } from '#core/budget/budget.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { CallFailureKind, Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { failed } from '#tests/support/fault-run.ts';
import { MemoryErrand, plainTasks } from '#tests/support/memory-errand.ts';
import { Crash, MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { isProbe, replyTo } from '#tests/support/prompt-model.ts';

const price = { inputUsd: 1, outputUsd: 4 };
const house: ModelConnection = { ...testConnection, model: 'house', api: 'chat', price };
const unknown = ['house', 'other'];

const project = (options: ConstructorParameters<typeof MemoryProject>[2] = {}): MemoryProject =>
  new MemoryProject(modernRecipe, 6, { connection: house, unknown, ...options });

/** Answers probes by `answers` in turn, the last one again and again, and notes what was asked. */
function probed(...answers: readonly (Outcome | null)[]): {
  asked: ModelCall[];
  complete: Complete;
} {
  const asked: ModelCall[] = [];
  return {
    asked,
    complete: (call) => {
      const turn = asked.filter(isProbe).length;
      asked.push(call);
      const outcome = isProbe(call) ? answers[Math.min(turn, answers.length - 1)] : null;
      return Promise.resolve(outcome ?? replyTo(call));
    },
  };
}

const probesIn = (asked: readonly ModelCall[]): number => asked.filter(isProbe).length;

/** What the run says that it took is what its calls and probes were booked at. */
function expectNothingLost({ run, attempts }: MemoryProject): void {
  const all = [...attempts.values(), ...(run.probes ?? [])].map(({ booked }) => booked);
  expect(run.spent.tokens).toBe(all.reduce(addSpending, noSpending).tokens);
  const tries = (run.probes ?? []).reduce((sum, probe) => sum + probe.tries, 0);
  expect(run.calls.sent).toBe(attempts.size + tries);
}

describe('A model of which nothing is known', () => {
  it('is asked a short question before anything else, once, and paid for', async () => {
    const of = project();
    const { asked, complete } = probed(null);
    const run = await of.drive(complete);
    expect(run.state).toBe('done');
    expect(asked.map(isProbe).indexOf(true)).toBe(0);
    expect(probesIn(asked)).toBe(1);
    expect(of.notes.probed).toEqual(['house']);
    expect(run.probes).toMatchObject([{ tries: 1, isOver: true, outcome: { text: 'Yes' } }]);
    expect(run.probes?.[0]).not.toHaveProperty('out');
    expectNothingLost(of);
    expect(await of.folded()).toEqual(of.tasks);
  });

  it('has answered before any other call is out, however many slots there are', async () => {
    const of = project({ connection: { ...house, maxConcurrent: 64 } });
    let answer: () => void = () => undefined;
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    let others = 0;
    const done = of.drive(async (call) => {
      if (isProbe(call)) await isAnswered;
      else others += 1;
      return replyTo(call);
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(others).toBe(0);
    expect(of.run.probes).toMatchObject([{ tries: 0, out: { requests: 1 } }]);
    answer();
    expect((await done).state).toBe('done');
  });

  it('is asked again after each refusal, and then let work', async () => {
    const refused = failed('refused-parameter', { parameter: 'stop', isMended: true });
    const of = project();
    const { asked, complete } = probed(refused, refused, null);
    expect((await of.drive(complete)).state).toBe('done');
    expect(probesIn(asked)).toBe(3);
    expect(asked.slice(0, 3).every(isProbe)).toBe(true);
    expectNothingLost(of);
  });

  it.each<CallFailureKind>([
    ...(['server-error', 'timed-out', 'cut-connection', 'unreachable', 'bad-request'] as const),
    ...(['forbidden', 'refused-parameter', 'context-overflow', 'error-in-reply'] as const),
  ])('is let work where its probe ends with %s, and not asked again', async (kind) => {
    const of = project();
    const { asked, complete } = probed(failed(kind));
    expect((await of.drive(complete)).state).toBe('done');
    expect(probesIn(asked)).toBe(1);
    expect(of.notes.probed).toEqual([]);
    expect(of.run.probes).toMatchObject([{ isOver: true, outcome: { failure: { kind } } }]);
    expectNothingLost(of);
  });

  it.each<CallFailureKind>(['rate-limited', 'offline'])(
    'is asked once more after a wait for %s',
    async (kind) => {
      const of = project();
      const { asked, complete } = probed(failed(kind, { retryAfterMs: 5_000 }), null);
      const before = of.clock;
      expect((await of.drive(complete)).state).toBe('done');
      expect(asked.slice(0, 2).every(isProbe)).toBe(true);
      expect(probesIn(asked)).toBe(2);
      if (kind === 'rate-limited') expect(of.clock - before).toBeGreaterThanOrEqual(5_000);
      expectNothingLost(of);
    },
  );

  it.each<CallFailureKind>(['bad-key', 'unknown-model', 'no-credit', 'wrong-endpoint'])(
    'ends a run by %s at once, and is asked anew when it goes on',
    async (kind) => {
      const of = project();
      const run = await of.drive(probed(failed(kind)).complete);
      expect(run).toMatchObject({ state: 'blocked', failure: { kind }, failedStep: 'instruction' });
      expect(of.requests.size).toBe(0);
      const { asked, complete } = probed(null);
      expect((await of.drive(complete)).state).toBe('done');
      expect(probesIn(asked)).toBe(1);
      expectNothingLost(of);
    },
  );

  it('is not asked again by a run that goes on, whatever came of it', async () => {
    const of = project();
    const control = new RunControl();
    const { complete } = probed(failed('timed-out'));
    await of.drive((call, signal) => {
      if (!isProbe(call)) control.pause();
      return complete(call, signal);
    }, control);
    expect(of.run.state).toBe('paused');
    const later = probed(null);
    expect((await of.drive(later.complete)).state).toBe('done');
    expect(probesIn(later.asked)).toBe(0);
  });

  it('is left in peace by a run from before there were probes', async () => {
    const of = project();
    const { probes: _, ...old } = of.run;
    of.run = old;
    const { asked, complete } = probed(null);
    expect((await of.drive(complete)).state).toBe('done');
    expect(probesIn(asked)).toBe(0);
  });

  it('costs what a probe can take at most where the program died with it', async () => {
    const of = project();
    of.commitsLeft = 1;
    await expect(of.drive(probed(null).complete)).rejects.toThrow(Crash);
    of.commitsLeft = Infinity;
    expect(of.run.spent).toEqual(noSpending);
    const { asked, complete } = probed(null);
    expect((await of.drive(complete)).state).toBe('done');
    // Its answer was remembered at once; only what that took was not stored yet.
    expect(probesIn(asked)).toBe(0);
    const [probe] = of.run.probes ?? [];
    expect(probe).toMatchObject({ tries: 1, outcome: { failure: { kind: 'interrupted' } } });
    expect(probe?.booked.tokens).toBeGreaterThan(16);
    expect(of.run.calls.failed).toBe(1);
    expectNothingLost(of);
  });

  it('is not asked where a cap leaves no room for it', async () => {
    const of = project({ caps: { tokens: 10 } });
    const { asked, complete } = probed(null);
    const run = await of.drive(complete);
    expect(run).toMatchObject({ state: 'capped', cappedBy: 'tokens', spent: noSpending });
    expect(asked).toEqual([]);
  });

  it('is stopped with its run, and booked at most', async () => {
    const of = project();
    const control = new RunControl();
    const run = await of.drive(() => {
      control.stop();
      return new Promise(() => undefined);
    }, control);
    expect(run).toMatchObject({ state: 'stopped', calls: { sent: 1, failed: 1 } });
    expect(run.spent.tokens).toBeGreaterThan(16);
    expectNothingLost(of);
  });

  it('shows by its probe that it reasons first, and gets room for that from the first call', async () => {
    const of = project();
    const { complete } = probed({ kind: 'reply', text: '', finishReason: 'length' });
    const run = await of.drive(complete);
    expect(run.connection.reasonsFirst).toBe(true);
    expect(of.notes.reasoners).toEqual(['house']);
    const typing = [...of.requests.values()].filter(({ step }) => step === 'classification');
    expect(new Set(typing.map(({ decoding }) => decoding.maxTokens))).toEqual(new Set([1024]));
  });

  it('is asked for each lane when that has something to ask, while others are at work', async () => {
    const of = project({ stepConnections: { instance: { ...house, model: 'other' } } });
    const { asked, complete } = probed(null);
    expect((await of.drive(complete)).state).toBe('done');
    expect(of.notes.probed).toEqual(['house', 'other']);
    const [, second] = [...asked.keys()].filter((place) => isProbe(asked[place] ?? { prompt: '' }));
    const steps = asked.map(({ step }) => step);
    expect(steps.slice(0, second)).toContain('classification');
    expect(steps.indexOf('instance')).toBe(second);
    expectNothingLost(of);
  });

  it.each([
    ['taken', null],
    ['put off', { kind: 'rate-limited', message: 'Wait.', retryAfterMs: 60_000 } as const],
  ])(
    'is asked once, and the next call waits as it says, where its answer is %s while others are stored',
    async (_, failure) => {
      const times: number[] = [];
      for (let turns = 1; turns < 12; turns += 1) {
        const slow = { ...house, model: 'other', maxConcurrent: 1 };
        const of = project({ unknown: ['other'], stepConnections: { classification: slow } });
        // The answer comes within one commit or another, whatever the others are at.
        let letGo: () => void = () => undefined;
        let commits = -1;
        of.turnsToCommit = () => {
          if (commits >= 0 && (commits += 1) === turns) letGo();
          return 3;
        };
        const sentAt: number[] = [];
        let out = 0;
        const run = await of.drive(async (call) => {
          const isSlow = isProbe(call) || call.step === 'classification';
          if (isSlow) expect((out += 1)).toBe(1);
          if (isSlow) sentAt.push(of.clock);
          const isFirst = isProbe(call) && sentAt.length === 1;
          if (isFirst) {
            commits = 0;
            const late = new Promise<void>((resolve) => setTimeout(resolve, 20));
            await Promise.race([new Promise<void>((resolve) => (letGo = resolve)), late]);
          }
          if (isSlow) out -= 1;
          return isFirst && failure !== null ? { kind: 'failure', failure } : replyTo(call);
        });
        expect(run.state).toBe('done');
        const [first = NaN, second = NaN] = sentAt;
        times.push(second - first);
        expect(of.run.probes?.[0]?.tries).toBe(failure === null ? 1 : 2);
        expectNothingLost(of);
      }
      expect(Math.min(...times)).toBeGreaterThanOrEqual(failure?.retryAfterMs ?? 0);
    },
  );

  it('has a row for each lane, where addresses differ only in what is not shown of them', async () => {
    const at = (route: string): ModelConnection => ({
      ...house,
      baseUrl: `https://model.example/v1?route=${route}`,
    });
    const of = project({ connection: at('a'), stepConnections: { instance: at('b') } });
    const { asked, complete } = probed(null);
    expect((await of.drive(complete)).state).toBe('done');
    expect(probesIn(asked)).toBe(2);
    expect(of.run.probes).toMatchObject([
      { tries: 1, isOver: true },
      { tries: 1, isOver: true },
    ]);
    expect(JSON.stringify(of.run.probes)).not.toContain('route');
    expectNothingLost(of);
  });

  it('is named without what its address may hold beside the place', async () => {
    const baseUrl = 'http://user:planted@localhost:1/v1?key=planted';
    const of = project({ connection: { ...house, baseUrl } });
    expect((await of.drive(probed(null).complete)).state).toBe('done');
    expect(JSON.stringify(of.run.probes)).toContain('http://localhost:1/v1');
    expect(JSON.stringify(of.run.probes)).not.toContain('planted');
  });

  it('is asked by an errand too, within its caps', async () => {
    const of = new MemoryErrand('judge', plainTasks(5), { connection: house, unknown });
    const { asked, complete } = probed(null);
    const errand = await of.drive(complete);
    expect(errand.state).toBe('done');
    expect(asked.map(isProbe)).toEqual([true, ...Array.from({ length: 5 }, () => false)]);
    expect(errand).toMatchObject({ calls: { sent: 6 }, probes: [{ tries: 1, isOver: true }] });
    expect(errand.spent.requests).toBe(6);
  });
});
