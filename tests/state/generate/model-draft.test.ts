// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Keys } from '#state/keys/keys.ts';
import { ModelDraft } from '#state/generate/model-draft.svelte.ts';

function hostedDraft(keys = new Keys()): ModelDraft {
  const draft = new ModelDraft(keys);
  draft.chooseProvider('custom');
  draft.baseUrl = 'https://api.example.com/v1/';
  draft.model = ' some-model ';
  draft.key = ' secret ';
  return draft;
}

test('an endpoint is ready once it has an address and a model', () => {
  const draft = new ModelDraft(new Keys());
  draft.chooseProvider('custom');
  expect(draft.isReady).toBe(false);
  draft.baseUrl = 'localhost:11434/v1';
  draft.model = 'm';
  expect(draft.problems.address).not.toBeNull();
  draft.baseUrl = 'http://localhost:11434/v1';
  expect(draft.isReady).toBe(true);
});

test('a password in the address, or a key that was copied with more than itself, is refused', () => {
  const draft = hostedDraft();
  expect(draft.isReady).toBe(true);
  draft.key = 'secret\u{200B}';
  expect(draft.problems.key).toContain('U+200B');
  expect(draft.isReady).toBe(false);
  draft.key = ' secret ';
  draft.baseUrl = 'https://user:pw@api.example.com/v1';
  expect(draft.problems.address).toContain('neither a user name');
});

test('another origin clears the key, another path does not', () => {
  const draft = hostedDraft();
  draft.baseUrl = 'https://api.example.com/v2';
  expect(draft.key).toBe(' secret ');
  draft.baseUrl = 'https://other.example/v1';
  expect(draft.key).toBe('');
});

test('a key that became known meanwhile is taken for its own origin only, and never for a typed one', () => {
  const keys = new Keys();
  const draft = hostedDraft(keys);
  draft.baseUrl = 'https://kept.example/v1';
  // Its passphrase was typed, and the address changed before the key came out.
  draft.baseUrl = 'https://other.example/v1';
  keys.set('https://kept.example/v1', 'sk-kept');
  draft.takeKnownKey();
  expect(draft.key).toBe('');
  draft.baseUrl = 'https://kept.example/v1';
  draft.key = '';
  draft.takeKnownKey();
  expect(draft.key).toBe('sk-kept');
  draft.key = 'typed';
  draft.takeKnownKey();
  expect(draft.key).toBe('typed');
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

test('what was learnt of one model holds for no other, and comes back with a copy', () => {
  const draft = hostedDraft();
  draft.reasonsFirst = true;
  expect(draft.connection.reasonsFirst).toBe(true);
  const copy = new ModelDraft(new Keys());
  copy.copyConnection(draft.connection);
  expect(copy.reasonsFirst).toBe(true);
  draft.model = 'another';
  expect(draft.connection).not.toHaveProperty('reasonsFirst');
});

test('what a test of the connection showed is learnt of the model that was tested', () => {
  const draft = hostedDraft();
  const tested = draft.connection;
  draft.model = 'another';
  draft.learnReasonsFirst(tested);
  expect(draft.reasonsFirst).toBeNull();
  draft.model = 'some-model';
  draft.learnReasonsFirst(tested);
  expect(draft.reasonsFirst).toBe(true);
});

test('a preset stays with a proxy of its provider, and comes back with a copy', () => {
  const draft = new ModelDraft(new Keys());
  draft.chooseProvider('openai');
  draft.baseUrl = 'https://proxy.example/v1';
  draft.model = 'gpt-4.1';
  const copy = new ModelDraft(new Keys());
  copy.copyConnection(draft.connection);
  expect(copy.provider.id).toBe('openai');
  expect(copy.baseUrl).toBe('https://proxy.example/v1');
});

test('the built-in model needs neither address nor name nor key', () => {
  const draft = hostedDraft();
  draft.chooseProvider('browser');
  draft.key = 'left over';
  expect(draft.isReady).toBe(true);
  expect(draft.givenKey).toBeNull();
  expect(draft.connection).toMatchObject({ provider: 'browser', baseUrl: '', model: 'built-in' });
});
