import { describe, expect, it } from 'vitest';
import { checkInstruction } from '#core/filters/run-filters.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { composeInstruction, recogniseInstruction } from '#llm/practice/grammar/grammar.ts';
import type { Composed } from '#llm/practice/grammar/family.ts';

const random = keyedRandom(1, 'grammar', 0);
const composed: readonly Composed[] = Array.from({ length: 3000 }, () =>
  composeInstruction(random, false),
);

describe('the instructions of the grammar', () => {
  it('pass the text rules of every recipe', () => {
    for (const { text } of composed) {
      expect(checkInstruction(modernRecipe.filters, text), text).toEqual({ keep: true });
      expect(checkInstruction(alpacaRecipe.filters, text), text).toEqual({ keep: true });
    }
  });

  it('have every place filled', () => {
    for (const { text } of composed) {
      expect(text).not.toMatch(/[{}]|undefined|NaN| {2}|,,/);
      expect(text).toMatch(/^\S.*[.?]$/);
    }
  });

  it('are read back whatever their case', () => {
    for (const { text, family } of composed) {
      expect(recogniseInstruction(text.toLowerCase())).toMatchObject({ text, family });
    }
  });

  it('are not mixed up with others', () => {
    expect(recogniseInstruction('Write a letter to the mayor.')).toBeNull();
  });
});

describe('the instances of the grammar', () => {
  it('have no hole in any text', () => {
    for (const { text, family, slots } of composed) {
      const shown = JSON.stringify(family.instances(slots, random));
      expect(shown, text).not.toMatch(/undefined|NaN|\bnull\b|\{\w+\}/);
    }
  });

  it('give classification tasks at least two labels, each input once', () => {
    for (const { text, family, slots } of composed) {
      if (!family.isClassification) continue;
      const instances = family.instances(slots, random);
      expect(new Set(instances.map((shown) => shown.label)).size, text).toBeGreaterThan(1);
      expect(new Set(instances.map((shown) => shown.input)).size, text).toBe(instances.length);
    }
  });

  it('name only labels that the instruction offers or implies', () => {
    const free = /customer|employee|yes|no|helpful|higher|lower|same|even|odd|fact|opinion/;
    for (const { text, family, slots } of composed) {
      if (!family.isClassification) continue;
      for (const { label } of family.instances(slots, random)) {
        expect(text.toLowerCase().includes(label.toLowerCase()) || free.test(label), text).toBe(
          true,
        );
      }
    }
  });

  it('give other tasks an answer', () => {
    for (const { text, family, slots } of composed) {
      if (family.isClassification) continue;
      for (const { output } of family.instances(slots, random)) {
        expect(output.trim(), text).not.toBe('');
        expect(output, text).not.toMatch(/:$/);
      }
    }
  });
});
