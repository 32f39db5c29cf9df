import type { Tokeniser } from '#core/model/recipe.ts';
import { paperTokens } from './paper-tokens.ts';
import { unicodeTokens } from './unicode-tokens.ts';

/** Tokens of a text in order; empty where the tokeniser finds none (see pipeline.md). */
export function tokenise(text: string, tokeniser: Tokeniser): string[] {
  return tokeniser === 'paper' ? paperTokens(text) : unicodeTokens(text);
}
