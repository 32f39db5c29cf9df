import type { Instance } from '#core/model/task.ts';
import { splitAtWhiteSpace } from '#core/text/white-space.ts';

/** What the statistics take of a task; `null` or absent where nobody has said what type it is. */
export interface CountableTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification?: boolean | null;
}

/** The paper's table 1: counts, and mean lengths in white-space separated words (0 of nothing). */
export interface Statistics {
  readonly instructions: number;
  readonly classification: number;
  readonly notClassification: number;
  readonly instances: number;
  readonly emptyInputs: number;
  readonly meanInstructionWords: number;
  readonly meanNonEmptyInputWords: number;
  readonly meanOutputWords: number;
}

const countWords = (text: string): number => splitAtWhiteSpace(text).length;

const mean = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);

/** Counts tasks and their instances and measures their texts, as the paper does. */
export function statistics(tasks: Iterable<CountableTask>): Statistics {
  const count = {
    instructions: 0,
    classification: 0,
    notClassification: 0,
    instances: 0,
    empty: 0,
  };
  const words = { instruction: 0, input: 0, output: 0 };
  for (const { instruction, instances, isClassification } of tasks) {
    count.instructions += 1;
    if (isClassification === true) count.classification += 1;
    if (isClassification === false) count.notClassification += 1;
    words.instruction += countWords(instruction);
    for (const { input, output } of instances) {
      count.instances += 1;
      if (input === '') count.empty += 1;
      words.input += countWords(input);
      words.output += countWords(output);
    }
  }
  return {
    instructions: count.instructions,
    classification: count.classification,
    notClassification: count.notClassification,
    instances: count.instances,
    emptyInputs: count.empty,
    meanInstructionWords: mean(words.instruction, count.instructions),
    meanNonEmptyInputWords: mean(words.input, count.instances - count.empty),
    meanOutputWords: mean(words.output, count.instances),
  };
}
