// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { ModelPrice, type PricedModel } from '#state/generate/model-price.svelte.ts';

function priceOf(model: Partial<PricedModel> = {}): {
  price: ModelPrice;
  use: (next: Partial<PricedModel>) => void;
} {
  let current: PricedModel = {
    provider: 'openai-compatible',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-4.1-mini',
    ...model,
  };
  const use = (next: Partial<PricedModel>): void => {
    current = { ...current, ...next };
  };
  return { price: new ModelPrice(() => current), use };
}

test('a model of the table has its list price, one that is not has none', () => {
  expect(priceOf().price).toMatchObject({
    source: 'listed',
    price: { inputUsd: 0.4, outputUsd: 1.6 },
  });
  expect(priceOf({ model: 'my-own' }).price).toMatchObject({ source: 'unknown', price: null });
});

test('an unnamed server on this machine may lead anywhere: no list price, no free one', () => {
  const { price } = priceOf({ baseUrl: 'http://localhost:4000/v1' });
  expect(price).toMatchObject({ source: 'unknown', price: null });
});

test.each(['ollama', 'lm-studio', 'llama-cpp', 'vllm'])(
  '%s on this machine or network costs nothing, on the web its price is unknown',
  (preset) => {
    const free = { source: 'own-server', price: { inputUsd: 0, outputUsd: 0 } };
    expect(priceOf({ preset, baseUrl: 'http://127.0.0.1:9999/v1' }).price).toMatchObject(free);
    expect(priceOf({ preset, baseUrl: 'http://192.168.1.20:8000/v1' }).price).toMatchObject(free);
    const rented = priceOf({ preset, baseUrl: 'https://gpu.example.com/v1', model: 'my-own' });
    expect(rented.price).toMatchObject({ source: 'unknown', price: null });
  },
);

test('models that run in this browser cost nothing', () => {
  for (const provider of ['practice', 'browser'] as const) {
    expect(priceOf({ provider, baseUrl: '', model: 'any' }).price).toMatchObject({
      source: 'in-browser',
      price: { inputUsd: 0, outputUsd: 0 },
    });
  }
});

test('a price can be typed for a server of one’s own, and taken back', () => {
  const { price } = priceOf({ preset: 'vllm', baseUrl: 'http://10.0.0.5:8000/v1' });
  price.outputUsd = 3;
  expect(price).toMatchObject({ source: 'typed', price: { inputUsd: 0, outputUsd: 3 } });
  price.takeUsual();
  expect(price.source).toBe('own-server');
});

test('a price is known once both numbers are, and 0 is a price', () => {
  const { price } = priceOf({ model: 'my-own' });
  price.inputUsd = 0;
  expect(price).toMatchObject({ source: 'unknown', price: null });
  price.outputUsd = 0;
  expect(price).toMatchObject({ source: 'typed', price: { inputUsd: 0, outputUsd: 0 } });
});

test('a price that was typed stays with its model and address', () => {
  const { price } = priceOf();
  price.inputUsd = 7;
  expect(price.price).toEqual({ inputUsd: 7, outputUsd: 1.6 });
  expect(price.canTakeUsual).toBe(true);
  price.takeUsual();
  expect(price.source).toBe('listed');
});

test('a price does not go to another model', () => {
  const { price, use } = priceOf({ model: 'my-own' });
  price.inputUsd = 7;
  price.outputUsd = 7;
  use({ model: 'other' });
  expect(price.price).toBeNull();
});
