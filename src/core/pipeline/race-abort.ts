import type { AbortSignalLike, Outcome } from '#core/model/model-call.ts';

/**
 * The outcome of a call, or `cancelled` as soon as the signal says so: a model that does not listen
 * must not keep its slot.
 */
export async function raceAbort(call: Promise<Outcome>, signal: AbortSignalLike): Promise<Outcome> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<Outcome>((resolve) => {
    stop = () =>
      resolve({
        kind: 'failure',
        failure: { kind: 'cancelled', message: 'The call was cancelled.' },
      });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  const outcome = await Promise.race([call, aborted]);
  signal.removeEventListener('abort', stop);
  return outcome;
}
