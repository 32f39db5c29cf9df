import { failure, success, type Result } from '#core/model/result.ts';
import type {
  Decoding,
  FilterSettings,
  GuardRules,
  MeaningRule,
  MeaningSpace,
  Recipe,
} from '#core/model/recipe.ts';
import { FieldReader } from './field-reader.ts';

/** What a recipe file says of itself. */
const FORMAT = 'seedbed-recipe';
const VERSION = 1;

/** No recipe is longer; a file that is was not meant to be one. */
const MOST_CHARACTERS = 1_000_000;

/** The longest name of an embedding model or of its space; prefixes can be part of it. */
const mostInName = 1000;

/** The longest name of a recipe, in UTF-16 code units. */
export const longestRecipeName = 60;

/** A recipe as the text of a JSON file, which `readRecipe` reads back the same. */
export function writeRecipe(recipe: Recipe): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, recipe }, null, 2)}\n`;
}

/** Reads a recipe file; fails with everything that is wrong with it, each in a sentence. */
export function readRecipe(text: string): Result<Recipe, readonly string[]> {
  if (text.length > MOST_CHARACTERS) return failure(['This file is too long for a recipe.']);
  const file = parse(text);
  if (!file.ok) return file;
  const { value } = file;
  if (typeof value !== 'object' || value === null || !('format' in value)) return notOurs;
  if (value.format !== FORMAT) return notOurs;
  const version = 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > VERSION) {
    return failure(['A newer Seedbed wrote this recipe. Reload this page to get the newest one.']);
  }
  if (version !== VERSION) return failure(['The file does not say which version it has.']);
  return checkRecipe('recipe' in value ? value.recipe : undefined);
}

const notOurs: Result<never, readonly string[]> = {
  ok: false,
  error: [`This is not a recipe file: it must be an object with "format": "${FORMAT}".`],
};

function parse(text: string): Result<unknown, readonly string[]> {
  try {
    return success(JSON.parse(text) as unknown);
  } catch {
    return failure(['This is not a recipe file: it is not JSON.']);
  }
}

/** Takes a value for a recipe if it is one in every field, within the bounds that the screen has. */
export function checkRecipe(value: unknown): Result<Recipe, readonly string[]> {
  const problems: string[] = [];
  const recipe = readFields(new FieldReader(value, '', problems));
  return problems.length === 0 ? success(recipe) : failure(problems);
}

const presets = ['modern', 'paper', 'alpaca'] as const;

function readFields(fields: FieldReader): Recipe {
  const recipe: Recipe = {
    preset: fields.choice('preset', presets),
    name: fields.text('name', longestRecipeName),
    order: fields.choice('order', ['streaming', 'rounds']),
    promptsPerRound: fields.whole('promptsPerRound', 1, 100),
    demonstrations: readDemonstrations(fields.object('demonstrations')),
    classificationOnly: fields.flag('classificationOnly'),
    lastItem: fields.whole('lastItem', 2, 100),
    instruction: readDecoding(fields.object('instruction')),
    classification: readDecoding(fields.object('classification')),
    generation: readDecoding(fields.object('generation')),
    labelled: readDecoding(fields.object('labelled')),
    filters: readFilters(fields.object('filters')),
    similarity: readSimilarity(fields.object('similarity')),
    parsing: fields.choice('parsing', presets),
    maxInstances: fields.whole('maxInstances', 1, 50),
    instanceTries: fields.whole('instanceTries', 1, 10),
    targetCounts: fields.choice('targetCounts', ['accepted', 'complete']),
    ...(fields.has('guard') && { guard: readGuard(fields.object('guard')) }),
  };
  fields.end();
  return recipe;
}

function readDemonstrations(fields: FieldReader): Recipe['demonstrations'] {
  const demonstrations = {
    total: fields.whole('total', 1, 50),
    machine: fields.whole('machine', 0, 50),
    useImported: fields.flag('useImported'),
    ...(fields.has('choice') && { choice: fields.choice('choice', ['random', 'diverse']) }),
  };
  fields.end();
  return demonstrations;
}

function readDecoding(fields: FieldReader): Decoding {
  const decoding: Decoding = {
    maxTokens: fields.whole('maxTokens', 1, 128_000),
    temperature: fields.number('temperature', 0, 2),
    topP: fields.number('topP', 0, 1),
    presencePenalty: fields.number('presencePenalty', -2, 2),
    frequencyPenalty: fields.number('frequencyPenalty', -2, 2),
    stops: fields.texts('stops'),
    ...(fields.has('logitBias') && { logitBias: readBias(fields.object('logitBias')) }),
  };
  fields.end();
  return decoding;
}

/** Token ids are whatever the model's tokeniser has; the bias has the API's bounds. */
function readBias(fields: FieldReader): Readonly<Record<string, number>> {
  const ids = fields.keys().filter((key) => /^\d+$/.test(key));
  const bias = Object.fromEntries(ids.map((id) => [id, fields.number(id, -100, 100)]));
  fields.end();
  return bias;
}

function readFilters(fields: FieldReader): FilterSettings {
  const filters: FilterSettings = {
    words: fields.choice('words', ['any-script', 'white-space']),
    minWords: fields.whole('minWords', 1, 1000),
    maxWords: fields.whole('maxWords', 1, 10_000),
    bannedWords: fields.texts('bannedWords'),
    allowPrograms: fields.flag('allowPrograms'),
    firstCharacter: fields.choice('firstCharacter', ['any-script', 'ascii']),
  };
  fields.end();
  return filters;
}

function readSimilarity(fields: FieldReader): Recipe['similarity'] {
  const similarity = {
    threshold: fields.number('threshold', 0, 1),
    tokeniser: fields.choice('tokeniser', ['unicode', 'paper']),
    ...(fields.has('semantic') && { semantic: readMeaning(fields.object('semantic')) }),
  };
  fields.end();
  return similarity;
}

function readMeaning(fields: FieldReader): MeaningRule {
  const meaning = {
    threshold: fields.number('threshold', 0, 1),
    space: readSpace(fields.object('space')),
  };
  fields.end();
  return meaning;
}

function readSpace(fields: FieldReader): MeaningSpace {
  const kind = fields.choice('kind', ['lexical', 'model']);
  const space: MeaningSpace =
    kind === 'lexical'
      ? { kind }
      : {
          kind,
          space: fields.text('space', mostInName),
          key: fields.text('key', mostInName),
          name: fields.text('name', mostInName),
        };
  fields.end();
  return space;
}

function readGuard(fields: FieldReader): GuardRules {
  const guard = {
    sets: fields.texts('sets'),
    threshold: fields.number('threshold', 0, 1),
    wordRun: fields.whole('wordRun', 1, 1000),
  };
  fields.end();
  return guard;
}
