import type { Recipe } from '#core/model/recipe.ts';
import { meaningThresholdField } from './meaning-rules.ts';
import type { RecipeField, RecipeGroup } from './recipe-field.ts';
import { recipeGroups } from './recipe-groups.ts';

/** What can be changed after the replies are there; prompts and sampling cannot. */
const replayable: Readonly<Record<string, readonly string[]>> = {
  Novelty: ['threshold', 'tokeniser'],
  Reading: ['parsing', 'max-instances'],
  Filters: ['min-words', 'max-words', 'words', 'first-character', 'allow-programs', 'banned-words'],
};

const fields: ReadonlyMap<string, RecipeField> = new Map(
  recipeGroups.flatMap((group) => group.fields).map((field) => [field.id, field]),
);

/** The fields of a recipe that a replay goes by. */
export function replayGroups(recipe: Recipe): readonly RecipeGroup[] {
  // Whole tasks and lists of instructions are different replies: neither parser reads the other's.
  const isWhole = recipe.preset === 'alpaca';
  return Object.entries(replayable)
    .filter(([title]) => !(isWhole && title === 'Reading'))
    .map(([title, ids]) => ({ title, fields: ids.flatMap((id) => fields.get(id) ?? []) }))
    .map((group) => ({ ...group, fields: group.fields.map(withoutAlpaca) }))
    .map((group) => (group.title === 'Novelty' ? withMeaningField(group, recipe) : group));
}

/** Scores are recorded only of runs that had the second filter. */
function withMeaningField(group: RecipeGroup, { similarity }: Recipe): RecipeGroup {
  if (similarity.semantic === undefined) return group;
  return { ...group, fields: [...group.fields, meaningThresholdField] };
}

function withoutAlpaca(field: RecipeField): RecipeField {
  if (field.id !== 'parsing' || field.kind !== 'choice') return field;
  return { ...field, options: field.options.filter(({ value }) => value !== 'alpaca') };
}
