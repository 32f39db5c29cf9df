import type { Recipe } from '#core/model/recipe.ts';
import type { RecipePlace } from './recipe-place.ts';

interface FieldBase {
  readonly id: string;
  readonly label: string;
  /** One line on what it does. */
  readonly help: string;
}

export interface NumberSpec extends FieldBase, RecipePlace<number> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number | 'any';
}

export interface FlagSpec extends FieldBase, RecipePlace<boolean> {
  readonly kind: 'flag';
}

export interface ChoiceSpec extends FieldBase, RecipePlace<string> {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Several texts, one on each line; line breaks within one are written `\n`. */
export interface LinesSpec extends FieldBase, RecipePlace<readonly string[]> {
  readonly kind: 'lines';
}

/** One number of a recipe: what it is called, what it does, how to read and change it. */
export type RecipeField = NumberSpec | FlagSpec | ChoiceSpec | LinesSpec;

export interface RecipeGroup {
  readonly title: string;
  readonly fields: readonly RecipeField[];
}

type Bounds = Pick<NumberSpec, 'min' | 'max'> & Partial<Pick<NumberSpec, 'step'>>;

/** A whole number, where no other step is named. */
export const number = (base: FieldBase & Bounds, place: RecipePlace<number>): NumberSpec => ({
  ...{ kind: 'number', step: 1 },
  ...base,
  ...place,
});

export const flag = (base: FieldBase, place: RecipePlace<boolean>): FlagSpec => ({
  kind: 'flag',
  ...base,
  ...place,
});

export const lines = (base: FieldBase, place: RecipePlace<readonly string[]>): LinesSpec => ({
  kind: 'lines',
  ...base,
  ...place,
});

/** A choice whose values are checked on the way in. */
export function choice<Value extends string>(
  base: FieldBase,
  options: readonly { readonly value: Value; readonly label: string }[],
  { get, set }: RecipePlace<Value>,
): ChoiceSpec {
  return {
    ...base,
    kind: 'choice',
    options,
    get,
    set: (recipe, value) => {
      const known = options.find((option) => option.value === value);
      return known ? set(recipe, known.value) : recipe;
    },
  };
}

/** A text as one line of a field: line breaks and tabs as escapes. */
export const toLine = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');

/** Takes `toLine` back. */
export const fromLine = (line: string): string =>
  line.replace(/\\([nt\\])/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\',
  );

/** Whether two recipes agree in a field. */
export function isSame(field: RecipeField, one: Recipe, other: Recipe): boolean {
  return JSON.stringify(field.get(one)) === JSON.stringify(field.get(other));
}

/** Puts a field back to what another recipe has. */
export function resetField(field: RecipeField, recipe: Recipe, defaults: Recipe): Recipe {
  switch (field.kind) {
    case 'number':
      return field.set(recipe, field.get(defaults));
    case 'flag':
      return field.set(recipe, field.get(defaults));
    case 'choice':
      return field.set(recipe, field.get(defaults));
    case 'lines':
      return field.set(recipe, field.get(defaults));
  }
}

/** The value of a field in a recipe, in words. */
export function fieldWords(field: RecipeField, recipe: Recipe): string {
  switch (field.kind) {
    case 'number':
      return String(field.get(recipe));
    case 'flag':
      return field.get(recipe) ? 'on' : 'off';
    case 'choice': {
      const value = field.get(recipe);
      return field.options.find((option) => option.value === value)?.label ?? value;
    }
    case 'lines': {
      const { length } = field.get(recipe);
      return length === 1 ? '1 line' : `${length} lines`;
    }
  }
}
