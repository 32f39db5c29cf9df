import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recipePresets } from '#core/recipes/presets.ts';
import { checkRecipe } from '#core/recipes/read-recipe.ts';
import {
  fieldWords,
  fromLine,
  isSame,
  resetField,
  toLine,
  type RecipeField,
} from '#ui/parts/generate/recipe-field.ts';
import { recipeGroups } from '#ui/parts/generate/recipe-groups.ts';

const fields = recipeGroups.flatMap((group) => group.fields);
const { modern, paper } = recipePresets;

function change(field: RecipeField): typeof modern {
  switch (field.kind) {
    case 'number':
      return field.set(modern, field.get(modern) + 1);
    case 'flag':
      return field.set(modern, !field.get(modern));
    case 'lines':
      return field.set(modern, ['other']);
    case 'choice': {
      const other = field.options.find((option) => option.value !== field.get(modern));
      return field.set(modern, other?.value ?? '');
    }
  }
}

describe('the fields of a recipe', () => {
  test('have ids of their own', () => {
    expect(new Set(fields.map((field) => field.id)).size).toBe(fields.length);
  });

  test.each(fields.map((field) => [field.id, field] as const))(
    '%s changes itself only',
    (_, field) => {
      const changed = change(field);
      const differing = fields.filter((each) => !isSame(each, modern, changed));
      expect(differing).toEqual([field]);
      expect(resetField(field, changed, modern)).toEqual(modern);
    },
  );

  test('cover every number: resetting all of them turns one preset into another', () => {
    const reset = fields.reduce((recipe, field) => resetField(field, recipe, paper), modern);
    expect({ ...reset, preset: paper.preset, name: paper.name }).toEqual(paper);
  });

  test('all have a default in words', () => {
    expect(fields.every((field) => fieldWords(field, modern) !== '')).toBe(true);
  });

  test('have the bounds that a recipe file has', () => {
    for (const field of fields) {
      if (field.kind !== 'number') continue;
      const isTaken = (value: number): boolean => checkRecipe(field.set(modern, value)).ok;
      expect([field.id, isTaken(field.min), isTaken(field.max)]).toEqual([field.id, true, true]);
      const beyond = [isTaken(field.min - 1), isTaken(field.max + 1)];
      expect([field.id, ...beyond]).toEqual([field.id, false, false]);
    }
  });

  test('the defaults of every preset lie within the bounds', () => {
    for (const recipe of Object.values(recipePresets)) {
      for (const field of fields) {
        if (field.kind !== 'number') continue;
        expect(field.get(recipe)).toBeGreaterThanOrEqual(field.min);
        expect(field.get(recipe)).toBeLessThanOrEqual(field.max);
      }
    }
  });
});

test('a text survives being written as a line', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const line = toLine(text);
      expect(line).not.toContain('\n');
      expect(fromLine(line)).toBe(text);
    }),
  );
});

test('stops are shown as they are typed', () => {
  expect(toLine('\n17.')).toBe('\\n17.');
  expect(fromLine('\\n17.')).toBe('\n17.');
});
