import type { ModelApi } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { numberedList } from './numbered-list.ts';
import type { Prompt } from './prompt.ts';

/**
 * Step 1: asks for new instructions after some that are shown. For `completions` the prompt is an
 * open list that ends in the next number, for `chat` one message that asks for the items up to
 * `recipe.lastItem`. The header depends on the recipe alone; demonstrations stand in the tail.
 */
export function instructionPrompt(
  recipe: Recipe,
  api: ModelApi,
  demonstrations: readonly string[],
): Prompt {
  const list = numberedList(demonstrations);
  if (api === 'completions') return { prefix: completionHeader(recipe), tail: list };
  const next = demonstrations.length + 1;
  const last = Math.max(recipe.lastItem, next);
  return {
    prefix: chatHeader(recipe),
    tail: `${withoutOpenItem(list)}\n\n${chatRequest(next, last)}`,
  };
}

function completionHeader(recipe: Recipe): string {
  return recipe.classificationOnly
    ? 'A list of classification tasks. Each one says what is to be classified and which labels are possible:\n'
    : 'A list of varied tasks that someone could ask for:\n';
}

function chatHeader(recipe: Recipe): string {
  return `${recipe.classificationOnly ? CLASSIFICATION_REQUEST : OPEN_REQUEST}\n\n`;
}

const COMMON_RULES = [
  '- Use a different verb and a different subject each time, and mix short tasks with longer ones.',
  '- Each must be something that can be done with text alone, without pictures, sound or the web.',
  '- Write each as one line that can be understood without the other tasks.',
];

const OPEN_REQUEST = [
  'The numbered list below holds tasks that someone could ask for. Continue it with new tasks.',
  ...COMMON_RULES,
  '- Mix the kinds: questions, writing, rewriting, extracting, classifying, planning, calculating, code.',
].join('\n');

const CLASSIFICATION_REQUEST = [
  'The numbered list below holds classification tasks. Continue it with new classification tasks.',
  ...COMMON_RULES,
  '- Every task says what is to be classified and which labels are possible.',
].join('\n');

/** The list ends in an open number, which a chat model is told in words instead. */
function withoutOpenItem(list: string): string {
  return list.replace(/\n?\d+\.$/, '');
}

function chatRequest(next: number, last: number): string {
  return (
    `Write items ${next} to ${last} of this list, one a line, each starting with its number and a ` +
    'full stop. Write nothing else.'
  );
}
