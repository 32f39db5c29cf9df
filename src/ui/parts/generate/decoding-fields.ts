import type { Decoding, Recipe } from '#core/model/recipe.ts';
import type { LinesSpec, NumberSpec, RecipeField } from './recipe-field.ts';

/** The steps of a recipe that ask a model. */
export type DecodingStep = 'instruction' | 'classification' | 'generation' | 'labelled';

type NumberKey = Exclude<keyof Decoding, 'stops' | 'logitBias'>;

const numbers: readonly (Pick<NumberSpec, 'label' | 'help' | 'min' | 'max' | 'step'> & {
  readonly key: NumberKey;
})[] = [
  {
    key: 'maxTokens',
    label: 'Tokens a reply',
    help: 'The longest reply that is asked for, in the model’s own tokens.',
    min: 1,
    max: 128_000,
    step: 1,
  },
  {
    key: 'temperature',
    label: 'Temperature',
    help: 'How freely words are chosen: 0 takes the likeliest, higher varies more.',
    min: 0,
    max: 2,
    step: 'any',
  },
  {
    key: 'topP',
    label: 'Top p',
    help: 'Only words that together make up this share of the likelihood are considered.',
    min: 0,
    max: 1,
    step: 'any',
  },
  {
    key: 'presencePenalty',
    label: 'Presence penalty',
    help: 'Above 0, words that occurred before become less likely.',
    min: -2,
    max: 2,
    step: 'any',
  },
  {
    key: 'frequencyPenalty',
    label: 'Frequency penalty',
    help: 'Above 0, words become less likely the more often they occurred.',
    min: -2,
    max: 2,
    step: 'any',
  },
];

const change = (recipe: Recipe, step: DecodingStep, part: Partial<Decoding>): Recipe => ({
  ...recipe,
  [step]: { ...recipe[step], ...part },
});

function stopsField(step: DecodingStep): LinesSpec {
  return {
    id: `${step}-stops`,
    kind: 'lines',
    label: 'Stops',
    help: 'The reply ends before any of these; one on each line, \\n for a line break.',
    get: (recipe) => recipe[step].stops,
    set: (recipe, stops) => change(recipe, step, { stops }),
  };
}

/** The sampling parameters of one step. */
export function decodingFields(step: DecodingStep): RecipeField[] {
  const fields = numbers.map(({ key, ...spec }): NumberSpec => ({
    ...spec,
    id: `${step}-${key}`,
    kind: 'number',
    get: (recipe) => recipe[step][key],
    set: (recipe, value) => change(recipe, step, { [key]: value }),
  }));
  return [...fields, stopsField(step)];
}
