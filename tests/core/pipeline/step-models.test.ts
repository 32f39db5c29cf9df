import { describe, expect, it } from 'vitest';
import type { ModelConnection } from '#core/model/connection.ts';
import { isComplete } from '#core/model/effective-task.ts';
import type { Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const small: ModelConnection = {
  ...testConnection,
  baseUrl: 'http://localhost:2/v1',
  model: 'small',
  api: 'chat',
  maxConcurrent: 2,
};
const own = { classification: small, instance: small };

const failure = (kind: 'rate-limited' | 'bad-key', retryAfterMs?: number): Outcome => ({
  kind: 'failure',
  failure: { kind, message: 'no', ...(retryAfterMs !== undefined && { retryAfterMs }) },
});

describe.each([modernRecipe, paperRecipe])(
  'recipe $name with another model for two steps',
  (recipe) => {
    it('asks each step of its own model, in that model’s form', async () => {
      const project = new MemoryProject(recipe, 12, { stepConnections: own });
      const forms = new Map<ModelCall['step'], Set<string>>();
      const run = await project.drive((call) => {
        forms.set(call.step, (forms.get(call.step) ?? new Set()).add(call.api));
        return Promise.resolve(replyTo(call));
      });
      expect(run.state).toBe('done');
      expect(forms).toEqual(
        new Map([
          ['instruction', new Set(['completions'])],
          ['classification', new Set(['chat'])],
          ['instance', new Set(['chat'])],
        ]),
      );
      for (const { step, model, api } of project.requests.values()) {
        const expected = step === 'instruction' ? ['scripted', 'completions'] : ['small', 'chat'];
        expect([model, api]).toEqual(expected);
      }
      expect(project.machineTasks.filter(isComplete).length).toBeGreaterThan(8);
      expect(await project.folded()).toEqual(project.tasks);
    });
  },
);

describe('limits', () => {
  it('hold for each model, whatever the other one bears', async () => {
    const connection = { ...testConnection, maxConcurrent: 8 };
    const project = new MemoryProject(modernRecipe, 60, { connection, stepConnections: own });
    const inFlight = { large: 0, small: 0 };
    const most = { large: 0, small: 0 };
    await project.drive(async (call) => {
      const model = call.step === 'instruction' ? 'large' : 'small';
      inFlight[model] += 1;
      most[model] = Math.max(most[model], inFlight[model]);
      await new Promise((resolve) => setTimeout(resolve, 0));
      inFlight[model] -= 1;
      return replyTo(call);
    });
    expect(most.small).toBe(2);
    expect(most.large).toBeGreaterThan(2);
    expect(most.large).toBeLessThanOrEqual(8);
  });

  it('a model that asks to wait holds its own steps only, after a restart too', async () => {
    const project = new MemoryProject(modernRecipe, 10, { stepConnections: own });
    const control = new RunControl();
    const hour = 3_600_000;
    const start = project.clock;
    let proposedMeanwhile = 0;
    const limited: Complete = (call) => {
      if (call.step !== 'instruction') return Promise.resolve(failure('rate-limited', hour));
      if (project.run.stepsHeldUntil !== undefined) {
        proposedMeanwhile += 1;
        if (proposedMeanwhile === 2) control.pause();
      }
      return Promise.resolve(replyTo(call));
    };
    project.run = { ...project.run, target: 60 };
    const paused = await project.drive(limited, control);
    expect(paused.state).toBe('paused');
    expect(proposedMeanwhile).toBeGreaterThanOrEqual(2);
    expect(project.clock - start).toBeLessThan(hour);
    expect(paused.heldUntil).toBeUndefined();
    expect(paused.stepsHeldUntil?.classification).toBeGreaterThanOrEqual(start + hour);
    const firstAt = new Map<ModelCall['step'], number>();
    const done = await project.drive((call) => {
      if (!firstAt.has(call.step)) firstAt.set(call.step, project.clock);
      return Promise.resolve(replyTo(call));
    });
    expect(done.state).toBe('done');
    expect((firstAt.get('classification') ?? 0) - start).toBeGreaterThanOrEqual(hour);
    expect((firstAt.get('instruction') ?? hour) - start).toBeLessThan(hour);
  });
});

describe('money and failures', () => {
  it('books every call at its own model’s price', async () => {
    const connection = { ...testConnection, price: { inputUsd: 10, outputUsd: 10 } };
    const free = { ...small, price: { inputUsd: 0, outputUsd: 0 } };
    const stepConnections = { classification: free, instance: free };
    const project = new MemoryProject(modernRecipe, 12, { connection, stepConnections });
    const run = await project.drive(createPromptModel());
    const booked = [...project.attempts.values()].map(({ requestId, booked: taken }) => ({
      step: project.requests.get(requestId)?.step,
      usd: taken.usd,
    }));
    expect(booked.filter(({ step }) => step !== 'instruction').every(({ usd }) => usd === 0)).toBe(
      true,
    );
    const paid = booked.filter(({ step }) => step === 'instruction');
    expect(paid.every(({ usd }) => usd !== null && usd > 0)).toBe(true);
    expect(run.spent.usd).toBeCloseTo(
      paid.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
      10,
    );
  });

  it('knows no sum where one price is unknown', async () => {
    const connection = { ...testConnection, price: { inputUsd: 10, outputUsd: 10 } };
    const project = new MemoryProject(modernRecipe, 6, { connection, stepConnections: own });
    expect((await project.drive(createPromptModel())).spent.usd).toBeNull();
  });

  it('says whose call it was that failed for good', async () => {
    const project = new MemoryProject(modernRecipe, 6, { stepConnections: own });
    const run = await project.drive((call) =>
      Promise.resolve(call.step === 'instruction' ? replyTo(call) : failure('bad-key')),
    );
    expect(run).toMatchObject({
      state: 'blocked',
      failure: { kind: 'bad-key' },
      failedStep: 'classification',
    });
    const done = await project.drive(createPromptModel());
    expect(done.state).toBe('done');
    expect(done).not.toHaveProperty('failedStep');
  });
});
