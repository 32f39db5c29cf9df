/**
 * Shortens a text's tokens to what a model reads. The last token, which closes every text, stays.
 */
export function fitTokens(
  ids: readonly number[],
  maxTokens: number,
): { ids: readonly number[]; isTruncated: boolean } {
  if (ids.length <= maxTokens) return { ids, isTruncated: false };
  return { ids: [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)], isTruncated: true };
}
