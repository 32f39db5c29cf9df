import type { RecipePreset } from '#core/model/recipe.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutReasoning } from './chat-habits.ts';

/** The answer, maybe after the question again, a label or marks. */
const startsWithYes = /^[^\p{L}\p{N}]*(?:is it classification\W+|answer\W+)?yes(?![\p{L}\p{N}_])/iu;

/**
 * Reads a reply of step 2: true where it says that the task is classification. As published, the
 * trimmed reply must be `Yes`, `yes` or `YES`; recipe modern asks only that the answer starts with
 * the word.
 */
export function parseType(parsing: RecipePreset, text: string): boolean {
  if (parsing === 'modern') return startsWithYes.test(withoutReasoning(text));
  return ['Yes', 'yes', 'YES'].includes(stripWhiteSpace(text));
}
