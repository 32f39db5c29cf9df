import type { Recipe, RecipePreset } from '#core/model/recipe.ts';
import { alpacaRecipe } from './alpaca.ts';
import { modernRecipe } from './modern.ts';
import { paperRecipe } from './paper.ts';

/** The three recipes that a run can start from, by their preset's name. */
export const recipePresets: Readonly<Record<RecipePreset, Recipe>> = {
  modern: modernRecipe,
  paper: paperRecipe,
  alpaca: alpacaRecipe,
};
