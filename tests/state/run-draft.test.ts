// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { paperRecipe } from '#core/recipes/paper.ts';
import { Keys } from '#state/keys.ts';
import { RunDraft } from '#state/run-draft.svelte.ts';

function hostedDraft(keys = new Keys()): RunDraft {
  const draft = new RunDraft(keys);
  draft.provider = 'openai-compatible';
  draft.baseUrl = 'https://api.example.com/v1/';
  draft.model = ' some-model ';
  draft.key = ' secret ';
  return draft;
}

test('the practice model is ready at once and takes no key', () => {
  const draft = new RunDraft(new Keys());
  expect(draft.isReady).toBe(true);
  const { plan, key } = draft.settle();
  expect(key).toBeNull();
  expect(plan.connection).toMatchObject({ provider: 'practice', usesKey: false });
});

test('an endpoint is ready once it has an address and a model', () => {
  const draft = new RunDraft(new Keys());
  draft.provider = 'openai-compatible';
  expect(draft.isReady).toBe(false);
  draft.baseUrl = 'localhost:11434/v1';
  draft.model = 'm';
  expect(draft.problems.address).not.toBeNull();
  draft.baseUrl = 'http://localhost:11434/v1';
  expect(draft.isReady).toBe(true);
});

test('what is settled is trimmed, and the key travels apart', () => {
  const { plan, key } = hostedDraft().settle();
  expect(key).toBe('secret');
  expect(plan.connection).toMatchObject({
    baseUrl: 'https://api.example.com/v1',
    model: 'some-model',
    usesKey: true,
  });
  expect(JSON.stringify(plan)).not.toContain('secret');
});

test('another origin clears the key, another path does not', () => {
  const draft = hostedDraft();
  draft.baseUrl = 'https://api.example.com/v2';
  expect(draft.key).toBe(' secret ');
  draft.baseUrl = 'https://other.example/v1';
  expect(draft.key).toBe('');
});

test('a key that was used comes back with its address', () => {
  const keys = new Keys();
  const used = hostedDraft(keys);
  const { plan } = used.settle();
  const next = new RunDraft(keys);
  next.copyConnection(plan.connection);
  expect(next.key).toBe('secret');
});

test('a preset puts back every number', () => {
  const draft = new RunDraft(new Keys());
  draft.changeRecipe({ ...draft.recipe, maxInstances: 1 });
  expect(draft.recipe.maxInstances).toBe(1);
  draft.choosePreset('paper');
  expect(draft.recipe).toEqual(paperRecipe);
  expect(draft.defaults).toEqual(paperRecipe);
});
