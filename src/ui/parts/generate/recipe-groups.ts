import type { FilterSettings, Recipe } from '#core/model/recipe.ts';
import { decodingFields } from './decoding-fields.ts';
import { choice, type RecipeField, type RecipeGroup } from './recipe-field.ts';

const demonstrations = (recipe: Recipe, part: Partial<Recipe['demonstrations']>): Recipe => ({
  ...recipe,
  demonstrations: { ...recipe.demonstrations, ...part },
});

const filters = (recipe: Recipe, part: Partial<FilterSettings>): Recipe => ({
  ...recipe,
  filters: { ...recipe.filters, ...part },
});

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
    (recipe) => recipe.targetCounts,
    (recipe, targetCounts) => ({ ...recipe, targetCounts }),
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
    (recipe) => recipe.order,
    (recipe, order) => ({ ...recipe, order }),
  ),
  {
    id: 'prompts-per-round',
    kind: 'number',
    label: 'Prompts a round',
    help: 'How many instruction prompts make a round; the target is tested between rounds.',
    min: 1,
    max: 100,
    step: 1,
    get: (recipe) => recipe.promptsPerRound,
    set: (recipe, promptsPerRound) => ({ ...recipe, promptsPerRound }),
  },
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
    (recipe) => recipe.parsing,
    (recipe, parsing) => ({ ...recipe, parsing }),
  ),
];

const promptFields: readonly RecipeField[] = [
  {
    id: 'demonstrations',
    kind: 'number',
    label: 'Demonstrations',
    help: 'Tasks shown in a prompt as examples, seeds and machine-made ones together.',
    min: 1,
    max: 50,
    step: 1,
    get: (recipe) => recipe.demonstrations.total,
    set: (recipe, total) => demonstrations(recipe, { total }),
  },
  {
    id: 'machine-demonstrations',
    kind: 'number',
    label: 'Of them machine-made',
    help: 'At most this many come from accepted machine tasks; the rest are seeds.',
    min: 0,
    max: 50,
    step: 1,
    get: (recipe) => recipe.demonstrations.machine,
    set: (recipe, machine) => demonstrations(recipe, { machine }),
  },
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
    (recipe) => recipe.demonstrations.choice ?? 'random',
    ({ demonstrations: { choice: _, ...rest }, ...recipe }, chosen) => ({
      ...recipe,
      // Absent is random, so that a recipe put back to its default is the default again.
      demonstrations: chosen === 'random' ? rest : { ...rest, choice: chosen },
    }),
  ),
  {
    id: 'last-item',
    kind: 'number',
    label: 'Last item asked for',
    help: 'The numbered list goes on after the demonstrations, up to this number.',
    min: 2,
    max: 100,
    step: 1,
    get: (recipe) => recipe.lastItem,
    set: (recipe, lastItem) => ({ ...recipe, lastItem }),
  },
  {
    id: 'use-imported',
    kind: 'flag',
    label: 'Show imported tasks as demonstrations',
    help: 'Imported tasks always block near-duplicates; this also lets prompts show them.',
    get: (recipe) => recipe.demonstrations.useImported,
    set: (recipe, useImported) => demonstrations(recipe, { useImported }),
  },
  {
    id: 'classification-only',
    kind: 'flag',
    label: 'Classification tasks only',
    help: 'Asks for classification tasks and shows only such seeds.',
    get: (recipe) => recipe.classificationOnly,
    set: (recipe, classificationOnly) => ({ ...recipe, classificationOnly }),
  },
];

const instanceFields: readonly RecipeField[] = [
  {
    id: 'max-instances',
    kind: 'number',
    label: 'Instances a task',
    help: 'At most this many input/output pairs are kept of a reply.',
    min: 1,
    max: 50,
    step: 1,
    get: (recipe) => recipe.maxInstances,
    set: (recipe, maxInstances) => ({ ...recipe, maxInstances }),
  },
  {
    id: 'instance-tries',
    kind: 'number',
    label: 'Tries a task',
    help: 'How often step 3 is tried for a task whose reply held no usable instance.',
    min: 1,
    max: 10,
    step: 1,
    get: (recipe) => recipe.instanceTries,
    set: (recipe, instanceTries) => ({ ...recipe, instanceTries }),
  },
];

const filterFields: readonly RecipeField[] = [
  {
    id: 'min-words',
    kind: 'number',
    label: 'Fewest words',
    help: 'An instruction with fewer words is rejected.',
    min: 1,
    max: 1000,
    step: 1,
    get: (recipe) => recipe.filters.minWords,
    set: (recipe, minWords) => filters(recipe, { minWords }),
  },
  {
    id: 'max-words',
    kind: 'number',
    label: 'Most words',
    help: 'An instruction with more words is rejected.',
    min: 1,
    max: 10_000,
    step: 1,
    get: (recipe) => recipe.filters.maxWords,
    set: (recipe, maxWords) => filters(recipe, { maxWords }),
  },
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
    (recipe) => recipe.filters.words,
    (recipe, words) => filters(recipe, { words }),
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
    (recipe) => recipe.filters.firstCharacter,
    (recipe, firstCharacter) => filters(recipe, { firstCharacter }),
  ),
  {
    id: 'allow-programs',
    kind: 'flag',
    label: 'Allow “Write a program …”',
    help: 'The paper rejects instructions that begin so.',
    get: (recipe) => recipe.filters.allowPrograms,
    set: (recipe, allowPrograms) => filters(recipe, { allowPrograms }),
  },
  {
    id: 'banned-words',
    kind: 'lines',
    label: 'Banned words',
    help: 'Whole words or phrases that a text model can’t act on; one on each line, any language.',
    get: (recipe) => recipe.filters.bannedWords,
    set: (recipe, bannedWords) => filters(recipe, { bannedWords }),
  },
];

const similarityFields: readonly RecipeField[] = [
  {
    id: 'threshold',
    kind: 'number',
    label: 'Highest ROUGE-L',
    help: 'An instruction more similar than this to any pool member is rejected (0–1).',
    min: 0,
    max: 1,
    step: 'any',
    get: (recipe) => recipe.similarity.threshold,
    set: (recipe, threshold) => ({
      ...recipe,
      similarity: { ...recipe.similarity, threshold },
    }),
  },
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
    (recipe) => recipe.similarity.tokeniser,
    (recipe, tokeniser) => ({ ...recipe, similarity: { ...recipe.similarity, tokeniser } }),
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
