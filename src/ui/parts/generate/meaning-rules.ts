import { spaceOf, type StoredModel } from '#core/embedding/model-spec.ts';
import type { MeaningRule, MeaningSpace, Recipe } from '#core/model/recipe.ts';
import { withMeaning } from '#core/recipes/with-meaning.ts';
import type { NumberSpec } from './recipe-field.ts';

/** What the filter by embeddings compares by; `off`: there is none. */
export type MeaningChoice = 'off' | MeaningSpace['kind'];

/** Where a threshold begins: rephrasings mostly score higher, other tasks mostly lower. */
const usualThreshold: Readonly<Record<MeaningSpace['kind'], number>> = {
  lexical: 0.8,
  model: 0.85,
};

/** What a recipe's filter compares by. */
export function meaningChoice({ similarity }: Recipe): MeaningChoice {
  return similarity.semantic?.space.kind ?? 'off';
}

/** The rule of a choice; null for `off`, and for a model where none is in use. */
export function ruleOf(choice: MeaningChoice, model: StoredModel | null): MeaningRule | null {
  if (choice === 'off') return null;
  const threshold = usualThreshold[choice];
  if (choice === 'lexical') return { threshold, space: { kind: 'lexical' } };
  return model === null ? null : { threshold, space: spaceOfModel(model) };
}

/** A model's space as a recipe names it. */
function spaceOfModel(model: StoredModel): MeaningSpace {
  return { kind: 'model', space: spaceOf(model), key: model.key, name: model.spec.label };
}

/** Why a rule can't be kept to with the model in use here, in words; null where it can. */
export function spaceProblem(
  { space }: MeaningRule,
  stored: readonly StoredModel[],
  chosen: StoredModel | null,
): string | null {
  if (space.kind === 'lexical') return null;
  if (chosen !== null && chosen.key === space.key && spaceOf(chosen) === space.space) return null;
  const name = `“${space.name}”`;
  const own = stored.find(({ key }) => key === space.key);
  if (own === undefined) return `${name} is not in this browser. Bring it in under Settings.`;
  return spaceOf(own) === space.space
    ? `${name} is in this browser, but another model is in use.`
    : `${name} is another version here than this recipe was made with. Choose it anew.`;
}

/** What a filter compares by, in a few words, for a list of settings. */
export function meaningWords({ similarity }: Recipe): string {
  const { semantic } = similarity;
  if (semantic === undefined) return 'off';
  const { threshold, space } = semantic;
  return space.kind === 'lexical' ? `${threshold} by words` : `${threshold} with ${space.name}`;
}

/** The threshold of a recipe's filter, as a field; of use only where the recipe has one. */
export const meaningThresholdField: NumberSpec = {
  id: 'semantic-threshold',
  kind: 'number',
  label: 'Highest cosine',
  help: 'Goes by the nearest task that was recorded when a reply took effect; nothing is embedded again.',
  min: 0,
  max: 1,
  step: 'any',
  get: ({ similarity }) => similarity.semantic?.threshold ?? 1,
  set: (recipe, threshold) => {
    const { semantic } = recipe.similarity;
    return semantic === undefined ? recipe : withMeaning(recipe, { ...semantic, threshold });
  },
};
