import { describe, expect, it } from 'vitest';
import type { SeedTask } from '#core/model/task.ts';
import { wholeTaskPrompt } from '#core/prompts/whole-task-prompt.ts';

function seed(instruction: string, input: string, output: string): SeedTask {
  const instances = [
    { input, output },
    { input: 'not shown', output: 'not shown' },
  ];
  return { id: 'seed_0', name: 'n', instruction, instances, isClassification: false };
}

const seeds = [
  seed('Name a\n  river:', '', 'The Ebro.'),
  seed('Add the numbers.', '1, 2', '3'),
  seed('Say hello.', '', 'Hello'),
];

describe('wholeTaskPrompt', () => {
  it('shows the first instance of every seed as a block and ends in the next number', () => {
    expect(wholeTaskPrompt('completions', seeds).tail).toBe(
      [
        '###\n1. Instruction: Name a river\n1. Input:\n<noinput>\n1. Output:\nThe Ebro.',
        '###\n2. Instruction: Add the numbers.\n2. Input:\n1, 2\n2. Output:\n3',
        '###\n3. Instruction: Say hello.\n3. Input:\n<noinput>\n3. Output:\nHello',
        '###\n4. Instruction:',
      ].join('\n'),
    );
  });

  it('names the tasks wanted and their labels in chat', () => {
    const { tail } = wholeTaskPrompt('chat', seeds, 19);
    expect(tail).toContain('tasks 4 to 19 ');
    expect(tail).toContain('“4. Output:”');
  });

  it('keeps seeds out of the prefix', () => {
    const { prefix } = wholeTaskPrompt('chat', seeds);
    expect(prefix).toBe(wholeTaskPrompt('completions', seeds.slice(0, 1)).prefix);
    expect(prefix).toContain('<noinput>');
  });
});
