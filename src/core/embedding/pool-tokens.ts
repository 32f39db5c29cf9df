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
  for (let at = 0; at < width; at += 1) {
    let sum = 0;
    for (let token = 0; token < counted; token += 1) {
      sum += states[start + token * width + at] ?? 0;
    }
    vector[at] = counted === 0 ? 0 : sum / counted;
  }
  normalise(vector);
}
