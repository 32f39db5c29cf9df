import { noSpending } from '#core/budget/budget.ts';
import type { Run } from '#core/model/run.ts';
import { emptyFunnel, noCalls } from '#core/pipeline/funnel.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

/** A run of recipe Modern as a database holds it, with what a bench needs of its own. */
export function storedRun(
  own: Pick<Run, 'state' | 'target'> & Pick<Partial<Run>, 'stopsAfterInstructions'>,
): Run {
  return {
    id: 1,
    recipe: modernRecipe,
    connection: {
      provider: 'openai-compatible',
      baseUrl: 'https://api.openai.com/v1',
      model: 'gpt-4.1-mini',
      api: 'chat',
      usesKey: true,
      maxConcurrent: 32,
      timeoutMs: 120_000,
    },
    seed: 1,
    funnel: emptyFunnel,
    calls: noCalls,
    spent: noSpending,
    caps: {},
    stopsAfterInstructions: false,
    yields: [],
    startedAt: 1,
    activeMs: 0,
    ...own,
  };
}
