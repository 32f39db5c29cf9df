import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upperBound } from '#core/budget/price.ts';
import type { ModelCall } from '#core/model/model-call.ts';
import { capabilitiesOf } from '#core/providers/capabilities.ts';
import { isKnownModel } from '#core/providers/known-model.ts';
import { learnRefusal } from '#core/providers/learn-refusal.ts';
import { localSpace } from '#core/providers/local-address.ts';
import { modelRule } from '#core/providers/model-rules.ts';
import { parameters } from '#core/providers/provider.ts';
import { providerById, providerOf, providers } from '#core/providers/provider-table.ts';
import { reasonsFirst } from '#core/providers/reasons-first.ts';
import { askedWith, settleParameters } from '#core/providers/settle-parameters.ts';
import { paperRecipe } from '#core/recipes/paper.ts';

const custom = {
  provider: 'openai-compatible',
  baseUrl: 'https://x.example/v1',
  model: 'm',
} as const;
const call: ModelCall = {
  step: 'instruction',
  api: 'completions',
  prompt: '1.',
  decoding: paperRecipe.instruction,
  seed: 7,
};

describe('Whether a model reasons first', () => {
  it.each([
    ...['o1', 'o3-mini', 'o4-mini-2025-04-16', 'openai/gpt-5-mini', 'gpt-5.2', 'gpt-oss:20b'],
    ...['gemini-2.5-flash', 'gemini-3-pro-preview', 'deepseek-reasoner', 'deepseek-r1:8b'],
    ...['deepseek/deepseek-r1:free', 'Qwen/Qwen3-8B', 'qwen3:8b', 'qwq-32b', 'magistral-small'],
    ...['qwen3-30b-a3b-thinking-2507', 'claude-3-7-sonnet-thinking', 'grok-4', 'phi-4-reasoning'],
  ])('%s does', (model) => expect(reasonsFirst({ model })).toBe(true));

  it.each([
    ...['gpt-4.1-mini', 'gpt-4o', 'gpt-5-chat-latest', 'gemini-2.0-flash', 'deepseek-chat'],
    ...['Qwen/Qwen3-8B-Base', 'qwen3-coder:30b', 'qwen3-30b-a3b-instruct-2507', 'qwen2.5:7b'],
    ...['claude-haiku-4-5', 'llama-3.3-70b-versatile', 'grok-4-fast-non-reasoning', 'olmo-2'],
  ])('%s does not', (model) => expect(reasonsFirst({ model })).toBe(false));

  it('goes by what was chosen or learnt first', () => {
    expect(reasonsFirst({ model: 'o3', reasonsFirst: false })).toBe(false);
    expect(capabilitiesOf({ ...custom, reasonsFirst: true }).reasonsFirst).toBe(true);
  });
});

describe('The table of providers', () => {
  it('names each provider once, with a source for what it assumes', () => {
    expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
    expect(providers.filter(({ source }) => source === '')).toEqual([]);
  });

  it('asks for a key only where a header can carry it, over https', () => {
    for (const provider of providers.filter(({ needsKey }) => needsKey)) {
      expect(provider.keyHeader).not.toBeNull();
      expect(provider.baseUrl).toMatch(/^https:\/\//);
    }
  });

  it('finds a provider by preset, by address, else by its form', () => {
    const groq = 'https://api.groq.com/openai/v1/';
    expect(providerOf({ ...custom, baseUrl: groq }).id).toBe('groq');
    expect(providerOf({ ...custom, preset: 'vllm' }).id).toBe('vllm');
    expect(providerOf(custom).id).toBe('custom');
    expect(providerOf({ ...custom, provider: 'gemini', preset: 'vllm' }).id).toBe('gemini');
  });
});

describe('What a model takes', () => {
  it.each(['o1', 'o3-mini', 'openai/o4-mini', 'gpt-5', 'gpt-5-nano', 'gpt-5.2', 'gpt-6'])(
    '%s: no sampling, and the longer name of the token limit',
    (model) => {
      const { takes, tokenField } = capabilitiesOf({ ...custom, preset: 'openai', model });
      expect(tokenField).toBe('max_completion_tokens');
      expect(takes.filter((name) => name !== 'response_format')).toEqual(['reasoning_effort']);
    },
  );

  it.each([
    'gpt-4o',
    'gpt-4.1-mini',
    'gpt-3.5-turbo-instruct',
    'gpt-oss-20b',
    'o2-sim:7b',
    'qwen3:8b',
  ])('%s: as its provider', (model) => {
    const known = capabilitiesOf({ ...custom, model });
    expect(known.takes).toEqual(known.provider.takes);
    expect(known.tokenField).toBe('max_tokens');
  });

  it.each([
    ['claude-3-5-sonnet-20241022', [], undefined],
    ['claude-opus-4-20250514', [], undefined],
    ['claude-opus-4-1-20250805', [], true],
    ['anthropic/claude-haiku-4.5', [], true],
    ['claude-sonnet-4-6', [], true],
    ['claude-opus-4-8', ['temperature', 'top_p'], undefined],
    ['claude-fable-5', ['temperature', 'top_p'], undefined],
    ['claude-sonnet-4-10', [], true],
  ])('%s refuses %j', (model, refuses, isOneSampler) => {
    const rule = modelRule(model);
    expect(rule.refuses).toEqual(refuses);
    expect(rule.isOneSampler).toBe(isOneSampler);
  });
});

describe('Learning from a refusal', () => {
  it('leaves each parameter out once; a second refusal of it mends nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parameters), { maxLength: 30 }), (answers) => {
        let refused: readonly string[] = [];
        for (const parameter of answers) {
          const learnt = learnRefusal(refused, parameter);
          expect(learnt === null).toBe(refused.includes(parameter));
          refused = learnt ?? refused;
          expect(capabilitiesOf(custom, refused).takes).not.toContain(parameter);
        }
        expect(new Set(refused).size).toBe(refused.length);
      }),
    );
  });

  it('sends a refused token limit under its other name, and gives up after that', () => {
    const once = learnRefusal([], 'max_tokens') ?? [];
    expect(capabilitiesOf(custom, once).tokenField).toBe('max_completion_tokens');
    expect(learnRefusal(once, 'max_tokens')).toBeNull();
  });

  it('never learns to leave out what is no parameter of ours', () => {
    expect(learnRefusal([], 'messages')).toBeNull();
    expect(learnRefusal(['presence_penalty'], 'penalties')).toEqual([
      'presence_penalty',
      'frequency_penalty',
    ]);
  });
});

describe('Settling parameters', () => {
  it('sends or reports every setting that would change something', () => {
    const refusals = fc.subarray([...parameters]);
    fc.assert(
      fc.property(fc.constantFrom(...providers), refusals, (provider, refused) => {
        const { id, adapter, baseUrl } = provider;
        const capabilities = capabilitiesOf(
          { provider: adapter, preset: id, baseUrl, model: 'm' },
          refused,
        );
        const { sent, dropped } = settleParameters(call, capabilities);
        expect(sent.temperature === undefined).toBe(dropped.includes('temperature'));
        expect(sent.topP === undefined).toBe(dropped.includes('top_p'));
        expect(sent.presencePenalty === undefined).toBe(dropped.includes('presence_penalty'));
        expect(sent.stops.length).toBeLessThanOrEqual(capabilities.mostStops);
      }),
    );
  });

  it('sends a value that changes nothing only where silence could mean another one', () => {
    const local = settleParameters(call, capabilitiesOf({ ...custom, preset: 'vllm' }));
    expect(local.sent.frequencyPenalty).toBe(0);
    const gemini = settleParameters(call, capabilitiesOf({ ...custom, provider: 'gemini' }));
    expect(gemini.sent.frequencyPenalty).toBeUndefined();
    expect(gemini.dropped).toEqual([]);
  });
});

describe('Where an address leads', () => {
  it.each([
    ['http://localhost:11434/v1', 'loopback'],
    ['http://[::1]:8000/v1', 'loopback'],
    ['http://127.0.0.1/v1', 'loopback'],
    ['http://192.168.0.7:1234', 'local'],
    ['http://172.20.1.1/v1', 'local'],
    ['http://gpu.local/v1', 'local'],
    ['http://box.lan:8000/v1', 'local'],
    ['http://mybox:8000', 'local'],
    ['http://nas.home.arpa', 'local'],
    ['http://[fe80::1]:80', 'local'],
    ['http://[fd12::1]:80', 'local'],
    ['http://100.100.1.1:8000', 'local'],
    ['http://100.20.1.1', null],
    ['http://[2001:db8::1]', null],
    ['http://2130706433', null],
    ['https://lan.example', null],
    ['https://10.example.org/v1', null],
    ['http://172.32.1.1', null],
    ['https://localhost.example.org', null],
    ['not an address', null],
  ])('%s: %s', (address, space) => {
    expect(localSpace(address)).toBe(space);
  });
});

describe('What is known of a model by the tables', () => {
  it.each([
    ['vllm', 'anything/at-all', true],
    ['ollama', 'house:8b', true],
    ['openai', 'gpt-4.1-mini', true],
    ['openai', 'gpt-7', true],
    ['openai', 'house', false],
    ['groq', 'house', true],
    ['openrouter', 'openai/gpt-5-mini', true],
    ['openrouter', 'vendor/house', false],
    ['hugging-face', 'Qwen/Qwen3-8B', false],
    ['anthropic', 'claude-haiku-4-5', true],
    ['anthropic', 'house', false],
    ['gemini', 'models/gemini-2.5-flash', true],
    ['custom', 'house', false],
    ['custom', '', false],
    ['practice', 'practice', true],
    ['browser', 'built-in', true],
  ])('at %s, %s: %s', (id, model, isKnown) => {
    const { adapter, baseUrl } = providerById(id);
    const connection = { provider: adapter, baseUrl, preset: id, model };
    expect(isKnownModel(connection)).toBe(isKnown);
  });
});

describe('A JSON schema for the reply', () => {
  it.each([
    ['openai', 'gpt-4.1-mini', true],
    ['openai', 'ft:gpt-4o-mini:house', true],
    ['openai', 'o3-mini', true],
    ['openai', 'gpt-5.2', true],
    ['openai', 'o1-mini', false],
    ['openai', 'gpt-4-turbo', false],
    ['openai', 'gpt-3.5-turbo-instruct', false],
    ['anthropic', 'claude-opus-4-1-20250805', true],
    ['anthropic', 'claude-haiku-4-5', true],
    ['anthropic', 'claude-sonnet-5', true],
    ['anthropic', 'claude-opus-4-20250514', false],
    ['anthropic', 'claude-3-5-sonnet-20241022', false],
    ['gemini', 'models/gemini-2.5-flash', true],
    ['gemini', 'gemini-2.0-flash', false],
    ['gemini', 'gemma-3-27b-it', false],
    ['groq', 'openai/gpt-oss-20b', true],
    ['groq', 'llama-3.3-70b-versatile', false],
    ['together', 'meta-llama/Llama-3.3-70B-Instruct-Turbo', true],
    ['together', 'house', false],
    ['mistral', 'mistral-small-latest', true],
    ['deepseek', 'deepseek-chat', false],
    ['openrouter', 'vendor/house', true],
    ['hugging-face', 'house', true],
    ['ollama', 'qwen3:8b', true],
    ['lm-studio', 'house', true],
    ['llama-cpp', 'default', true],
    ['vllm', 'house', true],
    ['custom', 'house', true],
    ['browser', 'built-in', true],
    ['practice', 'practice', false],
  ])('at %s by %s: %s', (id, model, isTaken) => {
    const { adapter, baseUrl } = providerById(id);
    const connection = { provider: adapter, baseUrl, preset: id, model };
    expect(capabilitiesOf(connection).takes.includes('response_format')).toBe(isTaken);
    expect(capabilitiesOf(connection, ['response_format']).takes).not.toContain('response_format');
  });

  const form = { name: 'form', schema: { type: 'object' }, ask: 'As JSON.' };
  const settle = (refused: readonly string[], api: 'chat' | 'completions') =>
    settleParameters({ ...call, api, schema: form }, capabilitiesOf(custom, refused));

  it('goes along in chats, with a word after the prompt, unless it was refused, which is told', () => {
    const taken = settle([], 'chat');
    expect(taken.sent.schema).toEqual(form);
    expect(askedWith({ prompt: 'Score it.' }, taken.sent).prompt).toBe('Score it.\n\nAs JSON.');
    const refused = settle(['response_format'], 'chat');
    expect(refused.sent).not.toHaveProperty('schema');
    expect(refused.dropped).toContain('response_format');
    expect(askedWith({ prompt: 'Score it.' }, refused.sent).prompt).toBe('Score it.');
    expect(settle([], 'completions').sent).not.toHaveProperty('schema');
    expect(taken.dropped).not.toContain('response_format');
  });

  it('counts in what a call can take at most', () => {
    const bound = (one: ModelCall): number => upperBound(one, null).tokens;
    const more = bound({ ...call, schema: form }) - bound(call);
    expect(more).toBeGreaterThanOrEqual(JSON.stringify(form.schema).length + form.ask.length);
  });
});
