import { describe, expect, it } from 'vitest';
import { recipePresets } from '#core/recipes/presets.ts';

describe('recipePresets', () => {
  it('names each recipe by its preset and reads replies by its own rules', () => {
    for (const [name, recipe] of Object.entries(recipePresets)) {
      expect(recipe.preset).toBe(name);
      expect(recipe.parsing).toBe(name);
    }
  });

  it('asks for the items of the published prompts', () => {
    const { paper, modern, alpaca } = recipePresets;
    const asked = [paper, modern, alpaca].map((recipe) => [
      recipe.demonstrations.total + 1,
      recipe.lastItem,
    ]);
    expect(asked).toEqual([
      [9, 15],
      [9, 16],
      [4, 19],
    ]);
  });

  it('stops no chat list at a blank line', () => {
    expect(recipePresets.paper.instruction.stops).toContain('\n\n');
    expect(recipePresets.modern.instruction.stops).not.toContain('\n\n');
  });
});
