import type { MeaningRule, Recipe } from '#core/model/recipe.ts';

/** A recipe with another filter by embeddings, or without one where the rule is null. */
export function withMeaning(recipe: Recipe, rule: MeaningRule | null): Recipe {
  const { semantic: _, ...similarity } = recipe.similarity;
  return { ...recipe, similarity: rule === null ? similarity : { ...similarity, semantic: rule } };
}
