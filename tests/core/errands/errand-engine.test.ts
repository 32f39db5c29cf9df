import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSpending, noSpending } from '#core/budget/budget.ts';
import { answered } from '#core/errands/errand-counts.ts';
import type { CallFailureKind, Complete } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { MemoryErrand, plainTasks } from '#tests/support/memory-errand.ts';
import { Crash, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const faults: CallFailureKind[] = ['server-error', 'rate-limited', 'timed-out', 'bad-key'];
const kinds = ['judge', 'repair', 'regenerate'] as const;

const session = fc.record({
  faults: fc.array(fc.option(fc.constantFrom(...faults), { freq: 4 }), { maxLength: 12 }),
  delays: fc.array(fc.nat(3), { maxLength: 12 }),
  commitsLeft: fc.option(fc.integer({ min: 0, max: 25 })),
  pauseAfter: fc.option(fc.integer({ min: 1, max: 20 })),
});
type Session = typeof session extends fc.Arbitrary<infer T> ? T : never;

async function play(errand: MemoryErrand, plan: Session): Promise<void> {
  const control = new RunControl();
  let calls = 0;
  const complete: Complete = async (call) => {
    const turn = calls;
    calls += 1;
    if (plan.pauseAfter === calls) control.pause();
    for (let step = 0; step < (plan.delays[turn] ?? 0); step += 1) await Promise.resolve();
    const kind = plan.faults[turn];
    return kind ? { kind: 'failure', failure: { kind, message: 'scripted' } } : replyTo(call);
  };
  errand.commitsLeft = plan.commitsLeft ?? Infinity;
  try {
    await errand.drive(complete, control);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  errand.commitsLeft = Infinity;
}

function expectNothingDoubled(errand: MemoryErrand): void {
  const asked = [...errand.requests.values()].map(({ taskId }) => taskId);
  expect(new Set(asked).size).toBe(asked.length);
  expect([...errand.results]).toEqual(
    expect.arrayContaining([...errand.rebuilt()].filter(([id]) => errand.results.has(id))),
  );
}

/** Models of which nothing is known, so that a session may begin with a probe. */
const unknown = fc.subarray(['scripted']);

describe('an errand through faults, pauses and crashes', () => {
  it('asks about every task once, and its results follow from its rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 30 }),
        fc.array(session, { minLength: 1, maxLength: 3 }),
        unknown,
        async (kind, count, sessions, models) => {
          const errand = new MemoryErrand(kind, plainTasks(count), { unknown: models });
          for (const plan of sessions) {
            await play(errand, plan);
            expectNothingDoubled(errand);
          }
          const ended = await errand.drive(createPromptModel());
          expect(ended.state).toBe('done');
          expectNothingDoubled(errand);
          expect([...errand.results.keys()].sort((a, b) => a - b)).toEqual(errand.todo);
          expect(errand.rebuilt()).toEqual(errand.results);
          expect(answered(ended.counts)).toBe(count);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('never passes a cap, with up to 64 calls in flight', async () => {
    const caps = fc.record(
      {
        usd: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
        requests: fc.integer({ min: 1, max: 30 }),
        tokens: fc.integer({ min: 1000, max: 40_000 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        caps,
        fc.constantFrom(1, 4, 64),
        session,
        unknown,
        async (limits, maxConcurrent, plan, models) => {
          const price = { inputUsd: 1, outputUsd: 4 };
          const api = models.length > 0 ? 'chat' : 'completions';
          const connection = { ...testConnection, api, maxConcurrent, price } as const;
          const options = { connection, caps: limits, unknown: models };
          const errand = new MemoryErrand('judge', plainTasks(40), options);
          await play(errand, { ...plan, commitsLeft: null });
          const ended = await errand.drive(createPromptModel());
          const booked = [...errand.attempts.values(), ...(ended.probes ?? [])]
            .map((attempt) => attempt.booked)
            .reduce(addSpending, noSpending);
          expect(booked.usd ?? Infinity).toBeLessThanOrEqual(limits.usd ?? Infinity);
          expect(booked.tokens).toBeLessThanOrEqual(limits.tokens ?? Infinity);
          expect(booked.requests).toBeLessThanOrEqual(limits.requests ?? Infinity);
          expect(ended.spent.tokens).toBe(booked.tokens);
          expect(['done', 'capped']).toContain(ended.state);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});

describe('an errand', () => {
  it('asks again about what could not be read, and the later answer counts', async () => {
    const errand = new MemoryErrand('judge', plainTasks(12));
    const mumbling: Complete = (call) =>
      Promise.resolve({
        kind: 'reply',
        text: /number [1-3]\./.test(call.prompt) ? 'Hm.' : 'Score: 4\nReason: fine',
        finishReason: 'stop',
      });
    const first = await errand.drive(mumbling);
    expect(first.counts).toMatchObject({ scored: 9, bad: { 'no-score': 3 } });
    errand.askAgain();
    const second = await errand.drive(() =>
      Promise.resolve({ kind: 'reply', text: '2', finishReason: 'stop' }),
    );
    expect(second.state).toBe('done');
    expect(second.counts).toEqual({ scored: 12, proposed: 0, unchanged: 0, bad: {}, failed: 0 });
    expect(errand.requests.size).toBe(15);
    expect(errand.results.get(1)).toMatchObject({ kind: 'score', score: 2 });
    expect(errand.rebuilt()).toEqual(errand.results);
  });

  it('stops spending when nothing that comes back can be read', async () => {
    const errand = new MemoryErrand('repair', plainTasks(200));
    const useless: Complete = () =>
      Promise.resolve({ kind: 'reply', text: 'Lovely weather.', finishReason: 'stop' });
    const ended = await errand.drive(useless);
    expect(ended.state).toBe('stalled');
    expect(ended.calls.sent).toBeLessThan(60);
  });

  it('gives a task up that is too long for the model, and goes on with the others', async () => {
    const errand = new MemoryErrand('judge', plainTasks(6));
    const small: Complete = (call) =>
      Promise.resolve(
        call.prompt.includes('number 3.')
          ? { kind: 'failure', failure: { kind: 'context-overflow', message: 'too long' } }
          : { kind: 'reply', text: 'Score: 5', finishReason: 'stop' },
      );
    const ended = await errand.drive(small);
    expect(ended).toMatchObject({ state: 'done', counts: { scored: 5, failed: 1 } });
    expect(errand.results.get(3)).toMatchObject({ kind: 'failed', failure: 'context-overflow' });
    expect(errand.rebuilt()).toEqual(errand.results);
  });

  it('skips what is gone, and seeds where texts are to change', async () => {
    const tasks = plainTasks(4).map((task) => ({
      ...task,
      ...(task.id === 2 && { isRemoved: true }),
      ...(task.id === 3 && { origin: 'seed' as const }),
    }));
    const repair = await new MemoryErrand('repair', tasks).drive(createPromptModel());
    expect(repair).toMatchObject({ state: 'done', skipped: 2, calls: { sent: 2 } });
    const judge = await new MemoryErrand('judge', tasks).drive(createPromptModel());
    expect(judge).toMatchObject({ state: 'done', skipped: 1 });
  });

  it('keeps to a long wait that a provider asked for, and says so in its row', async () => {
    const errand = new MemoryErrand('judge', plainTasks(3));
    let calls = 0;
    const limited: Complete = (call) => {
      calls += 1;
      const failure = { kind: 'rate-limited', message: 'later', retryAfterMs: 3_600_000 } as const;
      return Promise.resolve(calls === 1 ? { kind: 'failure', failure } : replyTo(call));
    };
    const started = errand.clock;
    const ended = await errand.drive(limited);
    expect(ended.state).toBe('done');
    expect(ended.heldUntil).toBeGreaterThan(started + 3_000_000);
    expect(errand.clock).toBeGreaterThan(started + 3_600_000);
  });
});

describe('two requests of one task', () => {
  it('may be answered in any order: the later request counts, and the task once', async () => {
    for (const slow of [1, 2]) {
      const errand = new MemoryErrand('judge', plainTasks(2));
      // Asked about twice over, as rows of old may say.
      errand.errand = { ...errand.errand, todo: [...errand.errand.todo, [1, 1]] };
      let calls = 0;
      let letGo: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      await errand.drive(async (call) => {
        if (call.prompt.includes('number 2.')) return replyTo(call);
        calls += 1;
        const score = calls;
        if (score === slow) await gate;
        else setTimeout(letGo, 0);
        return { kind: 'reply', text: `Score: ${score}`, finishReason: 'stop' };
      });
      expect(errand.results.get(1)).toMatchObject({ requestId: 3 });
      expect(errand.results).toEqual(errand.rebuilt());
      expect(answered(errand.errand.counts)).toBe(2);
    }
  });
});
