import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityQuestions, type QualityAnswers } from '#core/model/quality.ts';
import { firstQuestion, nextOpenPlace, nextQuestion } from '#core/quality/next-question.ts';
import { isAnswered } from '#core/quality/tally.ts';

describe('what is asked next', () => {
  it('is the next open question, then the next item', () => {
    expect(firstQuestion({ task: true })).toBe('input');
    expect(nextQuestion({}, { task: true }, 'task')).toBe('input');
    expect(nextQuestion({ output: true }, { output: true, task: true }, 'task')).toBe('input');
    expect(nextQuestion({}, { output: false }, 'output')).toBe('task');
    const before = { task: true, input: false };
    expect(nextQuestion(before, { ...before, output: true }, 'output')).toBeNull();
  });

  it('goes through an item that was complete once more', () => {
    const all = { task: true, input: true, output: true };
    expect(firstQuestion(all)).toBe('task');
    expect(nextQuestion(all, { ...all, task: false }, 'task')).toBe('input');
    expect(nextQuestion(all, { ...all, output: false }, 'output')).toBeNull();
  });

  it('leads through every item to its end, wherever one begins', () => {
    fc.assert(
      fc.property(fc.constantFrom(...qualityQuestions), (start) => {
        let answers: QualityAnswers = {};
        let asked: (typeof qualityQuestions)[number] | null = start;
        for (let step = 0; asked !== null && step < 10; step += 1) {
          const after: QualityAnswers = { ...answers, [asked]: true };
          asked = nextQuestion(answers, after, asked);
          answers = after;
        }
        expect(isAnswered(answers)).toBe(true);
      }),
    );
  });

  it('is of the first item that is not done, from where one is on', () => {
    const done = new Set([1, 2]);
    expect(nextOpenPlace(4, 1, (place) => done.has(place))).toBe(3);
    expect(nextOpenPlace(3, 1, (place) => done.has(place))).toBe(0);
    expect(nextOpenPlace(2, 1, () => true)).toBeNull();
    expect(nextOpenPlace(0, 0, () => false)).toBeNull();
  });
});
