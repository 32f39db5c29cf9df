import type { FinishReason } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { parseInstructionsModern } from './parse-instructions-modern.ts';
import { parseInstructions } from './parse-instructions.ts';
import { parseWholeTasks } from './parse-whole-tasks.ts';
import type { Proposals } from './parsed-reply.ts';
import { withoutEcho } from './whole-task-echo.ts';

export type { ProposedItem, Proposals } from './parsed-reply.ts';

/**
 * Reads a reply of step 1, or of recipe alpaca's one step, by the rules of the recipe. Items are
 * not filtered yet: every one becomes a task, accepted or rejected.
 */
export function parseProposals(
  recipe: Recipe,
  text: string,
  finishReason: FinishReason,
): Proposals {
  const firstNumber = recipe.demonstrations.total + 1;
  switch (recipe.parsing) {
    case 'paper':
      return parseInstructions(text, finishReason);
    case 'modern':
      return parseInstructionsModern(text, finishReason, firstNumber);
    case 'alpaca': {
      const continued = withoutEcho(text, firstNumber);
      return parseWholeTasks(continued.text, finishReason, continued.firstNumber);
    }
  }
}
