/** How far a step over many tasks is that is under way. */
export interface LargeStep {
  /** "Accepting": followed by a count, or by what it is done to. */
  readonly doing: string;
  /** The step in the words of the undo log, where it is taken back or done again. */
  readonly what?: string;
  readonly done: number;
  readonly total: number;
  /** Somebody asked to break it off; it may be stored already. */
  readonly isCancelling: boolean;
}

/** Fewer tasks are done before anybody could read how far it is. */
export const leastShown = 2_000;
