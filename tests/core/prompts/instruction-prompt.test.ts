import { describe, expect, it } from 'vitest';
import { instructionPrompt } from '#core/prompts/instruction-prompt.ts';
import { recipeWith } from './recipe-with.ts';

const demonstrations = Array.from({ length: 8 }, (_, i) => `Do the thing number ${i + 1}.`);

describe('instructionPrompt for completions', () => {
  it('shows the demonstrations numbered and ends in the next number', () => {
    const { tail } = instructionPrompt(recipeWith({}), 'completions', demonstrations);
    expect(tail.split('\n')).toEqual([
      ...demonstrations.map((text, i) => `${i + 1}. ${text}`),
      '9.',
    ]);
  });

  it('keeps what differs between calls out of the prefix', () => {
    const one = instructionPrompt(recipeWith({}), 'completions', demonstrations);
    const other = instructionPrompt(recipeWith({}), 'completions', ['Sing.']);
    expect(other.prefix).toBe(one.prefix);
    expect(other.tail).toBe('1. Sing.\n2.');
    expect(one.prefix).toMatch(/\n$/);
  });
});

describe('instructionPrompt for chat', () => {
  it('asks for the items after the demonstrations up to the last one of the recipe', () => {
    const { tail } = instructionPrompt(recipeWith({ lastItem: 16 }), 'chat', demonstrations);
    expect(tail).toContain('8. Do the thing number 8.\n\n');
    expect(tail).toContain('items 9 to 16 ');
    expect(tail).not.toMatch(/^9\./m);
  });

  it('asks for at least one item when the recipe shows more than it asks for', () => {
    const { tail } = instructionPrompt(recipeWith({ lastItem: 5 }), 'chat', demonstrations);
    expect(tail).toContain('items 9 to 9 ');
  });

  it('keeps a demonstration that itself ends in a number', () => {
    const { tail } = instructionPrompt(recipeWith({}), 'chat', ['Add 4 and\n9.', 'Add 7 and 12.']);
    expect(tail).toContain('1. Add 4 and 9.\n2. Add 7 and 12.\n\n');
  });
});

describe('the classification variant', () => {
  it.each(['completions', 'chat'] as const)('asks for possible labels (%s)', (api) => {
    const open = instructionPrompt(recipeWith({}), api, demonstrations);
    const closed = instructionPrompt(recipeWith({ classificationOnly: true }), api, demonstrations);
    expect(closed.prefix).toMatch(/labels/);
    expect(closed.prefix).not.toBe(open.prefix);
    expect(closed.tail).toBe(open.tail);
  });
});
