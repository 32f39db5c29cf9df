import { normalise } from './lexical-embedding.ts';
import type { Pooling } from './model-spec.ts';

/**
 * Makes one vector of length 1 from a text's token vectors: `states` holds `width` numbers a token,
 * `tokens` of them from `start` on count (padding comes after). Writes it to `out` at `offset`.
 */
export function poolTokens(
  states: Float32Array,
  { start, tokens, width }: { start: number; tokens: number; width: number },
  pooling: Pooling,
  out: Float32Array,
  offset: number,
): void {
  const vector = out.subarray(offset, offset + width);
  const counted = pooling === 'first' ? Math.min(1, tokens) : tokens;
  vector.fill(0);
  // The sum points where the mean does.
  for (let token = 0; token < counted; token += 1) {
    const from = start + token * width;
    for (let at = 0; at < width; at += 1) vector[at] = (vector[at] ?? 0) + (states[from + at] ?? 0);
  }
  normalise(vector);
}
