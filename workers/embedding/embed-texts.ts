import type { EmbeddedTexts, TextRole } from '#core/contracts/embedding-api.ts';
import { fitTokens } from '#core/embedding/fit-tokens.ts';
import { poolTokens } from '#core/embedding/pool-tokens.ts';
import { tokenBatches } from '#core/embedding/token-batches.ts';
import { nextTask } from '#workers/next-task.ts';
import type { Encoder } from './encoder.ts';

/**
 * Tokens that go through the model at once, padding included. On the processor a few sentences are
 * quickest: one alone reads all weights for little, and what many need in between leaves the cache. A
 * graphics card wants much at a time.
 */
const budgets = { wasm: 96, webgpu: 8192 } as const;

/** Embeds texts in batches of similar length. Throws what the model throws. */
export async function embedTexts(
  encoder: Encoder,
  texts: readonly string[],
  role: TextRole,
): Promise<EmbeddedTexts & { readonly dimension: number }> {
  const { spec } = encoder.model;
  const prefix = role === 'query' ? spec.queryPrefix : spec.passagePrefix;
  const truncated: number[] = [];
  const empty: number[] = [];
  const ids = texts.map((text, place) => {
    // The WASM tokeniser would read half a pair as some other character.
    const fitted = fitTokens(encoder.tokenise(prefix + text.toWellFormed()), spec.maxTokens);
    if (fitted.isTruncated) truncated.push(place);
    if (text.trim() !== '') return fitted.ids;
    empty.push(place);
    return [];
  });
  const lengths = ids.map((list) => list.length);
  let dimension = 0;
  let vectors = new Float32Array(0);
  for (const batch of tokenBatches(lengths, budgets[encoder.runtime.device])) {
    await nextTask();
    const { states, starts, width } = await encoder.run(batch.map((place) => ids[place] ?? []));
    if (dimension === 0) {
      dimension = width;
      vectors = new Float32Array(texts.length * width);
    }
    batch.forEach((place, row) => {
      const text = { start: starts[row] ?? 0, tokens: lengths[place] ?? 0, width };
      poolTokens(states, text, spec.pooling, vectors, place * width);
    });
  }
  return { vectors, truncated, empty, dimension };
}
