import { describe, expect, it, vi } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import type { Complete } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded, type TestService } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';
import { storedProject, untilState } from '#tests/support/stored-sources.ts';

const price = { inputUsd: 1, outputUsd: 1 };
const plan: RunPlan = {
  recipe: modernRecipe,
  connection: { ...testConnection, price },
  target: 20,
  seed: 1,
};

async function openWith(complete?: Complete): Promise<{ test: TestService; id: number }> {
  const test = createTestService(complete === undefined ? {} : { complete });
  const id = await openSeeded(test);
  return { test, id };
}

const runOf = async (test: TestService) => (await test.service.snapshot()).run;

describe('the caps of a run', () => {
  it('are told by name when one stops it', async () => {
    const { test, id } = await openWith();
    // A call takes some hundred tokens, but none is sent that could take more than are left.
    const connection = { ...plan.connection, maxConcurrent: 1 };
    const caps = { requests: 1_000, tokens: 3_000 };
    await test.service.startRun({ ...plan, connection, caps }, null);
    await untilState(test, 'capped');
    const run = await runOf(test);
    expect(run).toMatchObject({ cappedBy: 'tokens' });
    expect(run?.spent.tokens).toBeLessThan(3_000);
    const { requests = 0 } = run?.spent ?? {};
    expect(requests).toBeGreaterThan(0);
    expect((await storedProject(id)).sources.runs.at(-1)?.cappedBy).toBe('tokens');
    await test.service.setCaps({ requests: requests + 2 });
    await test.service.resumeRun(null);
    await vi.waitFor(async () => expect((await runOf(test))?.cappedBy).toBe('requests'));
    expect((await runOf(test))?.spent.requests).toBe(requests + 2);
    await test.service.setCaps({});
    await test.service.resumeRun(null);
    await untilState(test, 'done');
    expect(await runOf(test)).not.toHaveProperty('cappedBy');
  });

  it('can be lowered below what is spent while it runs: it stops after what is in flight', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let asked = 0;
    const { test, id } = await openWith(async (call) => {
      asked += 1;
      if (asked > 6) await held;
      return replyTo(call);
    });
    await test.service.startRun({ ...plan, target: 500 }, null);
    await vi.waitFor(() => expect(asked).toBeGreaterThan(6));
    expect((await test.service.setCaps({ requests: 2 })).ok).toBe(true);
    await vi.waitFor(async () => expect((await runOf(test))?.caps).toEqual({ requests: 2 }));
    expect((await storedProject(id)).sources.runs.at(-1)?.caps).toEqual({ requests: 2 });
    const inFlight = asked;
    release();
    await untilState(test, 'capped');
    expect(asked).toBe(inFlight);
    expect(await runOf(test)).toMatchObject({ cappedBy: 'requests' });
    expect((await storedProject(id)).sources.attempts.size).toBe(asked);
  });

  it('can be raised while it runs, before it comes to them', async () => {
    const { test } = await openWith(async (call) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return replyTo(call);
    });
    await test.service.startRun({ ...plan, target: 8, caps: { requests: 5000 } }, null);
    await test.service.setCaps({ requests: 6000 });
    await untilState(test, 'done');
    expect((await runOf(test))?.caps).toEqual({ requests: 6000 });
  });

  it('on money of a model that nobody charges for never stop it', async () => {
    const { test } = await openWith();
    const { price: _, ...unpriced } = plan.connection;
    const own = { ...unpriced, preset: 'ollama', baseUrl: 'http://localhost:11434/v1' };
    const started = await test.service.startRun(
      { ...plan, connection: own, caps: { usd: 0.0001 } },
      null,
    );
    expect(started.ok).toBe(true);
    await untilState(test, 'done');
    expect((await runOf(test))?.spent.usd).toBe(0);
  });
});

describe('a stop between the steps where complete tasks are what counts', () => {
  it.each([modernRecipe, paperRecipe])(
    'recipe $name: nothing more is proposed afterwards, whatever stays incomplete',
    async (recipe) => {
      const counting = { ...recipe, targetCounts: 'complete', instanceTries: 1 } as const;
      // Every second task gets no instance, so that the target is never met.
      const { test, id } = await openWith((call) =>
        Promise.resolve(
          call.step === 'instance' && call.prompt.length % 2 === 0
            ? { kind: 'reply', text: 'I would rather not.', finishReason: 'stop' }
            : replyTo(call),
        ),
      );
      await test.service.startRun(
        { ...plan, recipe: counting, target: 10, stopsAfterInstructions: true },
        null,
      );
      await untilState(test, 'done');
      const before = await test.service.snapshot();
      const accepted = before.activity?.acceptedNow ?? 0;
      expect(accepted).toBeGreaterThanOrEqual(10);
      const steps = async (): Promise<Record<string, number>> => {
        const counts: Record<string, number> = {};
        for (const { step } of (await storedProject(id)).sources.requests.values()) {
          counts[step] = (counts[step] ?? 0) + 1;
        }
        return counts;
      };
      const asked = (await steps())['instruction'];
      expect(await steps()).toEqual({ instruction: asked });
      await test.service.continueRun(null);
      await untilState(test, 'done');
      expect(await steps()).toEqual({
        instruction: asked,
        classification: accepted,
        instance: accepted,
      });
      const run = await runOf(test);
      expect(run?.funnel.complete).toBeLessThan(accepted);
      await test.service.raiseTarget(20, null);
      await vi.waitFor(async () => {
        expect((await steps())['instruction']).toBeGreaterThan(asked ?? 0);
      });
    },
  );
});
