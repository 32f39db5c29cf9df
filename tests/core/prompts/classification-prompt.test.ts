import { describe, expect, it } from 'vitest';
import { classificationDemonstrations } from '#core/prompts/classification-demonstrations.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';

describe('the demonstrations of step 2', () => {
  it('are 12 classification tasks and 19 others, each shown once', () => {
    const yes = classificationDemonstrations.filter((shown) => shown.isClassification);
    expect(yes).toHaveLength(12);
    expect(classificationDemonstrations).toHaveLength(31);
    expect(new Set(classificationDemonstrations.map((shown) => shown.task)).size).toBe(31);
  });

  it('never show the same answer more than three times in a row', () => {
    const answers = classificationDemonstrations.map((shown) =>
      shown.isClassification ? 'Y' : 'N',
    );
    expect(answers.join('')).not.toMatch(/YYYY|NNNN/);
  });
});

describe('classificationPrompt', () => {
  it('leaves the answer open for completions', () => {
    const { prefix, tail } = classificationPrompt('completions', '  Is it raining?\n');
    expect(tail).toBe('Task: Is it raining?\nIs it classification?');
    expect(prefix).toMatch(/\n\n$/);
    expect(prefix.match(/^Is it classification\? Yes$/gm)).toHaveLength(12);
    expect(prefix.match(/^Is it classification\? No$/gm)).toHaveLength(19);
  });

  it('wants one word in chat', () => {
    const { tail } = classificationPrompt('chat', 'Is it raining?');
    expect(tail).toMatch(/^Task: Is it raining\?\nIs it classification\?\n\n.*one word/);
  });

  it('trims as Python does', () => {
    const { tail } = classificationPrompt('completions', '\u001c\u0085 Name a bird.\u3000');
    expect(tail).toMatch(/^Task: Name a bird\.\n/);
    expect(classificationPrompt('completions', '\ufeffName a bird.').tail).toContain('\ufeff');
  });
});
