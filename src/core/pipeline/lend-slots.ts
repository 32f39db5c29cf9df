/** How a lane stands that shares a browser’s connections with others. */
export interface Sharer {
  /** Its even share of them. */
  readonly own: number;
  readonly inFlight: number;
  /** Calls that it could send now beside those; more than its share need not be counted. */
  readonly waiting: number;
}

/**
 * How many of `total` connections one of these lanes may take now: of its own share whatever is
 * free, beyond that what the others can't claim of theirs. A lane that has nothing to send lends its
 * share, and has it back as calls of the others end.
 */
export function lendableSlots(sharers: readonly Sharer[], place: number, total: number): number {
  let free = total;
  let claimed = 0;
  let ofOwn = 0;
  for (const [each, { own, inFlight, waiting }] of sharers.entries()) {
    free -= inFlight;
    if (each === place) ofOwn = own - inFlight;
    else claimed += Math.max(0, Math.min(own - inFlight, waiting));
  }
  return Math.max(0, Math.min(ofOwn, free), free - claimed);
}
