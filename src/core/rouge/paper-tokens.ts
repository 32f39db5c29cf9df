/**
 * Tokens of the published ROUGE-L: lower-cased runs of `a-z0-9`, everything else parts them.
 * A text without such characters has none. Source: pipeline.md, "ROUGE-L, to the bit".
 */
export function paperTokens(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
