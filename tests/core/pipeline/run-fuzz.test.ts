import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSpending, noSpending, type Caps } from '#core/budget/budget.ts';
import { priceOf } from '#core/budget/price-of.ts';
import { spent, type Spending } from '#core/budget/price.ts';
import type {
  CallFailure,
  CallFailureKind,
  Complete,
  ModelCall,
  Outcome,
  TokenUsage,
} from '#core/model/model-call.ts';
import { isInPool } from '#core/model/effective-task.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { Crash, MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const recipes = { modern: modernRecipe, paper: paperRecipe, alpaca: alpacaRecipe };
const recipeNames = fc.constantFrom(...(['modern', 'paper', 'alpaca'] as const));
const price = { inputUsd: 1, outputUsd: 4 };

const kinds: CallFailureKind[] = [
  ...(['server-error', 'rate-limited', 'timed-out', 'bad-key', 'no-credit', 'offline'] as const),
  ...(['context-overflow', 'refused-parameter', 'unreachable', 'cut-connection'] as const),
  ...(['empty-reply', 'not-json', 'error-in-reply', 'unknown-model'] as const),
];
const fault = fc
  .record({
    kind: fc.constantFrom(...kinds),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 7_200_000 }), { nil: undefined }),
  })
  .map(({ kind, retryAfterMs }): CallFailure => ({
    kind,
    message: 'scripted',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(kind === 'refused-parameter' && { isMended: true }),
  }));

/** What happens to one session of a run: a fault for each call in turn, a crash, a person's wish. */
const session = fc.record({
  faults: fc.array(fc.option(fault, { freq: 4 }), { maxLength: 12 }),
  delays: fc.array(fc.nat(3), { maxLength: 12 }),
  /** How long commits take, in turn and over again. */
  turns: fc.array(fc.nat(4), { minLength: 1, maxLength: 8 }),
  commitsLeft: fc.option(fc.integer({ min: 0, max: 40 })),
  wishAfter: fc.option(fc.integer({ min: 1, max: 20 })),
  wish: fc.constantFrom(...(['pause', 'stop', 'leave'] as const)),
  /** Afterwards a person turns over what the machine decided of this task, if there is one. */
  overrules: fc.option(fc.nat(20)),
});
type Session = typeof session extends fc.Arbitrary<infer T> ? T : never;

/** Steps with a model of their own: a dear one, a slow one, one that nobody charges for. */
const stepConnections = fc.record(
  {
    instruction: fc.constant({
      ...testConnection,
      model: 'large',
      price: { inputUsd: 9, outputUsd: 30 },
    }),
    classification: fc.constant({ ...testConnection, model: 'slow', maxConcurrent: 1, price }),
    instance: fc.constant({ ...testConnection, preset: 'vllm', api: 'chat' } as const),
  },
  { requiredKeys: [] },
);

/** Models of which nothing is known, so that a session may begin with a probe. */
const unknown = fc.subarray(['scripted', 'large', 'slow']);

/** Failures of which the provider knows nothing: it wrote its answer, and bills it. */
const billed: readonly CallFailureKind[] = [
  ...(['timed-out', 'cut-connection', 'not-json', 'empty-reply', 'error-in-reply'] as const),
];

/** What a call takes by the provider's count, whatever comes of it here. */
function usageOf(call: ModelCall, outcome: Outcome): TokenUsage | undefined {
  if (outcome.kind === 'failure' && !billed.includes(outcome.failure.kind)) return undefined;
  const reply = outcome.kind === 'reply' ? outcome : replyTo(call);
  return reply.kind === 'reply' ? reply.usage : undefined;
}

/** What the calls of a project really cost, whatever became of their answers. */
class Bill {
  total: Spending = noSpending;

  take(call: ModelCall, outcome: Outcome, { run }: MemoryProject): void {
    const { step } = call;
    const ownPrice = priceOf(connectionOf(run, step));
    const usage = usageOf(call, outcome);
    const requests = outcome.kind === 'failure' && outcome.failure.kind === 'offline' ? 0 : 1;
    const cost = usage ? spent(usage, ownPrice) : { requests, tokens: 0, usd: 0 };
    this.total = addSpending(this.total, cost);
  }
}

async function play(project: MemoryProject, plan: Session, bill: Bill): Promise<void> {
  const control = new RunControl();
  let calls = 0;
  const complete: Complete = async (call) => {
    const failure = plan.faults[calls];
    const delay = plan.delays[calls] ?? 0;
    calls += 1;
    if (plan.wishAfter === calls) control[plan.wish]();
    const outcome: Outcome = failure ? { kind: 'failure', failure } : replyTo(call);
    bill.take(call, outcome, project);
    for (let step = 0; step < delay; step += 1) await Promise.resolve();
    return outcome;
  };
  project.commitsLeft = plan.commitsLeft ?? Infinity;
  let commits = 0;
  project.turnsToCommit = () => plan.turns[(commits += 1) % plan.turns.length] ?? 1;
  try {
    await project.drive(complete, control);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  project.commitsLeft = Infinity;
}

function overrule(project: MemoryProject, plan: Session): void {
  const task = project.machineTasks[plan.overrules ?? -1];
  if (task === undefined) return;
  const verdict = task.status === 'accepted' ? 'rejected' : 'accepted';
  const before = [task.human?.verdict ?? null];
  project.record({ kind: 'verdict', ids: [task.id], verdict, before, label: 'Overruled' });
}

/** What is booked for every call that ended, or died with its program, together. */
const bookedBy = ({ attempts, run }: MemoryProject): Spending =>
  [...attempts.values(), ...(run.probes ?? [])]
    .map(({ booked }) => booked)
    .reduce(addSpending, noSpending);

function expectWithin({ usd, tokens, requests }: Spending, caps: Caps): void {
  // Money is summed in doubles, and the order of a sum may cost its last digit.
  expect(usd ?? Infinity).toBeLessThanOrEqual((caps.usd ?? Infinity) + 1e-12);
  expect(tokens).toBeLessThanOrEqual(caps.tokens ?? Infinity);
  expect(requests).toBeLessThanOrEqual(caps.requests ?? Infinity);
}

async function expectSound(project: MemoryProject): Promise<void> {
  const applied = project.log.flatMap((entry) =>
    entry.kind === 'applied' ? [entry.requestId] : [],
  );
  expect(new Set(applied).size).toBe(applied.length);
  expect(project.tasks.map(({ id }) => id)).toEqual(project.tasks.map((_, place) => place + 1));
  const items = project.machineTasks.map(
    ({ provenance }) => `${provenance?.requestId}/${provenance?.item}`,
  );
  expect(new Set(items).size).toBe(items.length);
  expect(await project.folded()).toEqual(project.tasks);
}

/** Every reply that was paid for and stored took effect, or waits for its turn. */
function expectAllSettled(project: MemoryProject): void {
  const answered = [...project.attempts.values()].filter(({ outcome }) => outcome.kind === 'reply');
  const closed = project.log.flatMap((entry) =>
    entry.kind === 'applied' ? [entry.requestId] : [],
  );
  const settled = new Set([
    ...answered.map(({ requestId }) => requestId),
    ...closed,
    ...(project.run.unsent ?? []),
  ]);
  expect(settled.size).toBe(project.requests.size);
}

describe('a run through faults, pauses and crashes', () => {
  it('loses nothing, doubles nothing, and its pool is the fold over its log', async () => {
    await fc.assert(
      fc.asyncProperty(
        recipeNames,
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        fc.array(session, { minLength: 1, maxLength: 3 }),
        stepConnections,
        unknown,
        async (name, target, stopsAfterInstructions, sessions, own, models) => {
          const options = { stopsAfterInstructions, stepConnections: own, unknown: models };
          const project = new MemoryProject(recipes[name], target, options);
          for (const plan of sessions) {
            await play(project, plan, new Bill());
            overrule(project, plan);
            await expectSound(project);
          }
          const run = await project.drive(createPromptModel());
          expect(run.state).toBe('done');
          const inPool = project.machineTasks.filter(isInPool);
          expect(inPool.length).toBeGreaterThanOrEqual(target);
          await expectSound(project);
          expectAllSettled(project);
        },
      ),
      { numRuns: 1500 },
    );
  }, 240_000);

  it('never costs more than a cap, whatever is in flight and whatever dies', async () => {
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
        fc.array(session, { minLength: 1, maxLength: 3 }),
        stepConnections,
        unknown,
        async (limits, maxConcurrent, sessions, own, models) => {
          const connection = { ...testConnection, maxConcurrent, price };
          const options = { connection, stepConnections: own, caps: limits, unknown: models };
          const project = new MemoryProject(modernRecipe, 30, options);
          const bill = new Bill();
          for (const plan of sessions) await play(project, plan, bill);
          const run = await project.drive((call) => {
            const outcome = replyTo(call);
            bill.take(call, outcome, project);
            return Promise.resolve(outcome);
          });
          expectWithin(bill.total, limits);
          const booked = bookedBy(project);
          expectWithin(booked, limits);
          expectWithin(bill.total, { requests: booked.requests, tokens: booked.tokens });
          expect(run.spent.tokens).toBe(booked.tokens);
          expect(['done', 'capped']).toContain(run.state);
          await expectSound(project);
        },
      ),
      { numRuns: 600 },
    );
  }, 240_000);

  it('is the same run again from the same seed, with one call at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), recipeNames, unknown, async (seed, name, models) => {
        const connection = { ...testConnection, maxConcurrent: 1 };
        const [first, second] = [1, 2].map(
          () => new MemoryProject(recipes[name], 6, { seed, connection, unknown: models }),
        );
        if (!first || !second) throw new Error('two projects were made');
        await first.drive(createPromptModel());
        await second.drive(createPromptModel());
        expect(second.tasks).toEqual(first.tasks);
        expect([...second.requests.values()]).toEqual([...first.requests.values()]);
        expect(second.run).toEqual(first.run);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
