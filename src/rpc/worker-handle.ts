import { releaseProxy, wrap, type Remote } from 'comlink';
import { failure, success, type Result } from '#core/model/result.ts';
import { messageOf, type WorkerFailure } from './worker-failure.ts';

type GiveUp = (reason: WorkerFailure) => void;

interface Life<Api> {
  readonly worker: Worker;
  readonly remote: Remote<Api>;
  /** Of the calls under way. A race against one long promise would keep every answer in memory. */
  readonly waiting: Set<GiveUp>;
}

const aborted: WorkerFailure = { kind: 'aborted', message: 'Cancelled.' };

/**
 * A worker's life and the calls into it: started on first use and again after a death. A call to a
 * dead worker would never settle, so each one ends with the worker's death or its own abort.
 */
export class WorkerHandle<Api> {
  readonly #create: () => Worker;
  readonly #onDeath: (message: string) => void;
  #life: Life<Api> | null = null;

  /** `create` makes the worker; `onDeath` hears of deaths that nobody asked for. */
  constructor(create: () => Worker, onDeath: (message: string) => void = () => undefined) {
    this.#create = create;
    this.#onDeath = onDeath;
  }

  /** Calls a method that answers with plain data. */
  read<T>(
    use: (remote: Remote<Api>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<Result<T, WorkerFailure>> {
    if (signal?.aborted) return Promise.resolve(failure(aborted));
    const { remote, waiting } = (this.#life ??= this.#start());
    return new Promise((resolve) => {
      const settle = (result: Result<T, WorkerFailure>): void => {
        waiting.delete(giveUp);
        signal?.removeEventListener('abort', abort);
        resolve(result);
      };
      const giveUp: GiveUp = (reason) => settle(failure(reason));
      const abort = (): void => giveUp(aborted);
      waiting.add(giveUp);
      signal?.addEventListener('abort', abort);
      void attempt(() => use(remote)).then(settle);
    });
  }

  /** Calls a method that answers with a `Result` of its own; the two failures become one. */
  async ask<T, E>(
    use: (remote: Remote<Api>) => Promise<Result<T, E>>,
    signal?: AbortSignal,
  ): Promise<Result<T, E | WorkerFailure>> {
    const answer = await this.read(use, signal);
    return answer.ok ? answer.value : answer;
  }

  /** Ends the worker; calls under way fail with `worker-died`. */
  stop(message = 'The worker was stopped.'): void {
    const life = this.#life;
    if (!life) return;
    this.#life = null;
    life.remote[releaseProxy]();
    life.worker.terminate();
    for (const giveUp of [...life.waiting]) giveUp({ kind: 'worker-died', message });
  }

  #start(): Life<Api> {
    const worker = this.#create();
    const die = (message: string): void => {
      if (this.#life?.worker !== worker) return;
      this.stop(message);
      this.#onDeath(message);
    };
    worker.addEventListener('error', (event) => die(event.message || 'The worker did not start.'));
    worker.addEventListener('messageerror', () => die('A message could not be read.'));
    return { worker, remote: wrap<Api>(worker), waiting: new Set() };
  }
}

async function attempt<T>(call: () => Promise<T>): Promise<Result<T, WorkerFailure>> {
  try {
    return success(await call());
  } catch (thrown) {
    return failure({ kind: 'worker-threw', message: messageOf(thrown) });
  }
}
