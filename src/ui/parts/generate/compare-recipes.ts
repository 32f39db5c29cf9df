import type { Recipe } from '#core/model/recipe.ts';
import { meaningWords } from './meaning-rules.ts';
import { fieldWords, isSame, toLine, type RecipeField, type RecipeGroup } from './recipe-field.ts';
import { recipeGroups } from './recipe-groups.ts';

/** One recipe's value of a field, and whether it differs from the first recipe's. */
export interface ComparedValue {
  readonly words: string;
  readonly differs: boolean;
}

export interface ComparedRow {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** In the order of the recipes. */
  readonly values: readonly ComparedValue[];
  readonly differs: boolean;
}

// Longer lists are counted; their first words tell little.
const mostLines = 4;

/** Every number of several recipes side by side, held against the first. */
export function compareRecipes(recipes: readonly Recipe[]): readonly ComparedRow[] {
  const [first] = recipes;
  if (first === undefined) return [];
  return [
    ...recipeGroups.flatMap((group) => fieldRows(group, recipes, first)),
    meaningRow(recipes),
  ];
}

function fieldRows(
  { title, fields }: RecipeGroup,
  recipes: readonly Recipe[],
  first: Recipe,
): ComparedRow[] {
  return fields.map((field) => {
    const values = recipes.map((recipe) => ({
      words: valueWords(field, recipe),
      differs: !isSame(field, first, recipe),
    }));
    const differs = values.some((value) => value.differs);
    return { id: field.id, group: title, label: field.label, values, differs };
  });
}

/** The second novelty filter, which has a place of its own on the page. */
function meaningRow(recipes: readonly Recipe[]): ComparedRow {
  const words = recipes.map(meaningWords);
  const values = words.map((each) => ({ words: each, differs: each !== words[0] }));
  const differs = values.some((value) => value.differs);
  return { id: 'semantic', group: 'Novelty', label: 'Second filter', values, differs };
}

function valueWords(field: RecipeField, recipe: Recipe): string {
  if (field.kind !== 'lines') return fieldWords(field, recipe);
  const lines = field.get(recipe);
  if (lines.length === 0) return 'none';
  return lines.length > mostLines ? fieldWords(field, recipe) : lines.map(toLine).join(' · ');
}
