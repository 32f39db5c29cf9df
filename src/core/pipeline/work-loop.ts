import type { AbortSignalLike } from '#core/model/model-call.ts';
import type { CallDesk } from './call-desk.ts';
import type { Askable } from './open-requests.ts';
import type { RunPorts } from './ports.ts';
import type { RunControl } from './run-control.ts';

/** Cancels the calls in flight when a person stops the work. */
export interface Cancel {
  readonly signal: AbortSignalLike;
  abort(): void;
}

/** What a work loop goes round: the calls, what a person wants, and the clock. */
interface Surroundings<R extends Askable> {
  readonly desk: Pick<CallDesk<R>, 'hasSettled' | 'inFlight' | 'nextSettled' | 'nextAt'>;
  readonly control: RunControl;
  readonly ports: Pick<RunPorts, 'now' | 'waitUntil'>;
}

/** One round of the work, each part telling what happened in it. */
export interface Round<E> {
  /** Stores what came back, raw. */
  readonly takeSettled: () => AsyncGenerator<E>;
  /** Lets what is stored take effect. */
  readonly apply: () => AsyncGenerator<E>;
  /** Sends what fits. */
  readonly fill: () => AsyncGenerator<E>;
  readonly mayGoOn: () => boolean;
  readonly hasNothingToDo: () => boolean;
}

/** Goes round until nothing is in flight and nothing more is to be done, or may be. */
export async function* workLoop<R extends Askable, E>(
  around: Surroundings<R>,
  round: Round<E>,
): AsyncGenerator<E> {
  const { desk, control } = around;
  for (;;) {
    const seen = control.changes;
    if (desk.hasSettled) yield* round.takeSettled();
    yield* round.apply();
    const mayGoOn = round.mayGoOn();
    if (mayGoOn) yield* round.fill();
    if (desk.hasSettled || control.changes !== seen) continue;
    if (desk.inFlight === 0 && (!mayGoOn || round.hasNothingToDo())) return;
    await sleep(around, mayGoOn, seen);
  }
}

/** Sleeps until something settles, a person wants something, or a waiting call may be sent. */
async function sleep<R extends Askable>(
  { desk, control, ports }: Surroundings<R>,
  mayGoOn: boolean,
  seen: number,
): Promise<void> {
  const settled = desk.nextSettled();
  if (desk.hasSettled || control.changes !== seen) return;
  const next = mayGoOn ? desk.nextAt(ports.now()) : Infinity;
  await ports.waitUntil(next, Promise.race([settled, control.changed]));
}

/** What a person wants, told as whether calls may be sent; stopping cancels those in flight. */
export function isWantedToRun(control: RunControl, cancel: Cancel): boolean {
  const isOver = control.wanted === 'stop' || control.wanted === 'leave';
  if (isOver && !cancel.signal.aborted) cancel.abort();
  return control.wanted === 'run';
}
