import { expose } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import { failure, success, type Result } from '#core/model/result.ts';
import { WorkerHandle } from '#rpc/worker-handle.ts';

interface Api {
  double(value: number): Promise<number>;
  refuse(): Promise<Result<number, { kind: 'refused' }>>;
  accept(): Promise<Result<number, { kind: 'refused' }>>;
  explode(): Promise<number>;
  hang(): Promise<number>;
}

const api: Api = {
  double: (value) => Promise.resolve(value * 2),
  refuse: () => Promise.resolve(failure({ kind: 'refused' })),
  accept: () => Promise.resolve(success(7)),
  explode: () => Promise.reject(new Error('boom')),
  hang: () => new Promise(() => undefined),
};

/** A worker that lives in this realm, speaks over a real channel and can be made to die. */
class LocalWorker extends EventTarget {
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  isTerminated = false;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    expose(api, port2);
    port1.addEventListener('message', (event) =>
      this.dispatchEvent(new MessageEvent('message', { data: event.data as unknown })),
    );
    port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#near.postMessage(message, transfer);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#near.close();
    this.#far.close();
  }

  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const started: LocalWorker[] = [];

function createHandle(deaths: string[] = []): WorkerHandle<Api> {
  const create = (): Worker => {
    const worker = new LocalWorker();
    started.push(worker);
    return worker as unknown as Worker;
  };
  return new WorkerHandle<Api>(create, (message) => deaths.push(message));
}

afterEach(() => {
  for (const worker of started.splice(0)) worker.terminate();
});

test('a worker starts with the first call, once', async () => {
  const handle = createHandle();
  expect(started).toHaveLength(0);
  const answers = await Promise.all([
    handle.read((remote) => remote.double(2)),
    handle.read((remote) => remote.double(3)),
  ]);
  expect(answers).toEqual([success(4), success(6)]);
  expect(started).toHaveLength(1);
});

test('the worker’s own failures and successes are passed on', async () => {
  const handle = createHandle();
  expect(await handle.ask((remote) => remote.refuse())).toEqual(failure({ kind: 'refused' }));
  expect(await handle.ask((remote) => remote.accept())).toEqual(success(7));
});

test('what the worker throws becomes a failure with its words', async () => {
  const handle = createHandle();
  expect(await handle.read((remote) => remote.explode())).toEqual(
    failure({ kind: 'worker-threw', message: 'boom' }),
  );
});

test('what cannot be sent becomes a failure', async () => {
  const handle = createHandle();
  const answer = await handle.read((remote) =>
    remote.double((() => undefined) as unknown as number),
  );
  expect(answer).toMatchObject({ ok: false, error: { kind: 'worker-threw' } });
});

test('a death ends every call under way, and the next call starts a new worker', async () => {
  const deaths: string[] = [];
  const handle = createHandle(deaths);
  const hanging = [handle.read((remote) => remote.hang()), handle.read((remote) => remote.hang())];
  started[0]?.die('out of memory');
  const died = failure({ kind: 'worker-died', message: 'out of memory' });
  expect(await Promise.all(hanging)).toEqual([died, died]);
  expect(deaths).toEqual(['out of memory']);
  expect(started[0]?.isTerminated).toBe(true);

  expect(await handle.read((remote) => remote.double(4))).toEqual(success(8));
  expect(started).toHaveLength(2);
});

test('an abort ends its own call only', async () => {
  const handle = createHandle();
  const controller = new AbortController();
  const hanging = handle.read((remote) => remote.hang(), controller.signal);
  controller.abort();
  expect(await hanging).toMatchObject({ ok: false, error: { kind: 'aborted' } });
  expect(await handle.read((remote) => remote.double(1))).toEqual(success(2));
  expect(started).toHaveLength(1);
});

test('a call that is aborted before it begins starts nothing', async () => {
  const handle = createHandle();
  const answer = await handle.read((remote) => remote.double(1), AbortSignal.abort());
  expect(answer).toMatchObject({ ok: false, error: { kind: 'aborted' } });
  expect(started).toHaveLength(0);
});

test('stopping is no death, but it ends the calls under way', async () => {
  const deaths: string[] = [];
  const handle = createHandle(deaths);
  const hanging = handle.read((remote) => remote.hang());
  handle.stop('closed');
  expect(await hanging).toEqual(failure({ kind: 'worker-died', message: 'closed' }));
  expect(deaths).toEqual([]);
});
