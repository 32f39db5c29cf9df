import { filterInstances, type FilteredInstances } from '#core/instances/filter-instances.ts';
import type { FinishReason } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Instance } from '#core/model/task.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { parseGenerationModern } from './parse-generation-modern.ts';
import { parseGeneration } from './parse-generation.ts';
import { parseLabelledModern } from './parse-labelled-modern.ts';
import { parseLabelled } from './parse-labelled.ts';

/** The two forms of a step-3 reply, by the recipe's way of reading. */
const readers: Readonly<
  Record<'published' | 'modern', Record<'labelled' | 'generation', (text: string) => Instance[]>>
> = {
  published: { labelled: parseLabelled, generation: parseGeneration },
  modern: { labelled: parseLabelledModern, generation: parseGenerationModern },
};

/**
 * Reads a reply of step 3 and filters what it holds (step 4). `random` draws the sample where
 * there are more instances than the recipe keeps. No usable instance is an empty list.
 */
export function parseInstances(
  recipe: Recipe,
  isClassification: boolean,
  text: string,
  finishReason: FinishReason,
  random: Random,
): FilteredInstances {
  const reader = readers[recipe.parsing === 'modern' ? 'modern' : 'published'];
  const read = reader[isClassification ? 'labelled' : 'generation'];
  return filterInstances(recipe, read(text), finishReason, random);
}
