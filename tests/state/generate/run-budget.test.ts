// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { RunBudget } from '#state/generate/run-budget.svelte.ts';

test('a cap on money holds only where every price is known', () => {
  let isPriced = false;
  const budget = new RunBudget(() => isPriced);
  budget.usdCap = 2;
  budget.requestCap = 10;
  expect(budget.caps).toEqual({ requests: 10 });
  isPriced = true;
  expect(budget.caps).toEqual({ usd: 2, requests: 10 });
});
