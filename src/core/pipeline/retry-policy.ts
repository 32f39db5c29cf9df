import type { CallFailure, CallFailureKind } from '#core/model/model-call.ts';
import type { Random } from '#core/random/keyed-random.ts';

/** Longest wait between two tries without a hint, in milliseconds. */
const LONGEST_BACKOFF_MS = 60_000;
const FIRST_BACKOFF_MS = 1_000;
/** Cool-down after a rate limit that came without a hint, in milliseconds. */
const COOL_DOWN_MS = 2_000;
/** Failed tries at one request before the run stops and says why. */
const MOST_TRIES = 6;
/** The same where nobody was reached, and nobody has been so far. */
const MOST_TRIES_AT_NOBODY = 3;
/** Requests in a row that are given up while no other succeeds; then it is not the requests. */
const MOST_GIVEN_UP = 3;

const passing: readonly CallFailureKind[] = [
  'rate-limited',
  'server-error',
  'timed-out',
  'cut-connection',
  'error-in-reply',
  'unreachable',
  'offline',
  'empty-reply',
];

/** Refusals that may be of this one request: its words, or its length. */
const ofTheRequest: readonly CallFailureKind[] = ['bad-request', 'forbidden', 'context-overflow'];

/** What to do about a failed try. */
export type Remedy =
  /** Send again, not before `delayMs` have passed. */
  | { readonly kind: 'retry'; readonly delayMs: number; readonly everyone: boolean }
  /** This request can't succeed; the run goes on without it. */
  | { readonly kind: 'close' }
  /** Nothing can succeed until a person has done something. */
  | { readonly kind: 'block' };

/** How often a request failed, by kind. */
export type FailedTries = Readonly<Partial<Record<CallFailureKind, number>>>;

/** What is known beside the failure itself. */
export interface Standing {
  /** Of this request, this failure included. */
  readonly failed: FailedTries;
  /** Whether this model has answered anything of this run. */
  readonly hasAnswered: boolean;
  /** Other requests given up in a row since the last answer. */
  readonly givenUp: number;
}

/** One more failure; what the adapter has mended is no failure of the request. */
export function withFailure(failed: FailedTries, { kind, isMended }: CallFailure): FailedTries {
  return isMended === true ? failed : { ...failed, [kind]: (failed[kind] ?? 0) + 1 };
}

/**
 * Decides what follows a failed try. A wait that the server names is kept to; otherwise full jitter
 * over a doubling span. `everyone`: no other call may start before then either. A rate limit and a
 * missing network are no fault of the request and never use its tries up.
 */
export function remedyFor(failure: CallFailure, standing: Standing, random: Random): Remedy {
  const { kind, retryAfterMs } = failure;
  const same = standing.failed[kind] ?? 1;
  if (kind === 'rate-limited') {
    // A hint of nothing, or of a time that is over by this clock, must not have calls hail down.
    const delayMs = Math.max(retryAfterMs ?? COOL_DOWN_MS + jitter(same, random), leastMs(same));
    return { kind: 'retry', delayMs, everyone: true };
  }
  if (kind === 'offline') {
    return { kind: 'retry', delayMs: jitter(same, random), everyone: true };
  }
  if (failure.isMended === true) return { kind: 'retry', delayMs: 0, everyone: false };
  if (kind === 'empty-reply' && same >= 2) return { kind: 'close' };
  if (ofTheRequest.includes(kind)) return giveUp(standing);
  const most = kind === 'unreachable' && !standing.hasAnswered ? MOST_TRIES_AT_NOBODY : MOST_TRIES;
  if (!passing.includes(kind) || triesUsed(standing.failed) >= most) return { kind: 'block' };
  const delayMs = retryAfterMs ?? jitter(same, random);
  return { kind: 'retry', delayMs, everyone: retryAfterMs !== undefined };
}

/** One request that is refused is left out; where all are, something is wrong with the settings. */
function giveUp({ hasAnswered, givenUp }: Standing): Remedy {
  return { kind: hasAnswered && givenUp < MOST_GIVEN_UP ? 'close' : 'block' };
}

function triesUsed(failed: FailedTries): number {
  const { 'rate-limited': _, offline: __, ...counted } = failed;
  return Object.values(counted).reduce((sum, count) => sum + count, 0);
}

/** What is waited after a rate limit in any case: longer each time, up to the cool-down. */
function leastMs(same: number): number {
  return Math.min(COOL_DOWN_MS, 50 * 2 ** same);
}

function jitter(tries: number, random: Random): number {
  const span = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (tries - 1));
  return Math.round(span * random());
}
