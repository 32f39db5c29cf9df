import type { LengthBounds } from './length-bounds.ts';
import { unknownPosition } from './posting.ts';

/** A text that is looked up, at one of its tokens. */
export class Question {
  readonly bounds: LengthBounds;
  /** Tokens of the text. */
  readonly length: number;
  /** Longest members that can still be near when no rarer token was shared. */
  highest: number;
  /** Positions in a member where the token can be, for a given member length; see `setLength`. */
  firstPosition = 0;
  lastPosition = 0;
  /** Last place in a member's rarest-first order where the token can be. */
  lastPlace = 0;
  /** Least LCS with a member of the length that was set. */
  least = 0;
  #position = unknownPosition;

  constructor(length: number, bounds: LengthBounds) {
    this.bounds = bounds;
    this.length = length;
    this.highest = bounds.highest;
  }

  /**
   * Goes on to the token at a place and position. Of the tokens from `place` on at most all can be
   * shared: false where that is too few for members of any length.
   */
  advance(place: number, position: number): boolean {
    const { need, lowest } = this.bounds;
    while (this.highest >= lowest && (need[this.highest] ?? 0) > this.length - place) {
      this.highest -= 1;
    }
    this.#position = position;
    return this.highest >= lowest;
  }

  /**
   * Works out what members of `n` tokens must show. If the tokens at i and j are a pair of an LCS
   * of at least o, then o ≤ min(i, j) + min(m − i, n − j), which is i − (m − o) ≤ j ≤ i + (n − o).
   */
  setLength(n: number): void {
    const least = this.bounds.need[n] ?? 0;
    const isKnown = this.#position !== unknownPosition;
    this.least = least;
    this.lastPlace = n - least;
    this.firstPosition = isKnown ? this.#position - (this.length - least) : 0;
    this.lastPosition = isKnown ? this.#position + (n - least) : unknownPosition;
  }
}
