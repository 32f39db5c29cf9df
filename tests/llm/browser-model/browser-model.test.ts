import { describe, expect, it } from 'vitest';
import type { BrowserModelAnswer, BrowserModelApi } from '#core/contracts/browser-model-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { createBrowserModel } from '#llm/browser-model/browser-model.ts';
import { call } from '#tests/llm/scripted-model.ts';

const connection: ModelConnection = {
  provider: 'browser',
  baseUrl: '',
  model: 'built-in',
  api: 'chat',
  usesKey: false,
  maxConcurrent: 1,
  timeoutMs: 1000,
};

/** A page whose model answers so; without an answer it never does. */
class StandIn implements BrowserModelApi {
  readonly cancelled: number[] = [];
  readonly asked: { text: string; schema: unknown }[] = [];
  readonly #answer: BrowserModelAnswer | null;
  readonly #constrained: BrowserModelAnswer | null;

  constructor(answer: BrowserModelAnswer | null, constrained: BrowserModelAnswer | null = null) {
    this.#answer = answer;
    this.#constrained = constrained;
  }

  state(): Promise<'available'> {
    return Promise.resolve('available');
  }

  prompt(
    _id: number,
    text: string,
    schema?: Readonly<Record<string, unknown>>,
  ): Promise<BrowserModelAnswer> {
    this.asked.push({ text, schema });
    const answer = schema === undefined ? this.#answer : (this.#constrained ?? this.#answer);
    return new Promise((resolve) => {
      if (answer !== null) resolve(answer);
    });
  }

  cancel(callId: number): Promise<void> {
    this.cancelled.push(callId);
    return Promise.resolve();
  }
}

const ask = (page: BrowserModelApi | null, timeoutMs = 1000) => {
  const cancel = new AbortController();
  const complete = createBrowserModel(page, { ...connection, timeoutMs });
  return { cancel, outcome: complete(call, cancel.signal) };
};

describe('The browser’s built-in model, through a stand-in', () => {
  it('answers with the whole text, and tells what it cannot be told', async () => {
    const page = new StandIn({ kind: 'text', text: 'Yes\nTask: and more' });
    expect(await ask(page).outcome).toEqual({
      kind: 'reply',
      text: 'Yes\nTask: and more',
      finishReason: 'stop',
      dropped: ['temperature', 'top_p', 'presence_penalty'],
    });
  });

  it.each([
    ['QuotaExceededError', 'context-overflow'],
    ['NotAllowedError', 'browser-model'],
    ['NotSupportedError', 'browser-model'],
    ['InvalidStateError', 'server-error'],
    ['AbortError', 'cancelled'],
    ['NewError', 'server-error'],
  ])('tells %s as %s', async (name, kind) => {
    const page = new StandIn({ kind: 'failed', name, message: 'No.' });
    expect(await ask(page).outcome).toMatchObject({ failure: { kind, message: 'No.' } });
  });

  it('takes output that was withheld as filtered, and no words as an empty reply', async () => {
    const withheld = new StandIn({ kind: 'failed', name: 'NotReadableError', message: '' });
    expect(await ask(withheld).outcome).toMatchObject({ finishReason: 'content-filter' });
    const silent = new StandIn({ kind: 'text', text: '' });
    expect(await ask(silent).outcome).toMatchObject({ failure: { kind: 'empty-reply' } });
  });

  it('gives up at the deadline or with its caller, and ends the session', async () => {
    const page = new StandIn(null);
    expect(await ask(page, 20).outcome).toMatchObject({ failure: { kind: 'timed-out' } });
    const { cancel, outcome } = ask(page);
    cancel.abort();
    expect(await outcome).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(page.cancelled).toHaveLength(2);
  });

  it('says so where the browser has none', async () => {
    expect(await ask(null).outcome).toMatchObject({ failure: { kind: 'browser-model' } });
  });
});

describe('Its constraint of replies', () => {
  const schema = { name: 'form', schema: { type: 'object' }, ask: 'As JSON.' };
  const signal = new AbortController().signal;

  it('takes a schema along, and a word after the prompt', async () => {
    const page = new StandIn({ kind: 'text', text: '{}' });
    await createBrowserModel(page, connection)({ ...call, schema }, signal);
    expect(page.asked).toEqual([
      { text: `${call.prompt}\n\nAs JSON.`, schema: { type: 'object' } },
    ]);
  });

  it('is left out once the browser turned it down, which is remembered', async () => {
    const page = new StandIn(
      { kind: 'text', text: 'Yes' },
      { kind: 'failed', name: 'NotSupportedError', message: 'Not with this model.' },
    );
    const noted: (readonly string[])[] = [];
    const onChange = (refused: readonly string[]): void => void noted.push(refused);
    const complete = createBrowserModel(page, connection, { known: [], onChange });
    expect(await complete({ ...call, schema }, signal)).toMatchObject({
      failure: { kind: 'refused-parameter', parameter: 'response_format', isMended: true },
    });
    expect(noted).toEqual([['response_format']]);
    expect(await complete({ ...call, schema }, signal)).toMatchObject({ text: 'Yes' });
    expect(page.asked.at(-1)).toEqual({ text: call.prompt, schema: undefined });
  });
});
