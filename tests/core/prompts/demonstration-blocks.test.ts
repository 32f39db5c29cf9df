import { describe, expect, it } from 'vitest';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { inputFirstDemonstrations } from '#core/prompts/input-first-demonstrations.ts';
import { outputFirstDemonstrations } from '#core/prompts/output-first-demonstrations.ts';
import { showInputFirst, showOutputFirst } from '#core/prompts/show-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import type { Instance } from '#core/model/task.ts';
import type { Recipe } from '#core/model/recipe.ts';

const sorted = (instances: readonly Instance[]): Instance[] =>
  [...instances].sort((a, b) => (a.input + a.output < b.input + b.output ? -1 : 1));

function read(recipe: Recipe, labelled: boolean, text: string): Instance[] {
  return sorted(
    parseInstances(recipe, labelled, text, 'stop', keyedRandom(1, 'test', 0)).instances,
  );
}

describe.each([
  ['paper', paperRecipe],
  ['modern', modernRecipe],
])('demonstrations read by the parser of recipe %s', (_, recipe) => {
  it.each(outputFirstDemonstrations)('give back labels and inputs: $task', ({ task, examples }) => {
    const wanted = examples.map(({ label, input }) => ({ input, output: label }));
    expect(read(recipe, true, showOutputFirst(examples)), task).toEqual(sorted(wanted));
  });

  it.each(inputFirstDemonstrations)('give back fields and output: $task', ({ task, examples }) => {
    const wanted = examples.map(({ fields, output }) => ({
      input: fields.map(({ name, text }) => `${name}: ${text}`).join('\n'),
      output,
    }));
    expect(read(recipe, false, showInputFirst(examples)), task).toEqual(sorted(wanted));
  });
});
