import { expect } from 'vitest';
import { explainFailure } from '#core/errors/explain-failure.ts';
import { isComplete } from '#core/model/effective-task.ts';
import type { CallFailure, Complete, Outcome } from '#core/model/model-call.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

/** A failed call. */
export const failed = (kind: CallFailure['kind'], more: Partial<CallFailure> = {}): Outcome => ({
  kind: 'failure',
  failure: { kind, message: 'scripted', ...more },
});

/** Gives the outcomes in turn, one for each call, then answers as a healthy model. */
export function atFirst(...outcomes: readonly (Outcome | null)[]): Complete {
  let turn = 0;
  return (call) => {
    const outcome = outcomes[turn] ?? replyTo(call);
    turn += 1;
    return Promise.resolve(outcome);
  };
}

/** A model that is never well. */
export const always =
  (outcome: Outcome): Complete =>
  () =>
    Promise.resolve(outcome);

/** One call at a time, so that calls come in a known order. */
export const one = { connection: { ...testConnection, maxConcurrent: 1 } };
export const project = (target = 8, options: ConstructorParameters<typeof MemoryProject>[2] = {}) =>
  new MemoryProject(modernRecipe, target, options);

/** Calls with the clock at which each began. */
export function timed(
  of: MemoryProject,
  complete: Complete,
): { calls: number[]; complete: Complete } {
  const calls: number[] = [];
  return {
    calls,
    complete: (call, signal) => {
      calls.push(of.clock);
      return complete(call, signal);
    },
  };
}

/** The failures that are stored, in order. */
export const failuresOf = (of: MemoryProject): CallFailure[] =>
  [...of.attempts.values()].flatMap(({ outcome }) =>
    outcome.kind === 'failure' ? [outcome.failure] : [],
  );

/** Every request was answered in the end, each applied once, and the pool is the fold. */
export async function expectRecovered(of: MemoryProject, failures: number): Promise<void> {
  expect(of.run.state).toBe('done');
  expect(of.run).not.toHaveProperty('failure');
  expect(of.run.calls).toMatchObject({ failed: failures, sent: of.attempts.size });
  const answered = [...of.attempts.values()].filter(({ outcome }) => outcome.kind === 'reply');
  const ids = answered.map(({ requestId }) => requestId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length + (of.run.unsent?.length ?? 0)).toBe(of.requests.size);
  expect(of.machineTasks.filter(isComplete).length).toBeGreaterThan(4);
  expect(await of.folded()).toEqual(of.tasks);
}

/** A run that stopped for good, and says so. */
export function expectBlocked(of: MemoryProject, kind: CallFailure['kind'], title: RegExp): void {
  expect(of.run).toMatchObject({ state: 'blocked', failure: { kind } });
  const { failure } = of.run;
  expect(failure && explainFailure(failure, of.run.connection).title).toMatch(title);
  expect(of.requests.size).toBeGreaterThan(0);
}
