import type { CDPSession, Page } from '@playwright/test';

interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  readonly backingStorageSize?: number;
}

const toMb = ({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage): number =>
  (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;

/** Megabytes of heap and buffers in use, after a collection: the page, and each worker by its name. */
export async function memoryOf(page: Page): Promise<Readonly<Record<string, number>>> {
  const session = await page.context().newCDPSession(page);
  const found: Record<string, number> = {
    page: await measure((method, params) => session.send(method, params)),
  };
  for (const [name, send] of await attachWorkers(session)) {
    found[name] = (found[name] ?? 0) + (await measure(send));
  }
  await session.detach();
  return found;
}

type Send = (method: Method, params?: object) => Promise<unknown>;
type Method =
  | 'HeapProfiler.collectGarbage'
  | 'Runtime.getHeapUsage'
  | 'Runtime.evaluate'
  | 'Runtime.queryObjects'
  | 'Runtime.callFunctionOn';

async function measure(send: Send): Promise<number> {
  await send('HeapProfiler.collectGarbage');
  return toMb((await send('Runtime.getHeapUsage')) as HeapUsage) + (await wasmMb(send));
}

/** The heap's figures leave out the memory of WebAssembly modules. */
async function wasmMb(send: Send): Promise<number> {
  const kind = (await send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' })) as {
    result: { objectId: string };
  };
  const found = (await send('Runtime.queryObjects', {
    prototypeObjectId: kind.result.objectId,
  })) as { objects: { objectId: string } };
  const sum = (await send('Runtime.callFunctionOn', {
    objectId: found.objects.objectId,
    functionDeclaration:
      'function () { return this.reduce((sum, one) => sum + one.buffer.byteLength, 0); }',
    returnByValue: true,
  })) as { result: { value: number } };
  return sum.result.value / 1e6;
}

/** Workers are reached by messages through the page's session. */
async function attachWorkers(session: CDPSession): Promise<(readonly [string, Send])[]> {
  const found: (readonly [string, Send])[] = [];
  const waiting = new Map<string, (value: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    waiting.get(`${sessionId}/${String(id)}`)?.(result);
  });
  let last = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const send: Send = (method, params = {}) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(`${sessionId}/${last}`, resolve);
        const message = JSON.stringify({ id: last, method, params });
        void session.send('Target.sendMessageToTarget', { sessionId, message });
      });
    found.push([targetInfo.title || targetInfo.url, send]);
  });
  await session.send('Target.setAutoAttach', {
    ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: false },
  });
  // Attaching is told by events that come before the answer to the next call.
  await session.send('Runtime.getHeapUsage');
  return found;
}
