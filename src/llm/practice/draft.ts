import type { Random } from '#core/random/keyed-random.ts';

/** A reply before stops and the token limit are applied. */
export interface Draft {
  readonly text: string;
  /** The text ends in the middle, as if the token limit had been reached. */
  readonly isCut: boolean;
}

/** A reply that ends where it should. */
export function whole(text: string): Draft {
  return { text, isCut: false };
}

/** A reply that breaks off somewhere in its second half. */
export function cutOff(text: string, random: Random): Draft {
  return { text: text.slice(0, Math.ceil(text.length * (0.5 + random() * 0.45))), isCut: true };
}
