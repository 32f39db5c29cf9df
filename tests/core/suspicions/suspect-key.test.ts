import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskChecker } from '#core/suspicions/check-task.ts';
import { suspectKey } from '#core/suspicions/suspect-key.ts';
import { planKey, usualPlan } from '#core/suspicions/suspicion-plan.ts';
import { suspectOf } from '#core/suspicions/suspicion.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';

test('tasks that suspicions see differently have other keys, and the others have the same', () => {
  const checker = new TaskChecker(usualPlan);
  fc.assert(
    fc.property(arbitraryTask(1), arbitraryTask(1), (a, b) => {
      const seen = [a, b].map((task) =>
        JSON.stringify([suspectOf(task), task.human?.dismissed ?? []]),
      );
      expect(suspectKey(a) === suspectKey(b)).toBe(seen[0] === seen[1]);
      expect(suspectKey({ ...a, createdAt: a.createdAt + 1 })).toBe(suspectKey(a));
      if (suspectKey(a) === suspectKey(b)) expect(checker.bits(a)).toBe(checker.bits(b));
      expect(suspectKey(a)).toBeGreaterThan(0);
    }),
  );
});

test('a plan is named by what it looks for and with which numbers', () => {
  const off = planKey({ 'cut-output': { isOff: true } });
  const near = planKey({ 'near-task': { settings: { score: 0.91 } } });
  expect(new Set([planKey(usualPlan), off, near]).size).toBe(3);
  expect(planKey({ 'cut-output': {} })).toBe(planKey(usualPlan));
});
