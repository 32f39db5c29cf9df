import type { MeaningApi, MeaningFailure } from '#core/contracts/meaning-api.ts';
import type { MeaningDoor } from '#core/contracts/meaning-host.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';

type Answer<T> = Promise<Result<T, MeaningFailure>>;

/**
 * The way to whatever embeds for a run, which other workers do. A call to a worker that is gone never
 * settles: the page says when one is, and every call under way then fails.
 */
export class MeaningLines {
  readonly #wrap: (port: MessagePort) => MeaningApi;
  #door: MeaningDoor | null = null;
  #open: { readonly space: string; readonly api: MeaningApi } | null = null;
  /** Why there is nothing to call. */
  #reason: MeaningFailure = gone;
  readonly #waiting = new Set<(reason: MeaningFailure) => void>();

  constructor(wrap: (port: MessagePort) => MeaningApi) {
    this.#wrap = wrap;
  }

  /** Takes the door at which the page hands out ports. */
  connect(door: MeaningDoor): void {
    this.#door = door;
  }

  /** Gives up every call: what answers them is gone. The next `reset` asks for another. */
  lose(message: string): void {
    this.#open = null;
    this.#reason = { kind: 'lost', message };
    for (const giveUp of [...this.#waiting]) giveUp(this.#reason);
  }

  /** What embeds in a space. It is asked for on the first `reset`. */
  to(space: MeaningSpace): MeaningApi {
    const use = <T>(call: (api: MeaningApi) => Answer<T>): Answer<T> => {
      const open = this.#open;
      if (open?.space !== JSON.stringify(space)) return Promise.resolve(failure(this.#reason));
      return this.#race(call(open.api));
    };
    return {
      reset: async (known) => {
        const opened = await this.#opened(space);
        return opened.ok ? use((api) => api.reset(known)) : opened;
      },
      append: (items) => use((api) => api.append(items)),
      remove: (ids) => use((api) => api.remove(ids)),
      compare: (texts) => use((api) => api.compare(texts)),
    };
  }

  async #opened(space: MeaningSpace): Answer<null> {
    const name = JSON.stringify(space);
    if (this.#open?.space === name) return success(null);
    if (this.#door === null) return failure(this.#reason);
    const port = await this.#race(this.#door.open(space));
    if (!port.ok) return port;
    this.#open = { space: name, api: this.#wrap(port.value) };
    return success(null);
  }

  #race<T>(call: Answer<T>): Answer<T> {
    return new Promise((resolve) => {
      const giveUp = (reason: MeaningFailure): void => settle(failure(reason));
      const settle = (result: Result<T, MeaningFailure>): void => {
        this.#waiting.delete(giveUp);
        resolve(result);
      };
      this.#waiting.add(giveUp);
      call.then(settle, (error: unknown) => giveUp({ kind: 'lost', message: wordsOf(error) }));
    });
  }
}

const gone: MeaningFailure = {
  kind: 'lost',
  message: 'What embeds for this run is not there any more.',
};

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
