import { describe, expect, it } from 'vitest';
import {
  BrowserModelHost,
  prepareBuiltInModel,
  type BuiltInModel,
} from '#rpc/browser-model-host.ts';

type Session = Awaited<ReturnType<BuiltInModel['create']>>;

/** Stands in for Chrome's `LanguageModel`; a session that was asked once answers differently. */
class StandIn implements BuiltInModel {
  alive = 0;
  failures: Error[] = [];

  availability(): Promise<'available'> {
    return Promise.resolve('available');
  }

  create({ monitor }: Parameters<BuiltInModel['create']>[0]): Promise<Session> {
    const failure = this.failures.shift();
    if (failure) return Promise.reject(failure);
    monitor?.({ addEventListener: (_type, listener) => listener({ loaded: 0.5 }) });
    return Promise.resolve(this.#session());
  }

  #session(): Session {
    this.alive += 1;
    let asked = 0;
    return {
      prompt: (text, { signal }) => {
        asked += 1;
        if (text === 'forever') return untilAborted(signal);
        return Promise.resolve(`${text} ${asked}`);
      },
      clone: () => Promise.resolve(this.#session()),
      destroy: () => {
        this.alive -= 1;
      },
    };
  }
}

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('Gone.', 'AbortError')));
  });
}

describe('The page’s side of the built-in model', () => {
  it('asks each prompt in a session of its own, and ends it', async () => {
    const model = new StandIn();
    const host = new BrowserModelHost(model);
    expect(await host.prompt(1, 'a')).toEqual({ kind: 'text', text: 'a 1' });
    expect(await host.prompt(2, 'b')).toEqual({ kind: 'text', text: 'b 1' });
    expect(model.alive, 'only the empty session to copy').toBe(1);
  });

  it('tells a failure by its name, and tries anew after it', async () => {
    const model = new StandIn();
    model.failures = [new DOMException('Needs a click.', 'NotAllowedError')];
    const host = new BrowserModelHost(model);
    expect(await host.prompt(1, 'a')).toEqual({
      kind: 'failed',
      name: 'NotAllowedError',
      message: 'Needs a click.',
    });
    expect(await host.prompt(2, 'a')).toMatchObject({ kind: 'text' });
  });

  it('ends a prompt that is cancelled', async () => {
    const model = new StandIn();
    const host = new BrowserModelHost(model);
    await host.prompt(1, 'a');
    const under = host.prompt(2, 'forever');
    await new Promise((resolve) => setTimeout(resolve, 0));
    await host.cancel(2);
    expect(await under).toMatchObject({ kind: 'failed', name: 'AbortError' });
    expect(model.alive).toBe(1);
  });

  it('says so where there is no model', async () => {
    const host = new BrowserModelHost(null);
    expect(await host.state()).toBe('missing');
    expect(await host.prompt(1, 'a')).toMatchObject({ kind: 'failed', name: 'NotSupportedError' });
  });

  it('tells the progress of a download, and leaves no session behind', async () => {
    const model = new StandIn();
    const shares: number[] = [];
    await prepareBuiltInModel(model, (share) => shares.push(share));
    expect(shares).toEqual([0.5]);
    expect(model.alive).toBe(0);
  });
});
