import { describe, expect, it } from 'vitest';
import { statistics } from '#core/statistics/statistics.ts';

describe('statistics', () => {
  it('counts tasks and instances and measures words between white space', () => {
    const tasks = [
      {
        instruction: 'Add  the\u00a0numbers',
        isClassification: false,
        instances: [
          { input: '2, 3', output: '5' },
          { input: '', output: 'so it is' },
        ],
      },
      { instruction: 'Odd or even?', isClassification: true, instances: [] },
      {
        instruction: 'Sing',
        isClassification: null,
        instances: [{ input: 'la la la la', output: '' }],
      },
    ];
    expect(statistics(tasks)).toEqual({
      instructions: 3,
      classification: 1,
      notClassification: 1,
      instances: 3,
      emptyInputs: 1,
      meanInstructionWords: 7 / 3,
      meanNonEmptyInputWords: 3,
      meanOutputWords: 4 / 3,
    });
  });

  it('gives zeros for nothing', () => {
    expect(new Set(Object.values(statistics([])))).toEqual(new Set([0]));
  });
});
