import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recipePresets } from '#core/recipes/presets.ts';
import { checkRecipe, readRecipe, writeRecipe } from '#core/recipes/read-recipe.ts';
import { arbitraryRecipe } from '#tests/support/arbitrary-recipe.ts';

const { modern } = recipePresets;

const problemsOf = (text: string): readonly string[] => {
  const read = readRecipe(text);
  return read.ok ? [] : read.error;
};

const fileOf = (recipe: unknown): string =>
  JSON.stringify({ format: 'seedbed-recipe', version: 1, recipe });

describe('a recipe that was exported', () => {
  test('reads back the same, whatever is in it', () => {
    fc.assert(
      fc.property(arbitraryRecipe, (recipe) => {
        expect(readRecipe(writeRecipe(recipe))).toEqual({ ok: true, value: recipe });
      }),
    );
  });

  test.each(Object.values(recipePresets))('reads back the same: preset $name', (recipe) => {
    expect(readRecipe(writeRecipe(recipe))).toEqual({ ok: true, value: recipe });
  });
});

describe('a file that is no recipe', () => {
  test('is told from a broken recipe', () => {
    expect(problemsOf('not JSON')).toEqual(['This is not a recipe file: it is not JSON.']);
    for (const text of ['[]', 'null', '{}', '{"format":"other"}']) {
      expect(problemsOf(text)).toEqual([expect.stringContaining('This is not a recipe file')]);
    }
  });

  test('is refused where a newer program wrote it, or it is far too long', () => {
    const newer = JSON.stringify({ format: 'seedbed-recipe', version: 2, recipe: modern });
    expect(problemsOf(newer)).toEqual([expect.stringContaining('newer')]);
    expect(problemsOf(' '.repeat(1_000_001))).toEqual([expect.stringContaining('too long')]);
    expect(problemsOf('{"format":"seedbed-recipe"}')).toEqual([
      expect.stringContaining('which version'),
    ]);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readRecipe(fileOf(value)).ok).toBe(false);
      }),
    );
  });
});

describe('what is wrong with a recipe', () => {
  test('is told field by field, with what was expected and what is there', () => {
    const broken = {
      ...modern,
      order: 'backwards',
      lastItem: 16.5,
      similarity: { ...modern.similarity, threshold: 7 },
      filters: { ...modern.filters, bannedWords: ['map', ''] },
    };
    expect(problemsOf(fileOf(broken))).toEqual([
      'order must be "streaming" or "rounds", not "backwards".',
      'lastItem must be a whole number from 2 to 100, not 16.5.',
      'filters.bannedWords must be a list of texts, none of them empty, not ["map",""].',
      'similarity.threshold must be a number from 0 to 1, not 7.',
    ]);
  });

  test('is told of what is missing: one sentence for a missing part', () => {
    const { maxInstances: _, generation: __, ...rest } = modern;
    expect(problemsOf(fileOf(rest))).toEqual([
      'generation must be an object, not nothing.',
      'maxInstances is missing: it must be a whole number from 1 to 50.',
    ]);
  });

  test('includes settings that do not exist, so that a slip of the pen is not lost', () => {
    const misspelt = { ...modern, filters: { ...modern.filters, minWord: 3 } };
    expect(problemsOf(fileOf(misspelt))).toEqual(['filters.minWord is not a setting of a recipe.']);
    const biased = { ...modern, instruction: { ...modern.instruction, logitBias: { the: 3 } } };
    expect(problemsOf(fileOf(biased))).toEqual([
      'instruction.logitBias.the is not a setting of a recipe.',
    ]);
  });
});

test('a stored recipe is checked the same way', () => {
  expect(checkRecipe(modern)).toEqual({ ok: true, value: modern });
  expect(checkRecipe(undefined)).toEqual({
    ok: false,
    error: ['The recipe must be an object, not nothing.'],
  });
});
