import { describe, expect, test } from 'vitest';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import { instancePrompt } from '#core/prompts/instance-prompt.ts';
import { instructionPrompt } from '#core/prompts/instruction-prompt.ts';
import type { Prompt } from '#core/prompts/prompt.ts';
import { wholeTaskPrompt } from '#core/prompts/whole-task-prompt.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { readPrompt } from './read-prompt.ts';

const whole = ({ prefix, tail }: Prompt): string => prefix + tail;
const shown = ['Name a bird.', 'Fold the letter twice.'];
const instruction = 'Say whether the soup is hot.';
const seed = {
  id: 'a',
  name: 'a',
  instruction,
  instances: [{ input: '', output: 'It is.' }],
  isClassification: true,
};

describe.each(['chat', 'completions'] as const)('The scripted model reads %s prompts', (api) => {
  test('step 1, with what it shows and which number comes next', () => {
    const question = readPrompt(whole(instructionPrompt(modernRecipe, api, shown)));
    expect(question).toMatchObject({ step: 'instruction', shown, first: 3 });
  });

  test('step 2', () => {
    const question = readPrompt(whole(classificationPrompt(api, instruction)));
    expect(question).toEqual({ step: 'classification', instruction });
  });

  test.each([true, false])('step 3, classification: %s', (isClassification) => {
    const question = readPrompt(whole(instancePrompt(api, isClassification, instruction)));
    expect(question).toEqual({ step: 'instance', instruction, isOutputFirst: isClassification });
  });

  test('whole tasks', () => {
    const question = readPrompt(whole(wholeTaskPrompt(api, [seed, seed, seed])));
    expect(question).toMatchObject({ step: 'whole-task', first: 4 });
  });
});
