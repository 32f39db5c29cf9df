import type { RequestId } from '#core/model/ids.ts';
import type { Spending } from './price.ts';

/** Limits that a run must not pass; an absent one does not limit. */
export interface Caps {
  readonly usd?: number;
  readonly requests?: number;
  readonly tokens?: number;
}

/** Which cap keeps the next call from being sent. */
export type CapKind = keyof Caps;

/** Nothing spent. */
export const noSpending: Spending = { requests: 0, tokens: 0, usd: 0 };

/** The sum of two spendings; money that is unknown makes the sum unknown. */
export function addSpending(first: Spending, second: Spending): Spending {
  return {
    requests: first.requests + second.requests,
    tokens: first.tokens + second.tokens,
    usd: first.usd === null || second.usd === null ? null : first.usd + second.usd,
  };
}

/**
 * The part of `bound` that still fits under `caps` beside what was spent: a run that reserves before
 * it sends can't have taken more, however it ended.
 */
export function withinCaps(bound: Spending, caps: Caps, spent: Spending): Spending {
  const room = (cap: number | undefined, used: number): number =>
    cap === undefined ? Infinity : Math.max(0, cap - used);
  return {
    requests: Math.min(bound.requests, room(caps.requests, spent.requests)),
    tokens: Math.min(bound.tokens, room(caps.tokens, spent.tokens)),
    usd: bound.usd === null ? null : Math.min(bound.usd, room(caps.usd, spent.usd ?? 0)),
  };
}

/**
 * Keeps a run within its caps whatever is in flight: the most that a call can take is reserved
 * before it is sent, and what it really took replaces that when it ends.
 */
export class Budget {
  #caps: Caps;
  #spent: Spending;
  readonly #reserved = new Map<RequestId, Spending>();

  constructor(caps: Caps, alreadySpent: Spending) {
    this.#caps = caps;
    this.#spent = alreadySpent;
  }

  get spent(): Spending {
    return this.#spent;
  }

  /** Replaces the caps; what is in flight already is let be. */
  setCaps(caps: Caps): void {
    this.#caps = caps;
  }

  /** Spent and reserved together: what the run can have taken at most. */
  get committed(): Spending {
    return [...this.#reserved.values()].reduce(addSpending, this.#spent);
  }

  /** The cap that a further call could pass, or null where it may be sent. */
  blockedBy(bound: Spending): CapKind | null {
    const after = addSpending(this.committed, bound);
    const { usd, requests, tokens } = this.#caps;
    if (requests !== undefined && after.requests > requests) return 'requests';
    if (tokens !== undefined && after.tokens > tokens) return 'tokens';
    // A cap on money means nothing while the price is unknown: then nothing may be sent.
    if (usd !== undefined && (after.usd === null || after.usd > usd)) return 'usd';
    return null;
  }

  reserve(requestId: RequestId, bound: Spending): void {
    this.#reserved.set(requestId, bound);
  }

  /**
   * Replaces a reservation by what the call took. Without a word on that (a time-out, a reply
   * without usage) the whole reservation counts as spent. Returns what was booked.
   */
  settle(requestId: RequestId, taken: Spending | null): Spending {
    const booked = taken ?? this.#reserved.get(requestId) ?? noSpending;
    this.#reserved.delete(requestId);
    this.#spent = addSpending(this.#spent, booked);
    return booked;
  }
}
