// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { modernRecipe } from '#core/recipes/modern.ts';
import { writeRecipe } from '#core/recipes/read-recipe.ts';
import { closeCatalogue, readSetting, writeSetting } from '#data/catalogue-db.ts';
import { recipeFile, SavedRecipes } from '#state/generate/recipes.svelte.ts';

afterEach(async () => {
  await writeSetting('recipes', []);
  closeCatalogue();
});

const names = (recipes: SavedRecipes): readonly string[] => recipes.list.map(({ name }) => name);
const fileOf = (text: string): File => new File([text], 'some.json');

test('what is saved is there in the next session, in the order of names', async () => {
  const first = new SavedRecipes();
  await first.save({ ...modernRecipe, lastItem: 12 }, ' Short ');
  await first.save(modernRecipe, 'Other');
  const second = new SavedRecipes();
  await second.load();
  expect(names(second)).toEqual(['Other', 'Short']);
  expect(second.list[1]?.lastItem).toBe(12);
});

test('a name belongs to one recipe, whatever its case, and never to a preset', async () => {
  const recipes = new SavedRecipes();
  await recipes.save(modernRecipe, 'Mine');
  expect(recipes.has('mine')).toBe(true);
  await recipes.save({ ...modernRecipe, lastItem: 12 }, 'MINE');
  expect(names(recipes)).toEqual(['MINE']);
  expect(recipes.nameProblem(' ')).not.toBeNull();
  expect(recipes.nameProblem('alpaca')).not.toBeNull();
  expect(recipes.nameProblem('Mine')).toBeNull();
  await recipes.remove('mine');
  expect(names(recipes)).toEqual([]);
});

test('an imported recipe never replaces one that is there', async () => {
  const recipes = new SavedRecipes();
  const text = writeRecipe({ ...modernRecipe, name: 'Modern' });
  await recipes.importFile(fileOf(text));
  await recipes.importFile(fileOf(text));
  expect(names(recipes)).toEqual(['Modern 2', 'Modern 3']);
  expect(await recipes.importFile(fileOf('{}'))).toMatchObject({ ok: false });
  expect(names(recipes)).toHaveLength(2);
});

test('what is stored and is no recipe is left out', async () => {
  await writeSetting('recipes', [{ ...modernRecipe, name: 'Mine' }, { name: 'broken' }, 3]);
  const recipes = new SavedRecipes();
  await recipes.load();
  expect(names(recipes)).toEqual(['Mine']);
  expect(await readSetting('recipes')).toHaveLength(3);
});

test('a file is called after its recipe', async () => {
  const { file, fileName } = recipeFile({ ...modernRecipe, name: 'Für E-Mails / kurz' });
  expect(fileName).toBe('für-e-mails-kurz.recipe.json');
  expect(await file.text()).toContain('"Für E-Mails / kurz"');
  expect(recipeFile({ ...modernRecipe, name: '!!' }).fileName).toBe('recipe.recipe.json');
});
