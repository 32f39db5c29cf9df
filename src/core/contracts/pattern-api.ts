import type { TextRange } from '#core/review/marked-text.ts';
import type { SearchPattern } from '#core/review/search-terms.ts';

/** The texts of some tasks, one after the other. */
export interface PackedTexts {
  /** UTF-8; every field of a task ends with the byte FF, which no text can hold. */
  readonly bytes: Uint8Array;
  /** Where each task ends in `bytes`. */
  readonly ends: Uint32Array;
}

/** What the pool worker asks: which of some tasks a pattern matches in. */
export interface PatternMatcher {
  /** 1 for each task of which a field matches, else 0. */
  match(pattern: SearchPattern, texts: PackedTexts): Promise<Uint8Array>;
}

/**
 * Matches patterns, which may never come to an end: a match can't be interrupted but by ending its
 * worker, so this one holds nothing that would be missed. Patterns must be valid (`parseSearch`).
 */
export interface PatternApi extends PatternMatcher {
  /** Offers `PatternMatcher` on a port, to the pool worker. */
  connect(port: MessagePort): Promise<void>;
  /** Where patterns match in each text, for marking; ends of one text do not reach into another. */
  rangesOf(
    patterns: readonly SearchPattern[],
    texts: readonly string[],
  ): Promise<readonly (readonly TextRange[])[]>;
}
