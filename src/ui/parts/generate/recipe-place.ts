import type { Recipe } from '#core/model/recipe.ts';

/** Where a recipe has a value: how to read it there, and how to put another in. */
export interface RecipePlace<Value> {
  readonly get: (recipe: Recipe) => Value;
  readonly set: (recipe: Recipe, value: Value) => Recipe;
}

type Part = 'demonstrations' | 'filters' | 'similarity';

/** A value of the recipe itself. */
export const of = <Key extends keyof Recipe>(key: Key): RecipePlace<Recipe[Key]> => ({
  get: (recipe) => recipe[key],
  set: (recipe, value) => ({ ...recipe, [key]: value }),
});

/** A value of a part of the recipe. */
export const within = <In extends Part, Key extends keyof Recipe[In]>(
  part: In,
  key: Key,
): RecipePlace<Recipe[In][Key]> => ({
  get: (recipe) => recipe[part][key],
  set: (recipe, value) => ({ ...recipe, [part]: { ...recipe[part], [key]: value } }),
});
