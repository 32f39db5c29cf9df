import type { Instance } from '#core/model/task.ts';

/** One item of a step-1 reply; a whole task where the recipe asks for those. */
export interface ProposedItem {
  readonly instruction: string;
  readonly instance?: Instance;
  /** The reply ended inside this item, so it is to be rejected as cut. */
  readonly cut?: boolean;
}

/** What a step-1 reply holds: its items in order, and how much of it was none. */
export interface Proposals {
  readonly items: readonly ProposedItem[];
  readonly losses: {
    /** Whole replies that went because their end was cut: 0 or 1. */
    readonly replyCut: number;
    /** Items without text. */
    readonly empty: number;
    /** Whole tasks without their three labels. */
    readonly malformed: number;
  };
}
