import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { scoreOf } from './task-facts.ts';
import { wordCount } from './word-count.ts';

/** A number of a task that it is filtered and sorted by. */
export interface Measure {
  /** Null where the task has none: no range holds it, and it is sorted last. */
  readonly valueOf: (task: Task) => number | null;
  /** The steps in which a range is chosen; `day` for moments. */
  readonly step: 1 | 0.01 | 'day';
}

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, wordCount(text)), 0);

/** All of them, by their name in `TaskQuery`. To add one, add a line here and its words. */
export const measures = {
  instances: { step: 1, valueOf: (task) => effectiveInstances(task).length },
  instructionWords: { step: 1, valueOf: (task) => wordCount(effectiveInstruction(task)) },
  inputWords: {
    step: 1,
    valueOf: (task) => longest(effectiveInstances(task).map(({ input }) => input)),
  },
  outputWords: {
    step: 1,
    valueOf: (task) => longest(effectiveInstances(task).map(({ output }) => output)),
  },
  score: { step: 0.01, valueOf: scoreOf },
  judge: { step: 0.01, valueOf: ({ modelScore }) => modelScore ?? null },
  created: { step: 'day', valueOf: (task) => task.createdAt },
} as const satisfies Record<string, Measure>;

export type MeasureId = keyof typeof measures;

/** Names of the measures, in the order in which they are shown. */
export const measureIds: readonly MeasureId[] = [
  'instructionWords',
  'inputWords',
  'outputWords',
  'instances',
  'score',
  'judge',
  'created',
];

/** Both ends count; an absent end is open. Moments in milliseconds since 1970. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
}
