// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { RunPlan } from '#core/contracts/run-api.ts';
import { success } from '#core/model/result.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { RunPreview } from '#state/generate/run-preview.svelte.ts';

const plan: RunPlan = {
  recipe: modernRecipe,
  target: 100,
  seed: 1,
  connection: {
    provider: 'openai-compatible',
    baseUrl: 'https://api.example.com/v1',
    model: 'm',
    api: 'chat',
    usesKey: false,
    maxConcurrent: 4,
    timeoutMs: 1000,
    price: { inputUsd: 1, outputUsd: 1 },
  },
};

const round: PreviewRound = {
  calls: [
    {
      step: 'instruction',
      prompt: 'p',
      outcome: {
        kind: 'reply',
        text: 'r',
        finishReason: 'stop',
        usage: { promptTokens: 600_000, completionTokens: 400_000 },
      },
    },
  ],
  items: [{ instruction: 'Sing a song of sixpence', verdict: { keep: true } }],
};

function previewOf(answer: Promise<PreviewRound>): {
  preview: RunPreview;
  cancelled: () => number;
} {
  let cancelled = 0;
  const preview = new RunPreview({
    preview: async () => success(await answer),
    cancelPreview: () => Promise.resolve(void (cancelled += 1)),
  });
  return { preview, cancelled: () => cancelled };
}

test('a forecast is assumed first, and goes by the preview of the same settings after', async () => {
  const { preview } = previewOf(Promise.resolve(round));
  expect(preview.forecast(plan).isObserved).toBe(false);
  await preview.ask(plan, null);
  expect(preview.spending).toEqual({ calls: 1, tokens: 1_000_000, usd: 1 });
  const forecast = preview.forecast({ ...plan, target: 10 });
  expect(forecast.isObserved).toBe(true);
  expect(forecast.byStep[0]).toMatchObject({ calls: 10, tokens: 10_000_000, usd: 10 });
});

test('other settings are another forecast; target, seed and names are not', async () => {
  const { preview } = previewOf(Promise.resolve(round));
  await preview.ask(plan, null);
  const named = { ...modernRecipe, name: 'Mine' };
  expect(preview.isOf({ ...plan, target: 7, seed: 9, recipe: named })).toBe(true);
  expect(preview.isOf({ ...plan, recipe: { ...named, lastItem: 20 } })).toBe(false);
  expect(preview.isOf({ ...plan, connection: { ...plan.connection, model: 'n' } })).toBe(false);
});

test('what comes after a preview was cancelled is not shown', async () => {
  let answer: (round: PreviewRound) => void = () => undefined;
  const { preview, cancelled } = previewOf(new Promise((resolve) => (answer = resolve)));
  const asked = preview.ask(plan, null);
  expect(preview.isAsking).toBe(true);
  preview.cancel();
  answer(round);
  await asked;
  expect(cancelled()).toBe(1);
  expect(preview.isAsking).toBe(false);
  expect(preview.round).toBeNull();
});
