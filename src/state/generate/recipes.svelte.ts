import type { Recipe } from '#core/model/recipe.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { recipePresets } from '#core/recipes/presets.ts';
import {
  checkRecipe,
  longestRecipeName,
  readRecipe,
  writeRecipe,
} from '#core/recipes/read-recipe.ts';
import { readSetting, writeSetting } from '#data/catalogue-db.ts';

const settingKey = 'recipes';

/** The recipes that people saved in this browser, by name. */
export class SavedRecipes {
  #list = $state.raw<readonly Recipe[]>([]);
  #loading: Promise<void> | null = null;

  get list(): readonly Recipe[] {
    return this.#list;
  }

  /** Reads what is stored, once; a stored recipe that is none any more is left out. */
  load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  /** What is wrong with a name, or null. A name that is taken is not wrong: it is replaced. */
  nameProblem(name: string): string | null {
    const trimmed = name.trim();
    if (trimmed === '') return 'A recipe needs a name.';
    if (trimmed.length > longestRecipeName) return `At most ${longestRecipeName} characters.`;
    const isPreset = Object.values(recipePresets).some((preset) => isNamed(preset, trimmed));
    return isPreset ? 'This is the name of a recipe that comes with Seedbed.' : null;
  }

  has(name: string): boolean {
    return this.#list.some((recipe) => isNamed(recipe, name));
  }

  /** Stores a recipe under a name, in place of one that has it; the caller has checked the name. */
  async save(recipe: Recipe, name: string): Promise<Recipe> {
    await this.load();
    const named = { ...recipe, name: name.trim() };
    await this.#write([...this.#list.filter((other) => !isNamed(other, named.name)), named]);
    return named;
  }

  async remove(name: string): Promise<void> {
    await this.load();
    await this.#write(this.#list.filter((recipe) => !isNamed(recipe, name)));
  }

  /** Reads a recipe file and saves it, under another name where its own is taken. */
  async importFile(file: File): Promise<Result<Recipe, readonly string[]>> {
    const read = readRecipe(await file.text());
    if (!read.ok) return failure(read.error);
    await this.load();
    return success(await this.save(read.value, this.#freeName(read.value.name.trim())));
  }

  #freeName(name: string): string {
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` ${number}`;
      const tried = `${name.slice(0, longestRecipeName - suffix.length)}${suffix}`;
      if (this.nameProblem(tried) === null && !this.has(tried)) return tried;
    }
  }

  async #read(): Promise<void> {
    const stored = await readSetting(settingKey);
    if (!Array.isArray(stored)) return;
    this.#list = stored.flatMap((value) => {
      const checked = checkRecipe(value);
      return checked.ok ? [checked.value] : [];
    });
  }

  async #write(list: readonly Recipe[]): Promise<void> {
    const sorted = [...list].sort((one, other) => one.name.localeCompare(other.name, 'en'));
    await writeSetting(settingKey, sorted);
    this.#list = sorted;
  }
}

const isNamed = (recipe: Recipe, name: string): boolean =>
  recipe.name.toLowerCase() === name.trim().toLowerCase();

/** A recipe as a file to download, with its name. */
export function recipeFile(recipe: Recipe): { file: Blob; fileName: string } {
  const slug = recipe.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  const fileName = `${slug.replace(/^-|-$/g, '') || 'recipe'}.recipe.json`;
  return { file: new Blob([writeRecipe(recipe)], { type: 'application/json' }), fileName };
}
