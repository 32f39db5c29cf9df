import type { GuardApi } from '#core/contracts/guard-api.ts';
import { success } from '#core/model/result.ts';
import { createGuardSet, type GuardSet } from './guard-set.ts';

/** `GuardApi` in this realm; without a guard set nothing is contaminated. */
export function createGuardService(): GuardApi {
  let guard: GuardSet | null = null;
  return {
    setGuard(items, settings) {
      const made = createGuardSet(items, settings);
      if (!made.ok) return Promise.resolve(made);
      guard = made.value;
      return Promise.resolve(success({ texts: guard.size }));
    },
    checkGuard: (tasks) => Promise.resolve(tasks.map((texts) => guard?.check(texts) ?? null)),
  };
}
