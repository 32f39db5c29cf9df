import { describe, expect, it } from 'vitest';
import { effectiveType, isComplete, isInPool } from '#core/model/effective-task.ts';
import type { Complete, Outcome } from '#core/model/model-call.ts';
import { RunControl } from '#core/pipeline/run-control.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { createPromptModel, replyTo } from '#tests/support/prompt-model.ts';

const failing = (kind: 'bad-key' | 'server-error' | 'rate-limited', times: number): Complete => {
  let left = times;
  return (call) => {
    left -= 1;
    const outcome: Outcome =
      left >= 0 ? { kind: 'failure', failure: { kind, message: 'no' } } : replyTo(call);
    return Promise.resolve(outcome);
  };
};

describe('recipe modern', () => {
  it('grows the pool to the target and fills every accepted task', async () => {
    const project = new MemoryProject(modernRecipe, 30);
    const run = await project.drive(createPromptModel());
    const accepted = project.machineTasks.filter(isInPool);
    expect(run.state).toBe('done');
    expect(accepted.length).toBeGreaterThanOrEqual(30);
    expect(accepted.every((task) => effectiveType(task) !== null)).toBe(true);
    expect(accepted.filter(isComplete).length).toBeGreaterThan(accepted.length * 0.7);
    expect(run.funnel.novel).toBe(accepted.length);
    expect(run.funnel.complete).toBe(accepted.filter(isComplete).length);
    expect(run.calls.sent).toBe(project.attempts.size);
  });

  it('keeps every rejected item with its reason', async () => {
    const project = new MemoryProject(modernRecipe, 40);
    const run = await project.drive(createPromptModel());
    const rejected = project.machineTasks.filter((task) => task.status === 'rejected');
    const reasons = new Set(rejected.map((task) => task.rejection?.reason));
    expect(reasons).toContain('too-short');
    expect(rejected.every((task) => task.rejection !== undefined)).toBe(true);
    expect(run.funnel.proposed).toBe(project.machineTasks.length);
  });

  it('goes on to complete tasks where those are what the target counts', async () => {
    const recipe = { ...modernRecipe, targetCounts: 'complete', instanceTries: 1 } as const;
    const project = new MemoryProject(recipe, 25);
    await project.drive(createPromptModel());
    expect(project.machineTasks.filter(isComplete).length).toBeGreaterThanOrEqual(25);
    expect(project.run.funnel.losses['no-instance']).toBeGreaterThan(0);
  });
});

describe('recipe paper', () => {
  it('goes in rounds of five and takes one step after the other', async () => {
    const project = new MemoryProject(paperRecipe, 30);
    await project.drive(createPromptModel());
    const steps = [...project.requests.values()].map(({ step }) => step);
    const order = ['instruction', 'classification', 'instance'];
    const sorted = [...steps].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    expect(steps).toEqual(sorted);
    expect(steps.filter((step) => step === 'instruction').length % 5).toBe(0);
    expect(new Set(steps).size).toBe(3);
  });

  it('lets replies take effect in the order of the requests, whatever order they came in', async () => {
    const project = new MemoryProject(paperRecipe, 30);
    const complete: Complete = async (call) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      return replyTo(call);
    };
    await project.drive(complete);
    const applied = project.log.flatMap((entry) =>
      entry.kind === 'applied' ? [entry.requestId] : [],
    );
    expect(applied).toEqual([...applied].sort((a, b) => a - b));
  });
});

describe('recipe alpaca', () => {
  it('makes whole tasks in one step', async () => {
    const project = new MemoryProject(alpacaRecipe, 12);
    const run = await project.drive(createPromptModel());
    expect(run.state).toBe('done');
    expect(new Set([...project.requests.values()].map(({ step }) => step))).toEqual(
      new Set(['whole-task']),
    );
    expect(project.machineTasks.filter(isComplete).length).toBeGreaterThanOrEqual(12);
  });
});

describe('what goes wrong', () => {
  it('blocks on a bad key, keeps what is there, and goes on from it', async () => {
    const project = new MemoryProject(modernRecipe, 10);
    const blocked = await project.drive(failing('bad-key', 1000));
    expect(blocked).toMatchObject({ state: 'blocked', failure: { kind: 'bad-key' } });
    const asked = project.requests.size;
    const done = await project.drive(createPromptModel());
    expect(done.state).toBe('done');
    expect(done.failure).toBeUndefined();
    const requests = [...project.requests.values()].filter(({ id }) => id <= asked);
    const answered = new Set(
      [...project.attempts.values()]
        .filter(({ outcome }) => outcome.kind === 'reply')
        .map(({ requestId }) => requestId),
    );
    expect(requests.every(({ id }) => answered.has(id))).toBe(true);
  });

  it('rides out a burst of server errors', async () => {
    const project = new MemoryProject(modernRecipe, 10);
    const run = await project.drive(failing('server-error', 6));
    expect(run.state).toBe('done');
    expect(run.calls.failed).toBe(6);
  });

  it('gives up on server errors that do not end', async () => {
    const project = new MemoryProject(modernRecipe, 10);
    const run = await project.drive(failing('server-error', Infinity));
    expect(run).toMatchObject({ state: 'blocked', failure: { kind: 'server-error' } });
  });

  it('waits as long as the server says', async () => {
    const project = new MemoryProject(modernRecipe, 10, {
      connection: { ...testConnection, maxConcurrent: 1 },
    });
    let hasFailed = false;
    const before = project.clock;
    const run = await project.drive((call) => {
      if (hasFailed) return Promise.resolve(replyTo(call));
      hasFailed = true;
      const failure = { kind: 'rate-limited', message: 'slow', retryAfterMs: 7_000 } as const;
      return Promise.resolve({ kind: 'failure', failure });
    });
    expect(run.state).toBe('done');
    expect(project.clock - before).toBeGreaterThanOrEqual(7_000);
    expect(project.events.find(({ kind }) => kind === 'waiting')).toBeDefined();
  });

  it('shows fewer demonstrations when the context is too short, and then no more than fit', async () => {
    const project = new MemoryProject(modernRecipe, 10);
    const shown = (prompt: string): number => prompt.match(/^\d+\. /gm)?.length ?? 0;
    const seen: number[] = [];
    const tooLong: Outcome = {
      kind: 'failure',
      failure: { kind: 'context-overflow', message: 'too long' },
    };
    const run = await project.drive((call) => {
      if (call.step === 'instruction') seen.push(shown(call.prompt));
      const isTooLong = call.step === 'instruction' && shown(call.prompt) > 3;
      return Promise.resolve(isTooLong ? tooLong : replyTo(call));
    });
    expect(run.state).toBe('done');
    expect(run.shownAtMost).toBe(2);
    expect(seen.filter((count) => count > 3).length).toBeLessThan(20);
    expect(seen.at(-1)).toBe(2);
  });

  it('stops where even one demonstration is too long', async () => {
    const project = new MemoryProject(modernRecipe, 10);
    const failure = { kind: 'context-overflow', message: 'too long' } as const;
    const run = await project.drive(() => Promise.resolve({ kind: 'failure', failure }));
    expect(run).toMatchObject({ state: 'blocked', failure: { kind: 'context-overflow' } });
    expect(project.attempts.size).toBeLessThan(60);
  });

  it('stops spending when nothing new comes any more', async () => {
    const project = new MemoryProject(modernRecipe, 500);
    const text = ' Translate a greeting into Latin\n10. Write a rhyme about bread';
    const reply: Outcome = { kind: 'reply', text, finishReason: 'stop' };
    const run = await project.drive(() => Promise.resolve(reply));
    expect(run.state).toBe('stalled');
    expect(run.funnel.replies).toBeLessThan(60);
    expect(run.funnel.losses['too-similar']).toBe(run.funnel.proposed);
  });
});

describe('people in between', () => {
  it('pauses after the calls in flight and goes on later', async () => {
    const project = new MemoryProject(modernRecipe, 40);
    const control = new RunControl();
    let calls = 0;
    const paused = await project.drive((call) => {
      calls += 1;
      if (calls === 5) control.pause();
      return Promise.resolve(replyTo(call));
    }, control);
    expect(paused.state).toBe('paused');
    expect(project.attempts.size).toBe(calls);
    expect(calls + (paused.unsent?.length ?? 0)).toBe(project.requests.size);
    expect((await project.drive(createPromptModel())).state).toBe('done');
  });

  it('stops between the steps where that is wanted, and fills the accepted ones later', async () => {
    const project = new MemoryProject(modernRecipe, 15, { stopsAfterInstructions: true });
    expect((await project.drive(createPromptModel())).state).toBe('done');
    const steps = (): Set<string> =>
      new Set([...project.requests.values()].map(({ step }) => step));
    expect(steps()).toEqual(new Set(['instruction']));
    project.run = { ...project.run, stopsAfterInstructions: false };
    await project.drive(createPromptModel());
    expect(steps()).toEqual(new Set(['instruction', 'classification', 'instance']));
    expect(project.machineTasks.filter(isComplete).length).toBeGreaterThan(10);
  });

  it('keeps a long wait across a restart', async () => {
    const connection = { ...testConnection, maxConcurrent: 1 };
    const project = new MemoryProject(modernRecipe, 3, { connection });
    const control = new RunControl();
    const hour = 3_600_000;
    const start = project.clock;
    await project.drive(() => {
      control.pause();
      const failure = { kind: 'rate-limited', message: 'later', retryAfterMs: hour } as const;
      return Promise.resolve({ kind: 'failure', failure });
    }, control);
    expect(project.run.heldUntil).toBeGreaterThanOrEqual(start + hour);
    expect(project.clock - start).toBeLessThan(hour);
    let firstCallAt = 0;
    await project.drive((call) => {
      firstCallAt ||= project.clock;
      return Promise.resolve(replyTo(call));
    });
    expect(firstCallAt - start).toBeGreaterThanOrEqual(hour);
  });

  it('keeps replies that came after the target was met, and uses them first', async () => {
    // Every reply holds eight new items, so that the first of two already meets a target of eight.
    let words = 0;
    const item = (): string =>
      `Name ${Array.from({ length: 6 }, () => `w${(words += 1)}`).join(' ')}`;
    const complete: Complete = (call) => {
      if (call.step !== 'instruction') return Promise.resolve(replyTo(call));
      const text = Array.from({ length: 8 }, (_, index) => `${index + 9}. ${item()}`).join('\n');
      return Promise.resolve({ kind: 'reply', text, finishReason: 'stop' });
    };
    const project = new MemoryProject(modernRecipe, 8);
    const asked = (): number =>
      [...project.requests.values()].filter(({ step }) => step === 'instruction').length;
    await project.drive(complete);
    expect(project.run.funnel).toMatchObject({ replies: 1, novel: 8 });
    expect(asked()).toBe(2);
    project.run = { ...project.run, target: 9 };
    await project.drive(complete);
    expect(project.run.state).toBe('done');
    expect(project.run.funnel).toMatchObject({ replies: 2, novel: 16 });
    expect(asked()).toBe(2);
  });
});
