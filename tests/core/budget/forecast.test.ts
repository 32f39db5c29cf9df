import { describe, expect, it } from 'vitest';
import { basisFromPreview } from '#core/budget/basis-from-preview.ts';
import {
  assumedBasis,
  assumedBasisOf,
  forecastHandOver,
  forecastRun,
} from '#core/budget/forecast.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { testConnection } from '#tests/support/memory-project.ts';

const price = { inputUsd: 1, outputUsd: 10 };

describe('a forecast', () => {
  it('counts replies for the target, and two calls for every task', () => {
    const basis = { ...assumedBasis, acceptedPerReply: 5 };
    const { byStep, calls } = forecastRun(modernRecipe, 100, basis, () => null);
    expect(byStep.map((step) => step.calls)).toEqual([20, 100, 100]);
    expect(calls).toBe(220);
  });

  it('has one step where one call makes whole tasks', () => {
    const forecast = forecastRun(alpacaRecipe, 100, assumedBasis, () => null);
    expect(forecast.byStep.map(({ step }) => step)).toEqual(['whole-task']);
  });

  it('takes an unknown price as unknown, never as nothing', () => {
    expect(forecastRun(modernRecipe, 10, assumedBasis, () => null).usd).toBeNull();
    expect(forecastRun(modernRecipe, 10, assumedBasis, () => price).usd).toBeGreaterThan(0);
  });

  it('reckons with reasoning where nothing was observed of a model that reasons first', () => {
    const connection = { ...testConnection, api: 'chat', model: 'o4-mini' } as const;
    const forecast = (api: 'chat' | 'completions') =>
      forecastRun(
        modernRecipe,
        100,
        assumedBasisOf({ recipe: modernRecipe, connection: { ...connection, api } }),
        () => null,
      ).byStep.map(({ tokens }) => tokens);
    const [plain, reasoning] = [forecast('completions'), forecast('chat')];
    expect(plain.every((tokens, step) => tokens < (reasoning[step] ?? 0))).toBe(true);
    expect(forecastHandOver('classification', 10, connection).tokens).toBe(
      (reasoning[1] ?? 0) / 10,
    );
  });

  it('rests on what a preview saw', () => {
    const round: PreviewRound = {
      calls: [
        {
          step: 'instruction',
          prompt: 'x'.repeat(400),
          outcome: {
            kind: 'reply',
            text: 'y',
            finishReason: 'stop',
            usage: { promptTokens: 90, completionTokens: 10 },
          },
        },
        {
          step: 'classification',
          prompt: 'x'.repeat(400),
          outcome: { kind: 'reply', text: 'No..', finishReason: 'stop' },
        },
      ],
      items: [
        { instruction: 'a', verdict: { keep: true } },
        { instruction: 'b', verdict: { keep: false, reason: 'cut' } },
      ],
    };
    const basis = basisFromPreview(round);
    expect(basis).toMatchObject({ acceptedPerReply: 1, isObserved: true });
    const { byStep } = forecastRun(modernRecipe, 3, basis, () => null);
    expect(byStep[0]).toEqual({ step: 'instruction', calls: 3, tokens: 300, usd: null });
    expect(byStep[1]).toEqual({ step: 'classification', calls: 3, tokens: 303, usd: null });
  });
});
