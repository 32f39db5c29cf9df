import type { LengthBounds } from './length-bounds.ts';
import { clippedLength, unknownPosition } from './posting.ts';

/** A text that is looked up, at one of its tokens. */
export class Question {
  readonly bounds: LengthBounds;
  readonly #length: number;
  /** Longest members that can still be near when no rarer token was shared. */
  highest: number;
  #position = unknownPosition;

  constructor(length: number, bounds: LengthBounds) {
    this.bounds = bounds;
    this.#length = length;
    this.highest = bounds.highest;
  }

  /**
   * Goes on to the token at a place and position. Of the tokens from `place` on at most all can be
   * shared: false where that is too few for members of any length.
   */
  advance(place: number, position: number): boolean {
    const { need, lowest } = this.bounds;
    while (this.highest >= lowest && (need[this.highest] ?? 0) > this.#length - place) {
      this.highest -= 1;
    }
    this.#position = position;
    return this.highest >= lowest;
  }

  /** Whether a posting's place leaves enough tokens to share. */
  passesPlace(posting: number): boolean {
    const n = posting >>> 10;
    return n === clippedLength || ((posting >>> 5) & 31) <= n - (this.bounds.need[n] ?? 0);
  }

  /**
   * Whether enough tokens stand before and after the shared one on both sides:
   * LCS ≤ min(i, j) + 1 + min(m − 1 − i, n − 1 − j) if the pair (i, j) is part of it.
   */
  passesPosition(posting: number): boolean {
    const n = posting >>> 10;
    const j = posting & 31;
    const i = this.#position;
    if (i === unknownPosition || j === unknownPosition || n === clippedLength) return true;
    const before = i < j ? i : j;
    const after = Math.min(this.#length - i, n - j);
    return before + after >= (this.bounds.need[n] ?? 0);
  }
}
