import type { Recipe } from '#core/model/recipe.ts';
import { decodingFields } from './decoding-fields.ts';
import { choice, flag, lines, number, type RecipeField, type RecipeGroup } from './recipe-field.ts';
import { of, within, type RecipePlace } from './recipe-place.ts';

/** Absent is random, so that a recipe put back to its default is the default again. */
const demonstrationChoice: RecipePlace<NonNullable<Recipe['demonstrations']['choice']>> = {
  get: (recipe) => recipe.demonstrations.choice ?? 'random',
  set: ({ demonstrations: { choice: _, ...rest }, ...recipe }, chosen) => ({
    ...recipe,
    demonstrations: chosen === 'random' ? rest : { ...rest, choice: chosen },
  }),
};

const workFields: readonly RecipeField[] = [
  choice(
    {
      id: 'target-counts',
      label: 'The target counts',
      help: 'Accepted instructions, as in the paper, or tasks that also have an instance.',
    },
    [
      { value: 'accepted', label: 'Accepted instructions' },
      { value: 'complete', label: 'Complete tasks' },
    ],
    of('targetCounts'),
  ),
  choice(
    {
      id: 'order',
      label: 'Order of work',
      help: 'Replies applied as they arrive, or in rounds that wait for the slowest.',
    },
    [
      { value: 'streaming', label: 'As replies arrive' },
      { value: 'rounds', label: 'In rounds' },
    ],
    of('order'),
  ),
  number(
    {
      id: 'prompts-per-round',
      label: 'Prompts a round',
      help: 'How many instruction prompts make a round; the target is tested between rounds.',
      min: 1,
      max: 100,
    },
    of('promptsPerRound'),
  ),
  choice(
    {
      id: 'parsing',
      label: 'How replies are read',
      help: 'As the published code reads them, flaws included, or with those flaws mended.',
    },
    [
      { value: 'modern', label: 'Mended' },
      { value: 'paper', label: 'As in the paper' },
      { value: 'alpaca', label: 'As Stanford Alpaca' },
    ],
    of('parsing'),
  ),
];

const promptFields: readonly RecipeField[] = [
  number(
    {
      id: 'demonstrations',
      label: 'Demonstrations',
      help: 'Tasks shown in a prompt as examples, seeds and machine-made ones together.',
      min: 1,
      max: 50,
    },
    within('demonstrations', 'total'),
  ),
  number(
    {
      id: 'machine-demonstrations',
      label: 'Of them machine-made',
      help: 'At most this many come from accepted machine tasks; the rest are seeds.',
      min: 0,
      max: 50,
    },
    within('demonstrations', 'machine'),
  ),
  choice(
    {
      id: 'demonstration-choice',
      label: 'Which demonstrations',
      help: 'By chance, as published, or far from each other in their words, for prompts that cover more.',
    },
    [
      { value: 'random', label: 'By chance' },
      { value: 'diverse', label: 'Unlike each other' },
    ],
    demonstrationChoice,
  ),
  number(
    {
      id: 'last-item',
      label: 'Last item asked for',
      help: 'The numbered list goes on after the demonstrations, up to this number.',
      min: 2,
      max: 100,
    },
    of('lastItem'),
  ),
  flag(
    {
      id: 'use-imported',
      label: 'Show imported tasks as demonstrations',
      help: 'Imported tasks always block near-duplicates; this also lets prompts show them.',
    },
    within('demonstrations', 'useImported'),
  ),
  flag(
    {
      id: 'classification-only',
      label: 'Classification tasks only',
      help: 'Asks for classification tasks and shows only such seeds.',
    },
    of('classificationOnly'),
  ),
];

const instanceFields: readonly RecipeField[] = [
  number(
    {
      id: 'max-instances',
      label: 'Instances a task',
      help: 'At most this many input/output pairs are kept of a reply.',
      min: 1,
      max: 50,
    },
    of('maxInstances'),
  ),
  number(
    {
      id: 'instance-tries',
      label: 'Tries a task',
      help: 'How often step 3 is tried for a task whose reply held no usable instance.',
      min: 1,
      max: 10,
    },
    of('instanceTries'),
  ),
];

const filterFields: readonly RecipeField[] = [
  number(
    {
      id: 'min-words',
      label: 'Fewest words',
      help: 'An instruction with fewer words is rejected.',
      min: 1,
      max: 1000,
    },
    within('filters', 'minWords'),
  ),
  number(
    {
      id: 'max-words',
      label: 'Most words',
      help: 'An instruction with more words is rejected.',
      min: 1,
      max: 10_000,
    },
    within('filters', 'maxWords'),
  ),
  choice(
    {
      id: 'words',
      label: 'What a word is',
      help: 'What stands between white space, or a word of any script, Chinese included.',
    },
    [
      { value: 'any-script', label: 'A word of any script' },
      { value: 'white-space', label: 'Between white space' },
    ],
    within('filters', 'words'),
  ),
  choice(
    {
      id: 'first-character',
      label: 'First character',
      help: 'What an instruction may begin with.',
    },
    [
      { value: 'any-script', label: 'Any letter, digit or opening mark' },
      { value: 'ascii', label: 'ASCII, no punctuation' },
    ],
    within('filters', 'firstCharacter'),
  ),
  flag(
    {
      id: 'allow-programs',
      label: 'Allow “Write a program …”',
      help: 'The paper rejects instructions that begin so.',
    },
    within('filters', 'allowPrograms'),
  ),
  lines(
    {
      id: 'banned-words',
      label: 'Banned words',
      help: 'Whole words or phrases that a text model can’t act on; one on each line, any language.',
    },
    within('filters', 'bannedWords'),
  ),
];

const similarityFields: readonly RecipeField[] = [
  number(
    {
      id: 'threshold',
      label: 'Highest ROUGE-L',
      help: 'An instruction more similar than this to any pool member is rejected (0–1).',
      min: 0,
      max: 1,
      step: 'any',
    },
    within('similarity', 'threshold'),
  ),
  choice(
    {
      id: 'tokeniser',
      label: 'Compared by',
      help: 'Words of any script, or runs of a–z and 0–9 as published.',
    },
    [
      { value: 'unicode', label: 'Words of any script' },
      { value: 'paper', label: 'a–z and 0–9 only' },
    ],
    within('similarity', 'tokeniser'),
  ),
];

/** Every number of a recipe, in the order of the work. */
export const recipeGroups: readonly RecipeGroup[] = [
  { title: 'Work', fields: workFields },
  { title: 'Step 1: the prompt for instructions', fields: promptFields },
  { title: 'Step 1: sampling', fields: decodingFields('instruction') },
  { title: 'Filters', fields: filterFields },
  { title: 'Novelty', fields: similarityFields },
  { title: 'Step 2: classification or not', fields: decodingFields('classification') },
  { title: 'Step 3: instances', fields: instanceFields },
  { title: 'Step 3: sampling, tasks that generate', fields: decodingFields('generation') },
  { title: 'Step 3: sampling, classification', fields: decodingFields('labelled') },
];
