import type { QualitySample } from '#core/model/quality.ts';
import type { QualityMeasure } from './tally.ts';

/** What a reviewer is asked, and what helps where it is not clear. */
export const questionWords: Readonly<
  Record<
    Exclude<QualityMeasure, 'all'>,
    { readonly short: string; readonly question: string; readonly hint: string }
  >
> = {
  task: {
    short: 'Task',
    question: 'Is the instruction a task that makes sense?',
    hint: 'It can be understood and done, whatever input and output are like.',
  },
  input: {
    short: 'Input',
    question: 'Does the input suit the instruction?',
    hint: 'No input suits an instruction that needs none.',
  },
  output: {
    short: 'Output',
    question: 'Is the output a right answer that one can use?',
    hint: 'Right for this instruction and this input, and good enough to learn from.',
  },
};

/** What a line of the result is called. */
export const measureWords: Readonly<Record<QualityMeasure, string>> = {
  task: 'The task makes sense',
  input: 'The input suits it',
  output: 'The output is right',
  all: 'All three',
};

/** What a sample is called: “seed 7, 200 of 5,000 tasks”. */
export function sampleName({ seed, pool, items }: QualitySample): string {
  const count = (number: number): string => number.toLocaleString('en');
  return `seed ${seed}, ${count(items.length)} of ${count(pool)} ${pool === 1 ? 'task' : 'tasks'}`;
}
