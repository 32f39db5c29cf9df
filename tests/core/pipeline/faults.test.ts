import { describe, expect, it } from 'vitest';
import { explainFailure } from '#core/errors/explain-failure.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Outcome } from '#core/model/model-call.ts';
import {
  always,
  atFirst,
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

/*
 * What a run does about the faults of a provider, 1 to 11: its state, its rows and its words (12 to
 * 15 and 21: `faults-of-time.test.ts`). The numbers
 * are those of the list that the scripted server's scenarios follow; `tests/e2e/faults.spec.ts` has
 * the same faults in a browser, `tests/llm/faults.test.ts` how each wire tells them. Fault 16, the
 * program killed between reply and commit, is in `run-fuzz.test.ts` and `tests/e2e/reload.spec.ts`.
 */

describe('limits', () => {
  it('fault 1: a 429 that says 7 s is waited out, and fewer calls go out at once after it', async () => {
    const of = project(60, { connection: { ...testConnection, maxConcurrent: 8 } });
    let inFlight = 0;
    let calls = 0;
    let refused = { at: 0, turn: Infinity };
    let mostBefore = 0;
    let mostAfter = 0;
    const waits: number[] = [];
    await of.drive(async (call) => {
      const turn = (calls += 1);
      inFlight += 1;
      if (turn > refused.turn) waits.push(of.clock - refused.at);
      if (turn <= 30) mostBefore = Math.max(mostBefore, inFlight);
      // A slot comes back only with a streak of 25 replies.
      else if (turn > refused.turn && waits.length < 20) mostAfter = Math.max(mostAfter, inFlight);
      await new Promise((resolve) => setTimeout(resolve, 0));
      inFlight -= 1;
      if (turn !== 30) return replyTo(call);
      refused = { at: of.clock, turn: calls };
      return failed('rate-limited', { retryAfterMs: 7_000 });
    });
    expect(waits.length).toBeGreaterThan(20);
    expect(waits.filter((elapsed) => elapsed < 7_000).length).toBeLessThan(8);
    expect(mostBefore).toBe(8);
    expect(mostAfter).toBeLessThanOrEqual(6);
    expect(of.events).toContainEqual(
      expect.objectContaining({ kind: 'waiting', failure: expect.anything() as unknown }),
    );
    await expectRecovered(of, 1);
    expect(failuresOf(of)).toEqual([
      { kind: 'rate-limited', message: 'scripted', retryAfterMs: 7_000 },
    ]);
  });

  it('fault 1: a wait that begins when the target is met does not end the run before its tasks are complete', async () => {
    const of = project(5, { connection: { ...testConnection, maxConcurrent: 2 } });
    await of.drive(atFirst(failed('rate-limited', { retryAfterMs: 7_000 })));
    const accepted = of.machineTasks.filter(isInPool);
    expect(accepted.length).toBeGreaterThanOrEqual(5);
    expect(accepted.every(({ isClassification }) => isClassification !== null)).toBe(true);
    expect(of.run.state).toBe('done');
  });

  it('fault 2: a 429 without a hint is backed off from, longer each time', async () => {
    const of = project(8, one);
    const refused = failed('rate-limited');
    const { calls, complete } = timed(of, atFirst(refused, refused, refused));
    await of.drive(complete);
    const waits = calls.slice(1, 4).map((at, index) => at - (calls[index] ?? 0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000 + 4_000 + 10);
    await expectRecovered(of, 3);
  });

  it('fault 3: a wait of an hour is written down, and holds after a restart', async () => {
    const of = project(8, one);
    const start = of.clock;
    const hour = 3_600_000;
    of.commitsLeft = 3;
    await expect(of.drive(atFirst(failed('rate-limited', { retryAfterMs: hour })))).rejects.toThrow(
      'died',
    );
    of.commitsLeft = Infinity;
    expect(of.run.state).toBe('running');
    expect(of.run.heldUntil).toBeGreaterThanOrEqual(start + hour);
    const { calls, complete } = timed(of, atFirst());
    await of.drive(complete);
    expect((calls[0] ?? 0) - start).toBeGreaterThanOrEqual(hour);
    expect(of.run.state).toBe('done');
  });

  it('fault 4: no credit stops at once, and nothing is tried again', async () => {
    const of = project();
    await of.drive(always(failed('no-credit')));
    expectBlocked(of, 'no-credit', /no credit/);
    expect(of.attempts.size).toBeLessThanOrEqual(4);
    expect(new Set([...of.attempts.values()].map(({ requestId }) => requestId)).size).toBe(
      of.attempts.size,
    );
  });
});

describe('servers', () => {
  it('fault 5: where the browser cannot tell, it is tried again and three causes are named', async () => {
    const of = project();
    await of.drive(always(failed('unreachable')));
    expectBlocked(of, 'unreachable', /could not be reached/);
    const { failure, connection } = of.run;
    const told = failure && explainFailure(failure, connection);
    expect(told?.happened).toMatch(/not running.*CORS.*network is down/s);
    expect(told?.command).toContain('curl');
    expect(told?.kept).toContain('is stored');
  });

  it('fault 6: a burst of 500 and 529 loses no row', async () => {
    const of = project();
    const busy = failed('server-error', { status: 529 });
    await of.drive(atFirst(null, busy, busy, failed('server-error', { status: 500 }), busy));
    await expectRecovered(of, 4);
  });

  it('fault 7: an error under 200 is a failure, never data', async () => {
    const of = project();
    await of.drive(atFirst(failed('error-in-reply', { status: 200, evidence: '{"error":1}' })));
    await expectRecovered(of, 1);
    expect(failuresOf(of)[0]).toMatchObject({ kind: 'error-in-reply', evidence: '{"error":1}' });
    expect(JSON.stringify(of.tasks)).not.toContain('error');
  });

  it.each([
    [8, 'a connection that is cut in the middle'],
    [9, 'a reply without finish reason'],
  ])('fault %i: %s is a failed attempt with its evidence', async () => {
    const of = project();
    const cut = failed('cut-connection', { status: 200, evidence: '9. Half an instr' });
    await of.drive(atFirst(cut));
    await expectRecovered(of, 1);
    expect(failuresOf(of)[0]?.evidence).toBe('9. Half an instr');
    expect(of.machineTasks.map(({ instruction }) => instruction)).not.toContain('Half an instr');
    const lasting = project();
    await lasting.drive(always(cut));
    expectBlocked(lasting, 'cut-connection', /broke off/);
  });

  it('fault 10: replies that are cut, filtered or empty are told apart', async () => {
    const of = project(60, one);
    const text = ' Name the moons of Jupiter by size\n10. Describe how a sail is made from';
    const empty = failed('empty-reply', { status: 200 });
    const lists: Outcome[] = [
      { kind: 'reply', text, finishReason: 'length' },
      { kind: 'reply', text: ' ', finishReason: 'content-filter' },
    ];
    let mute = '';
    await of.drive((call) => {
      if (call.step !== 'instruction') return Promise.resolve(replyTo(call));
      const next = lists.shift();
      if (next === undefined) mute ||= call.prompt;
      return Promise.resolve(next ?? (call.prompt === mute ? empty : replyTo(call)));
    });
    expect(of.run.state).toBe('done');
    const told = [...of.attempts.values()].map(({ outcome }) =>
      outcome.kind === 'reply' ? outcome.finishReason : outcome.failure.kind,
    );
    expect(told.slice(0, 1)).toEqual(['length']);
    expect(told.filter((kind) => kind === 'content-filter')).toHaveLength(1);
    expect(told.filter((kind) => kind === 'empty-reply')).toHaveLength(2);
    const cut = of.machineTasks.find(({ instruction }) => instruction.startsWith('Describe how'));
    expect(cut).toMatchObject({ status: 'rejected', rejection: { reason: 'cut' } });
    expect(of.run.funnel.losses['reply-empty']).toBe(2);
    expect(await of.folded()).toEqual(of.tasks);
  });

  it('fault 11: a web page under 200 pauses the run at once and keeps the page as evidence', async () => {
    const of = project();
    const page = failed('not-json', { status: 200, evidence: '<!doctype html><h1>Sign in</h1>' });
    await of.drive(always(page));
    expectBlocked(of, 'not-json', /not from a model/);
    expect(of.attempts.size).toBeLessThanOrEqual(4);
    expect(failuresOf(of)[0]?.evidence).toContain('Sign in');
    const done = await of.drive(atFirst());
    expect(done.state).toBe('done');
  });
});
