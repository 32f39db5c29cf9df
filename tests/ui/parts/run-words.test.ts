import { describe, expect, test } from 'vitest';
import { assumedBasis, forecastRun } from '#core/budget/forecast.ts';
import { emptyFunnel, noCalls } from '#core/pipeline/funnel.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import type { Run } from '#core/model/run.ts';
import { capsPassedBy, capUses, raisedCap } from '#ui/parts/generate/budget-words.ts';
import { compareRecipes } from '#ui/parts/generate/compare-recipes.ts';
import { replayGroups } from '#ui/parts/generate/replay-groups.ts';
import { waitWords } from '#ui/parts/generate/wait-words.ts';
import { recipePresets } from '#core/recipes/presets.ts';
import { testConnection } from '#tests/support/memory-project.ts';

const run: Run = {
  id: 1,
  recipe: modernRecipe,
  connection: testConnection,
  seed: 1,
  target: 10,
  state: 'running',
  funnel: emptyFunnel,
  calls: noCalls,
  spent: { requests: 0, tokens: 0, usd: 0 },
  caps: {},
  stopsAfterInstructions: false,
  yields: [],
  startedAt: 0,
  activeMs: 0,
};

describe('caps', () => {
  test('the nearest comes first, in its own unit', () => {
    const caps = { usd: 2, requests: 2000, tokens: 3_000_000 };
    const uses = capUses(caps, { requests: 1081, tokens: 1_930_000, usd: 1.98 });
    expect(uses.map(({ name, words }) => `${name} ${words}`)).toEqual([
      'money $1.98 of $2.00',
      'tokens 1.93M of 3M',
      'calls 1,081 of 2,000',
    ]);
  });

  test('a cost that is not known has reached any cap', () => {
    const [use] = capUses({ usd: 2 }, { requests: 1, tokens: 1, usd: null });
    expect(use).toMatchObject({ words: 'unknown of $2.00', share: 1 });
  });

  test('a raised cap is above the old one and above what is spent', () => {
    const spent = { requests: 30, tokens: 1000, usd: 0.16 };
    expect(raisedCap('usd', { usd: 0.2 }, spent)).toBe(0.4);
    expect(raisedCap('requests', { requests: 10 }, spent)).toBe(60);
  });

  test('a forecast names the caps that it would pass', () => {
    const forecast = forecastRun(modernRecipe, 100, assumedBasis, () => ({
      inputUsd: 1,
      outputUsd: 1,
    }));
    expect(capsPassedBy(forecast, { usd: 0.001, requests: 225, tokens: 10 })).toEqual([
      'money',
      'tokens',
    ]);
    expect(capsPassedBy(forecast, {})).toEqual([]);
  });
});

describe('waits', () => {
  const now = new Date(2026, 0, 15, 13, 0).getTime();
  const activity = {
    reached: 0,
    acceptedNow: 0,
    inFlight: 0,
    limit: 1,
    accepted: [],
    rejected: [],
    perMinute: 0,
  };

  test('a long one is a pause with its hour, a short one is not', () => {
    const heldUntil = new Date(2026, 0, 15, 14, 5).getTime();
    expect(waitWords({ ...run, heldUntil }, null, now)).toContain('Paused until 14:05');
    expect(waitWords({ ...run, heldUntil }, null, heldUntil)).toBeNull();
    const wait = { kind: 'rate-limited', until: now + 7000, message: 'Slow down.' } as const;
    expect(waitWords(run, { ...activity, wait }, now)).toBe('Slow down. Goes on at 13:00.');
  });

  test('another day is named', () => {
    const heldUntil = new Date(2026, 0, 16, 2, 30).getTime();
    expect(waitWords({ ...run, heldUntil }, null, now)).toContain('02:30 on Jan 16');
  });

  test('offline has no end that could be told', () => {
    const wait = { kind: 'offline', until: now + 9000, message: 'Offline.' } as const;
    expect(waitWords(run, { ...activity, wait }, now)).toBe('Offline. Goes on by itself.');
  });
});

test('recipes are held against the first', () => {
  const { modern, paper } = recipePresets;
  const rows = compareRecipes([modern, modern, paper]);
  const threshold = rows.find(({ id }) => id === 'threshold');
  expect(threshold).toMatchObject({ differs: false });
  const order = rows.find(({ id }) => id === 'order');
  expect(order?.values.map(({ differs }) => differs)).toEqual([false, false, true]);
  const stops = rows.find(({ id }) => id === 'instruction-stops');
  expect(stops?.values.map(({ words }) => words)).toEqual([
    'none',
    'none',
    '\\n\\n · \\n16 · 16. · 16 .',
  ]);
});

test('a replay offers rules that need no new call, and no parser of another kind of reply', () => {
  const ids = (preset: keyof typeof recipePresets): string[] =>
    replayGroups(recipePresets[preset]).flatMap(({ fields }) => fields.map(({ id }) => id));
  expect(ids('modern')).toEqual(
    expect.arrayContaining(['threshold', 'tokeniser', 'parsing', 'banned-words', 'min-words']),
  );
  expect(ids('alpaca')).not.toContain('parsing');
  const [parsing] = replayGroups(recipePresets.paper)
    .flatMap(({ fields }) => fields)
    .filter(({ id }) => id === 'parsing');
  expect(parsing?.kind === 'choice' && parsing.options.map(({ value }) => value)).toEqual([
    'modern',
    'paper',
  ]);
});
