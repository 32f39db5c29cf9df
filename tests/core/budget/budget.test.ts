import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget, noSpending } from '#core/budget/budget.ts';
import { listPrice } from '#core/budget/price-table.ts';
import { costUsd, upperBound, type Spending } from '#core/budget/price.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

const spending = (tokens: number, usd: number | null): Spending => ({ requests: 1, tokens, usd });

describe('a budget', () => {
  it('never lets what is spent and in flight pass a cap, however calls end', () => {
    const call = fc.record({
      bound: fc.integer({ min: 1, max: 1000 }),
      taken: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    const caps = fc.record(
      { usd: fc.integer({ min: 0, max: 3000 }), requests: fc.nat(20), tokens: fc.nat(5000) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(caps, fc.array(call, { maxLength: 60 }), fc.nat(64), (limits, calls, most) => {
        const budget = new Budget(limits, noSpending);
        const inFlight: [number, number, number | null][] = [];
        calls.forEach(({ bound, taken }, id) => {
          if (inFlight.length > most) {
            const [first, size, share] = inFlight.shift() ?? [0, 0, null];
            budget.settle(first, share === null ? null : spending(size * share, size * share));
          }
          if (budget.blockedBy(spending(bound, bound)) !== null) return;
          budget.reserve(id, spending(bound, bound));
          inFlight.push([id, bound, taken]);
          expect(budget.committed.usd ?? Infinity).toBeLessThanOrEqual(limits.usd ?? Infinity);
          expect(budget.committed.tokens).toBeLessThanOrEqual(limits.tokens ?? Infinity);
          expect(budget.committed.requests).toBeLessThanOrEqual(limits.requests ?? Infinity);
        });
      }),
    );
  });

  it('books the whole reservation where a call says nothing of what it took', () => {
    const budget = new Budget({}, noSpending);
    budget.reserve(1, spending(500, 0.5));
    expect(budget.settle(1, null)).toEqual(spending(500, 0.5));
    expect(budget.spent).toEqual(spending(500, 0.5));
  });

  it('sends nothing under a money cap while the price is unknown', () => {
    const budget = new Budget({ usd: 10 }, noSpending);
    expect(budget.blockedBy(spending(1, null))).toBe('usd');
    expect(new Budget({ tokens: 10 }, noSpending).blockedBy(spending(1, null))).toBeNull();
  });
});

describe('prices', () => {
  it('reserves at least what any tokeniser could count', () => {
    const decoding = modernRecipe.generation;
    expect(upperBound({ prompt: 'für 日本', decoding }, null).tokens).toBe(
      new TextEncoder().encode('für 日本').length + decoding.maxTokens,
    );
  });

  it('is in dollars for a million tokens', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 500_000 };
    expect(costUsd(usage, { inputUsd: 0.4, outputUsd: 1.6 })).toBeCloseTo(1.2);
  });

  it('knows a model by its name at its own provider, and says where it does not', () => {
    const at = (baseUrl: string, model: string) => listPrice({ baseUrl, model });
    const openAi = 'https://api.openai.com/v1';
    expect(at(openAi, 'gpt-4.1-mini-2025-04-14')).toEqual({ inputUsd: 0.4, outputUsd: 1.6 });
    expect(at(openAi, 'gpt-4o-2024-05-13')).toEqual({ inputUsd: 5, outputUsd: 15 });
    const router = 'https://openrouter.ai/api/v1/';
    expect(at(router, 'openai/gpt-4.1')).toEqual({ inputUsd: 2, outputUsd: 8 });
    expect(at('https://api.anthropic.com/v1', 'claude-haiku-4-5-20251001')?.inputUsd).toBe(1);
    const unknown = [
      [openAi, 'my-own-model'],
      [openAi, 'gpt-4o-realtime-preview'],
      [openAi, 'gpt-4o-audio-preview-2024-12-17'],
      [openAi, 'claude-haiku-4-5'],
      [router, 'openai/gpt-4.1:free'],
      [router, 'other/gpt-4.1'],
      [router, 'gpt-4.1'],
      ['https://gateway.example/v1', 'gpt-4.1'],
      ['http://api.openai.com/v1', 'gpt-4.1'],
    ] as const;
    for (const [baseUrl, model] of unknown) expect(at(baseUrl, model)).toBeNull();
  });
});
