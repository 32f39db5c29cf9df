import { describe, expect, it } from 'vitest';
import type { ModelCall, Outcome } from '#core/model/model-call.ts';
import {
  always,
  expectBlocked,
  expectRecovered,
  failed,
  failuresOf,
  one,
  project,
  timed,
} from '#tests/support/fault-run.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

/* Faults 12 to 15 and 21; the others, and where else each is tried, are in `faults.test.ts`. */

describe('silence', () => {
  it('fault 12: a call that hangs frees its slot at its deadline, and holds no other up', async () => {
    const of = project(12, { connection: { ...testConnection, maxConcurrent: 2 } });
    let calls = 0;
    let answeredMeanwhile = 0;
    let isHanging = false;
    await of.drive(async (call) => {
      calls += 1;
      if (calls !== 3) {
        if (isHanging) answeredMeanwhile += 1;
        return replyTo(call);
      }
      isHanging = true;
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setTimeout(done, 0));
      isHanging = false;
      return failed('timed-out');
    });
    expect(answeredMeanwhile).toBeGreaterThan(3);
    await expectRecovered(of, 1);
    const late = [...of.attempts.values()].find(({ outcome }) => outcome.kind === 'failure');
    // Whether it was billed nobody knows: the most that it can have taken is booked.
    expect(late?.booked.tokens).toBeGreaterThan(1_000);
  });

  it('fault 12: a reply that comes after the deadline is not used, and its call stays booked', async () => {
    const of = project(8, one);
    const late: (() => void)[] = [];
    await of.drive((call) => {
      if (late.length > 0) return Promise.resolve(replyTo(call));
      // An adapter settles once, with the time-out; what the server sends after it goes nowhere.
      const reply = new Promise<Outcome>((resolve) => late.push(() => resolve(replyTo(call))));
      return Promise.race([reply, Promise.resolve(failed('timed-out'))]);
    });
    for (const send of late) send();
    await expectRecovered(of, 1);
    const [timedOut] = of.attempts.values();
    expect(timedOut).toMatchObject({ outcome: { failure: { kind: 'timed-out' } } });
    expect(timedOut?.booked.tokens).toBeGreaterThan(1_000);
  });

  it('fault 13: ten minutes offline are waited through without a burst, then it goes on alone', async () => {
    const of = project();
    const start = of.clock;
    const back = start + 600_000;
    const { calls, complete } = timed(of, (call) =>
      Promise.resolve(of.clock < back ? failed('offline') : replyTo(call)),
    );
    await of.drive(complete);
    const during = calls.filter((at) => at < back);
    expect(during.length).toBeGreaterThan(4);
    expect(during.length).toBeLessThan(120);
    await expectRecovered(of, during.length);
    expect(of.events.filter(({ kind }) => kind === 'waiting').length).toBeGreaterThan(0);
  });

  it('fault 21: after half an hour frozen, nothing bursts and nothing is asked twice', async () => {
    const of = project(40, { connection: { ...testConnection, maxConcurrent: 4 } });
    const halfAnHour = 1_800_000;
    let inFlight = 0;
    let most = 0;
    let calls = 0;
    await of.drive(async (call) => {
      const turn = (calls += 1);
      inFlight += 1;
      most = Math.max(most, inFlight);
      // The tab is frozen while calls are out, and again while the run waits for a limit.
      if (turn === 6 || turn === 20) of.clock += halfAnHour;
      await new Promise((resolve) => setTimeout(resolve, 0));
      inFlight -= 1;
      return turn === 12 ? failed('rate-limited', { retryAfterMs: 5_000 }) : replyTo(call);
    });
    expect(most).toBeLessThanOrEqual(4);
    await expectRecovered(of, 1);
    const tries = [...of.attempts.values()].map(({ requestId }) => requestId);
    expect(tries.length - new Set(tries).size).toBe(1);
    expect(of.run.heldUntil).toBeUndefined();
  });

  it('fault 21: a clock that is set back does not stop a run, nor make its time negative', async () => {
    const of = project(20);
    let calls = 0;
    await of.drive((call) => {
      calls += 1;
      if (calls === 8) of.clock -= 3_600_000;
      return Promise.resolve(replyTo(call));
    });
    await expectRecovered(of, 0);
    expect(of.run.activeMs).toBeGreaterThanOrEqual(0);
  });
});

describe('requests that a model does not take', () => {
  it('fault 14: a refused parameter costs one call, and what was dropped is recorded', async () => {
    const of = project(8, one);
    const refusal = failed('refused-parameter', { parameter: 'stop', isMended: true });
    const without = (call: ModelCall): Outcome => {
      const outcome = replyTo(call);
      return outcome.kind === 'reply' ? { ...outcome, dropped: ['stop'] } : outcome;
    };
    let calls = 0;
    await of.drive((call) => {
      calls += 1;
      return Promise.resolve(calls === 1 ? refusal : without(call));
    });
    await expectRecovered(of, 1);
    const replies = [...of.attempts.values()].filter(({ outcome }) => outcome.kind === 'reply');
    for (const { outcome } of replies) expect(outcome).toMatchObject({ dropped: ['stop'] });
    const lasting = project();
    await lasting.drive(always(failed('refused-parameter', { parameter: 'model' })));
    expectBlocked(lasting, 'refused-parameter', /./);
  });

  it('fault 15: a prompt that is too long shows fewer demonstrations, and never loops', async () => {
    const of = project(10);
    const shown = (prompt: string): number => prompt.match(/^\d+\. /gm)?.length ?? 0;
    const tooLong = failed('context-overflow');
    const run = await of.drive((call) => {
      const isTooLong = call.step === 'instruction' && shown(call.prompt) > 3;
      return Promise.resolve(isTooLong ? tooLong : replyTo(call));
    });
    expect(run).toMatchObject({ state: 'done', shownAtMost: 2 });
    expect(failuresOf(of).length).toBeLessThan(20);
    expect(await of.folded()).toEqual(of.tasks);
    const never = project(10);
    await never.drive(always(tooLong));
    expectBlocked(never, 'context-overflow', /too long/);
    expect(never.attempts.size).toBeLessThan(60);
  });
});
