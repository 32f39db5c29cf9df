import { describe, expect, it } from 'vitest';
import { inputFirstDemonstrations } from '#core/prompts/input-first-demonstrations.ts';
import { instancePrompt } from '#core/prompts/instance-prompt.ts';
import { classificationDemonstrations } from '#core/prompts/classification-demonstrations.ts';
import { outputFirstDemonstrations } from '#core/prompts/output-first-demonstrations.ts';

describe('the demonstrations of step 3', () => {
  it('are at least 16 output-first tasks, each with two labels or more', () => {
    expect(outputFirstDemonstrations.length).toBeGreaterThanOrEqual(16);
    for (const { task, examples } of outputFirstDemonstrations) {
      expect(new Set(examples.map((shown) => shown.label)).size, task).toBeGreaterThanOrEqual(2);
    }
  });

  it('are 11 input-first tasks, some of them without any input', () => {
    const bare = inputFirstDemonstrations.filter(({ examples }) =>
      examples.every((shown) => shown.fields.length === 0),
    );
    expect(inputFirstDemonstrations).toHaveLength(11);
    expect(bare.length).toBeGreaterThanOrEqual(3);
  });

  it('show no task twice, nor one of step 2', () => {
    const tasks = [
      ...outputFirstDemonstrations.map((shown) => shown.task),
      ...inputFirstDemonstrations.map((shown) => shown.task),
      ...classificationDemonstrations.map((shown) => shown.task),
    ];
    expect(new Set(tasks).size).toBe(tasks.length);
  });
});

describe('instancePrompt', () => {
  it.each([true, false])('ends with the trimmed task and a newline (labels: %s)', (labelled) => {
    const { prefix, tail } = instancePrompt('completions', labelled, ' Name a river. ');
    expect(tail).toBe('Task: Name a river.\n');
    expect(prefix).toMatch(/[^\n]\n\n$/);
  });

  it('shows every task of its kind, and none of the other', () => {
    const labelled = instancePrompt('completions', true, 'X').prefix;
    const open = instancePrompt('completions', false, 'X').prefix;
    expect(labelled.match(/^Task: /gm)).toHaveLength(outputFirstDemonstrations.length);
    expect(open.match(/^Task: /gm)).toHaveLength(11);
    expect(labelled).not.toMatch(/^Output:/m);
    expect(open).not.toMatch(/^Class label:/m);
  });

  it('asks in chat for the blocks alone', () => {
    for (const labelled of [true, false]) {
      const { tail } = instancePrompt('chat', labelled, 'Name a river.');
      expect(tail).toMatch(/^Task: Name a river\.\n\nWrite .* nothing else/);
    }
  });
});
