import { expect, vi } from 'vitest';
import type { ErrandPlan } from '#core/contracts/errand-api.ts';
import type { ErrandState } from '#core/model/errand.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import { errandTemplates } from '#core/prompts/errand-templates.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection } from './memory-project.ts';
import type { TestService } from './open-service.ts';

const decoding = { ...modernRecipe.generation, stops: [] };

/** An errand about the first tasks of a project. */
export function planOf(
  kind: ErrandKind,
  count: number,
  change: Partial<ErrandPlan> = {},
): ErrandPlan {
  return {
    ...errandTemplates[kind],
    ids: Array.from({ length: count }, (_, index) => index + 1),
    sample: null,
    choice: '',
    connection: testConnection,
    decoding,
    seed: 1,
    caps: {},
    ...change,
  };
}

/** Waits until the newest errand is in one of these states with nothing in flight. */
export async function untilErrand({ service: project }: TestService, ...states: ErrandState[]) {
  await vi.waitFor(
    async () => {
      const { errand, errandActivity } = await project.snapshot();
      expect(states).toContain(errand?.state);
      expect(errandActivity?.inFlight).toBe(0);
    },
    { timeout: 10_000, interval: 10 },
  );
}
