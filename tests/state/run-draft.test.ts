// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { paperRecipe } from '#core/recipes/paper.ts';
import { Keys } from '#state/keys.ts';
import { RunDraft } from '#state/run-draft.svelte.ts';

function hostedDraft(keys = new Keys()): RunDraft {
  const draft = new RunDraft(keys);
  draft.chooseProvider('custom');
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
  draft.chooseProvider('custom');
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

test('a provider brings its address, and takes the key of the one before away', () => {
  const draft = hostedDraft();
  draft.chooseProvider('anthropic');
  expect(draft.baseUrl).toBe('https://api.anthropic.com/v1');
  expect(draft.key).toBe('');
  expect(draft.connection).toMatchObject({ provider: 'anthropic', preset: 'anthropic', model: '' });
});

test('a provider without text completion is asked in chat', () => {
  const draft = hostedDraft();
  draft.api = 'completions';
  draft.chooseProvider('gemini');
  expect(draft.connection.api).toBe('chat');
});

test('a preset stays with a proxy of its provider, and comes back with a copy', () => {
  const draft = new RunDraft(new Keys());
  draft.chooseProvider('openai');
  draft.baseUrl = 'https://proxy.example/v1';
  draft.model = 'gpt-4.1';
  const copy = new RunDraft(new Keys());
  copy.copyConnection(draft.connection);
  expect(copy.provider.id).toBe('openai');
  expect(copy.baseUrl).toBe('https://proxy.example/v1');
});

test('the built-in model needs neither address nor name nor key', () => {
  const draft = hostedDraft();
  draft.chooseProvider('browser');
  draft.key = 'left over';
  expect(draft.isReady).toBe(true);
  expect(draft.settle().key).toBeNull();
  expect(draft.connection).toMatchObject({ provider: 'browser', baseUrl: '', model: 'built-in' });
});

test('a run keeps away from what the project’s guard sets say, whatever a recipe names', () => {
  const rules = { sets: ['here'], threshold: 0.5, wordRun: 5 };
  const guards = { rules, copyRules: () => undefined };
  const draft = new RunDraft(new Keys(), guards);
  draft.changeRecipe({ ...paperRecipe, guard: { sets: ['elsewhere'], threshold: 1, wordRun: 9 } });
  expect(draft.recipe).toEqual(paperRecipe);
  expect(draft.plan.recipe).toEqual({ ...paperRecipe, guard: rules });
  expect(new RunDraft(new Keys()).plan.recipe).not.toHaveProperty('guard');
});
