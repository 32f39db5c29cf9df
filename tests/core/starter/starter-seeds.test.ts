import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { createRougeEngine } from '#core/rouge/create-rouge-engine.ts';
import { starterSeeds } from '#core/starter/starter-seeds.ts';
import { classificationDemonstrations } from '#core/prompts/classification-demonstrations.ts';
import { inputFirstDemonstrations } from '#core/prompts/input-first-demonstrations.ts';
import { outputFirstDemonstrations } from '#core/prompts/output-first-demonstrations.ts';

const folder = 'src/core/starter/seeds';
const count = (isWanted: (seed: (typeof starterSeeds)[number]) => boolean): number =>
  starterSeeds.filter(isWanted).length;

describe('the starter seeds', () => {
  it('are 175, as many as the published ones', () => {
    expect(starterSeeds).toHaveLength(175);
    expect(starterSeeds[0]?.id).toBe('starter_0');
    expect(starterSeeds.at(-1)?.id).toBe('starter_174');
  });

  it('hold 25 to 30 classification tasks', () => {
    const closed = count((seed) => seed.isClassification);
    expect(closed).toBeGreaterThanOrEqual(25);
    expect(closed).toBeLessThanOrEqual(30);
  });

  it('need no input in about 50 cases', () => {
    const bare = count((seed) => seed.instances.every((instance) => instance.input === ''));
    expect(bare).toBeGreaterThanOrEqual(45);
    expect(bare).toBeLessThanOrEqual(55);
  });

  it('come from 15 domains or more', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  it('begin with 60 different words or more', () => {
    const first = starterSeeds.map((seed) =>
      /^[\p{L}’']+/u.exec(seed.instruction)?.[0].toLowerCase(),
    );
    expect(first).not.toContain(undefined);
    expect(new Set(first).size).toBeGreaterThanOrEqual(60);
  });

  it('have names and instructions of their own', () => {
    expect(new Set(starterSeeds.map((seed) => seed.name)).size).toBe(175);
    for (const { name } of starterSeeds) expect(name).toMatch(/^[a-z0-9]+(_[a-z0-9]+)*$/);
  });

  it.each(['paper', 'unicode'] as const)('are never above 0.5 in ROUGE-L (%s)', (tokeniser) => {
    const engine = createRougeEngine({ tokeniser, threshold: 0.5 }, 'plain');
    starterSeeds.forEach((seed, id) => {
      expect(engine.decide(seed.instruction), seed.instruction).toBeNull();
      engine.append([{ id, text: seed.instruction }]);
    });
  });

  it('are not near any demonstration of our prompts', () => {
    const engine = createRougeEngine({ tokeniser: 'paper', threshold: 0.7 }, 'plain');
    engine.append(starterSeeds.map((seed, id) => ({ id, text: seed.instruction })));
    const shown = [
      ...classificationDemonstrations,
      ...inputFirstDemonstrations,
      ...outputFirstDemonstrations,
    ];
    for (const { task } of shown) expect(engine.decide(task), task).toBeNull();
  });

  it.each([paperRecipe, modernRecipe, alpacaRecipe])('pass the text rules of $name', (recipe) => {
    for (const { instruction } of starterSeeds) {
      expect(checkInstruction(recipe.filters, instruction), instruction).toEqual({ keep: true });
    }
  });

  it('have one sound instance each', () => {
    for (const { name, instances } of starterSeeds) {
      expect(instances, name).toHaveLength(1);
      for (const { input, output } of instances) {
        expect(output.trim(), name).not.toBe('');
        expect(output, name).not.toBe(input);
        expect(input.trimEnd(), name).not.toMatch(/:$/);
        expect(output.trimEnd(), name).not.toMatch(/:$/);
        expect([input, output], name).toEqual([input.trim(), output.trim()]);
      }
    }
  });

  it('give classification tasks a short label', () => {
    for (const { name, instances, isClassification } of starterSeeds) {
      if (isClassification) expect(instances[0]?.output.split(' ').length, name).toBeLessThan(8);
    }
  });
});
