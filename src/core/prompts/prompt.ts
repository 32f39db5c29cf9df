/**
 * A prompt in two parts: what one sends is `prefix + tail`. `prefix` is the same for every call of a
 * step, so that it is stored once, by its hash; `tail` is what differs.
 */
export interface Prompt {
  readonly prefix: string;
  readonly tail: string;
}
