import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSpending, noSpending, type Caps } from '#core/budget/budget.ts';
import type { Spending } from '#core/budget/price.ts';
import type { CallFailureKind, Complete } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { Crash, MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const recipes = { modern: modernRecipe, paper: paperRecipe, alpaca: alpacaRecipe };
const faults: CallFailureKind[] = ['server-error', 'rate-limited', 'timed-out', 'bad-key'];

/** What happens to one session of a run: a fault for each call in turn, a crash, a pause. */
const session = fc.record({
  faults: fc.array(fc.option(fc.constantFrom(...faults), { freq: 4 }), { maxLength: 12 }),
  delays: fc.array(fc.nat(3), { maxLength: 12 }),
  commitsLeft: fc.option(fc.integer({ min: 0, max: 40 })),
  pauseAfter: fc.option(fc.integer({ min: 1, max: 20 })),
});
type Session = typeof session extends fc.Arbitrary<infer T> ? T : never;

async function play(project: MemoryProject, plan: Session): Promise<void> {
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
  project.commitsLeft = plan.commitsLeft ?? Infinity;
  try {
    await project.drive(complete, control);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  project.commitsLeft = Infinity;
}

/** What is booked for every finished call together. */
function bookedBy(project: MemoryProject): Spending {
  return [...project.attempts.values()].map(({ booked }) => booked).reduce(addSpending, noSpending);
}

function expectWithinCaps(project: MemoryProject, caps: Caps): void {
  const booked = bookedBy(project);
  expect(booked.usd ?? Infinity).toBeLessThanOrEqual(caps.usd ?? Infinity);
  expect(booked.tokens).toBeLessThanOrEqual(caps.tokens ?? Infinity);
  expect(booked.requests).toBeLessThanOrEqual(caps.requests ?? Infinity);
  expect(project.run.spent.tokens).toBe(booked.tokens);
}

function expectNothingDoubled(project: MemoryProject): void {
  const applied = project.log.flatMap((entry) =>
    entry.kind === 'applied' ? [entry.requestId] : [],
  );
  expect(new Set(applied).size).toBe(applied.length);
  expect(project.tasks.map(({ id }) => id)).toEqual(project.tasks.map((_, place) => place + 1));
  const items = project.machineTasks.map(
    ({ provenance }) => `${provenance?.requestId}/${provenance?.item}`,
  );
  expect(new Set(items).size).toBe(items.length);
}

describe('a run through faults, pauses and crashes', () => {
  it('loses nothing, doubles nothing, and its pool is the fold over its log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(['modern', 'paper', 'alpaca'] as const)),
        fc.integer({ min: 1, max: 12 }),
        fc.array(session, { minLength: 1, maxLength: 3 }),
        async (name, target, sessions) => {
          const project = new MemoryProject(recipes[name], target);
          for (const plan of sessions) {
            await play(project, plan);
            expectNothingDoubled(project);
            expect(await project.folded()).toEqual(project.tasks);
          }
          const run = await project.drive(createPromptModel());
          expect(run.state).toBe('done');
          expect(run.funnel.novel).toBeGreaterThanOrEqual(target);
          expectNothingDoubled(project);
          expect(await project.folded()).toEqual(project.tasks);
          const answered = [...project.attempts.values()].filter(
            ({ outcome }) => outcome.kind === 'reply',
          );
          const settled = new Set([
            ...answered.map(({ requestId }) => requestId),
            ...(run.unsent ?? []),
          ]);
          expect(settled.size).toBe(project.requests.size);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  it('never passes a cap, with up to 64 calls in flight, and says when one stops it', async () => {
    const caps = fc.record(
      {
        usd: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
        requests: fc.integer({ min: 1, max: 30 }),
        tokens: fc.integer({ min: 1000, max: 80_000 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        caps,
        fc.constantFrom(1, 4, 64),
        session,
        async (limits, maxConcurrent, plan) => {
          const price = { inputUsd: 1, outputUsd: 4 };
          const connection = { ...testConnection, maxConcurrent, price };
          const project = new MemoryProject(modernRecipe, 30, { connection, caps: limits });
          // Booked is booked: after a crash between reply and commit nobody can know what was spent.
          await play(project, { ...plan, commitsLeft: null });
          expectWithinCaps(project, limits);
          const run = await project.drive(createPromptModel());
          expectWithinCaps(project, limits);
          expect(['done', 'capped']).toContain(run.state);
          expect(await project.folded()).toEqual(project.tasks);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('is the same run again from the same seed, with one call at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.constantFrom('modern', 'paper'), async (seed, name) => {
        const connection = { ...testConnection, maxConcurrent: 1 };
        const [first, second] = [1, 2].map(
          () => new MemoryProject(recipes[name as 'paper'], 6, { seed, connection }),
        );
        if (!first || !second) throw new Error('two projects were made');
        await first.drive(createPromptModel());
        await second.drive(createPromptModel());
        expect(second.tasks).toEqual(first.tasks);
        expect([...second.requests.values()]).toEqual([...first.requests.values()]);
      }),
      { numRuns: 30 },
    );
  });
});
