// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { RunBudget, type PricedModel } from '#state/run-budget.svelte.ts';

function budgetOf(model: Partial<PricedModel> = {}): {
  budget: RunBudget;
  use: (next: Partial<PricedModel>) => void;
} {
  let current: PricedModel = {
    provider: 'openai-compatible',
    baseUrl: 'https://api.example.com/v1',
    model: 'gpt-4.1-mini',
    ...model,
  };
  const use = (next: Partial<PricedModel>): void => {
    current = { ...current, ...next };
  };
  return { budget: new RunBudget(() => current), use };
}

test('a model of the table has its list price, one that is not has none', () => {
  expect(budgetOf().budget).toMatchObject({
    source: 'listed',
    price: { inputUsd: 0.4, outputUsd: 1.6 },
  });
  expect(budgetOf({ model: 'my-own' }).budget).toMatchObject({ source: 'unknown', price: null });
});

test('a model on this machine has no list price, whatever it is called', () => {
  const { budget } = budgetOf({ baseUrl: 'http://localhost:8000/v1' });
  expect(budget).toMatchObject({ source: 'unknown', price: null });
});

test('a price is known once both numbers are, and 0 is a price', () => {
  const { budget } = budgetOf({ model: 'my-own' });
  budget.inputUsd = 0;
  expect(budget).toMatchObject({ source: 'unknown', price: null });
  budget.outputUsd = 0;
  expect(budget).toMatchObject({ source: 'own', price: { inputUsd: 0, outputUsd: 0 } });
});

test('a price that was typed stays with its model and address', () => {
  const { budget } = budgetOf();
  budget.inputUsd = 7;
  expect(budget.price).toEqual({ inputUsd: 7, outputUsd: 1.6 });
  expect(budget.canTakeListed).toBe(true);
  budget.takeListed();
  expect(budget.source).toBe('listed');
});

test('a price does not go to another model', () => {
  const { budget, use } = budgetOf({ model: 'my-own' });
  budget.inputUsd = 7;
  budget.outputUsd = 7;
  use({ model: 'other' });
  expect(budget.price).toBeNull();
});

test('a cap on money holds only where the price is known', () => {
  const { budget } = budgetOf({ model: 'my-own' });
  budget.usdCap = 2;
  budget.requestCap = 10;
  expect(budget.caps).toEqual({ requests: 10 });
  budget.inputUsd = 1;
  budget.outputUsd = 1;
  expect(budget.caps).toEqual({ usd: 2, requests: 10 });
});
