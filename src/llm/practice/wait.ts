import type { AbortSignalLike } from '#core/model/model-call.ts';

/** Waits; resolves to false as soon as the signal aborts, to true when the time is over. */
export function wait(ms: number, signal: AbortSignalLike): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  if (ms <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const stop = (): void => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
