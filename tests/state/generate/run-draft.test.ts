// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { withMeaning } from '#core/recipes/with-meaning.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { Keys } from '#state/keys/keys.ts';
import type { ModelDraft } from '#state/generate/model-draft.svelte.ts';
import { RunDraft } from '#state/generate/run-draft.svelte.ts';

const address = 'https://api.example.com/v1';

function reach(model: ModelDraft | null, baseUrl: string, key: string, name = 'some-model'): void {
  if (model === null) throw new Error('this step has no model of its own');
  model.chooseProvider('custom');
  model.baseUrl = baseUrl;
  model.model = name;
  model.key = key;
}

function hostedDraft(keys = new Keys()): RunDraft {
  const draft = new RunDraft(keys);
  reach(draft.main, `${address}/`, ' secret ', ' some-model ');
  return draft;
}

test('the practice model is ready at once and takes no key', () => {
  const draft = new RunDraft(new Keys());
  expect(draft.isReady).toBe(true);
  const { plan, keys } = draft.settle();
  expect(keys).toEqual({});
  expect(plan.connection).toMatchObject({ provider: 'practice', usesKey: false });
});

test('what is settled is trimmed, and the key travels apart, to its address only', () => {
  const { plan, keys } = hostedDraft().settle();
  expect(keys).toEqual({ [address]: 'secret' });
  expect(plan.connection).toMatchObject({ baseUrl: address, model: 'some-model', usesKey: true });
  expect(JSON.stringify(plan)).not.toContain('secret');
});

test('a key that was used comes back with its address', () => {
  const keys = new Keys();
  const { plan } = hostedDraft(keys).settle();
  const next = new RunDraft(keys);
  next.main.copyConnection(plan.connection);
  expect(next.main.key).toBe('secret');
});

test('a step can have a model of its own, with the key of its own address', () => {
  const draft = hostedDraft();
  draft.giveOwnModel('instance', true);
  expect(draft.modelOf('instance')?.connection).toMatchObject({ model: 'some-model' });
  reach(draft.modelOf('instance'), 'https://other.example/v1', 'another', 'small');
  const { plan, keys } = draft.settle();
  expect(plan.connection).toMatchObject({ model: 'some-model' });
  expect(plan.stepConnections).toMatchObject({ instance: { model: 'small', usesKey: true } });
  expect(keys).toEqual({ [address]: 'secret', 'https://other.example/v1': 'another' });
  draft.giveOwnModel('instance', false);
  expect(draft.plan).not.toHaveProperty('stepConnections');
});

test('another model at the same address takes the key that is given there', () => {
  const draft = hostedDraft();
  draft.giveOwnModel('classification', true);
  const small = draft.modelOf('classification');
  expect(small).toMatchObject({ hasKeyElsewhere: true, givenKey: 'secret' });
  reach(small, `${address}/other`, 'never sent');
  expect(small?.givenKey).toBe('secret');
  reach(small, 'https://other.example/v1', 'another');
  expect(small).toMatchObject({ hasKeyElsewhere: false, givenKey: 'another' });
});

test('a run is ready once every model is', () => {
  const draft = hostedDraft();
  draft.giveOwnModel('instance', true);
  reach(draft.modelOf('instance'), 'https://other.example/v1', '', '');
  expect(draft.isReady).toBe(false);
  draft.choosePreset('alpaca');
  expect(draft.steps).toEqual([]);
  expect(draft.isReady).toBe(true);
  expect(draft.plan).not.toHaveProperty('stepConnections');
});

test('a cap on money needs the price of every model', () => {
  const draft = hostedDraft();
  draft.main.price.inputUsd = 1;
  draft.main.price.outputUsd = 1;
  draft.budget.usdCap = 3;
  expect(draft.plan.caps).toEqual({ usd: 3 });
  draft.giveOwnModel('instance', true);
  reach(draft.modelOf('instance'), 'https://other.example/v1', '');
  expect(draft.plan.caps).toEqual({});
  draft.modelOf('instance')?.chooseProvider('ollama');
  expect(draft.plan.caps).toEqual({ usd: 3 });
});

test('a preset puts back every number', () => {
  const draft = new RunDraft(new Keys());
  draft.changeRecipe({ ...draft.recipe, maxInstances: 1 });
  expect(draft.recipe.maxInstances).toBe(1);
  draft.choosePreset('paper');
  expect(draft.recipe).toEqual(paperRecipe);
  expect(draft.defaults).toEqual(paperRecipe);
});

test('a preset leaves the filter by embeddings as it is', () => {
  const draft = new RunDraft(new Keys());
  const rule = { threshold: 0.7, space: { kind: 'lexical' } } as const;
  draft.changeRecipe(withMeaning({ ...draft.recipe, maxInstances: 1 }, rule));
  draft.choosePreset('paper');
  expect(draft.plan.recipe).toEqual(withMeaning(paperRecipe, rule));
  draft.changeRecipe(withMeaning(draft.recipe, null));
  draft.choosePreset('modern');
  expect(draft.plan.recipe).not.toHaveProperty('similarity.semantic');
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
