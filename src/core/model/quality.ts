import type { TaskId } from './ids.ts';

/** The three questions of the published quality review, in its order. */
export const qualityQuestions = ['task', 'input', 'output'] as const;

export type QualityQuestion = (typeof qualityQuestions)[number];

/** One sampled instance, with the texts as they stood when it was drawn. */
export interface QualityItem {
  readonly taskId: TaskId;
  /** Which instance of the task, from 0. */
  readonly instance: number;
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

/** What was drawn: the same seed and pool give the same one in every copy of a project. */
export interface QualitySample {
  readonly seed: number;
  /** How many tasks it was drawn from. */
  readonly pool: number;
  readonly items: readonly QualityItem[];
}

/** A sample that people answer the questions about. */
export interface QualityReview extends QualitySample {
  /** Names the sample by what it holds: `sampleId`. */
  readonly id: string;
  /** When it was drawn or taken over here, in milliseconds since 1970. */
  readonly startedAt: number;
  /** False for one that came in a file: its tasks may be others here, or none. */
  readonly isDrawnHere: boolean;
}

/** True for yes; a question that is not answered is absent. */
export type QualityAnswers = Readonly<Partial<Record<QualityQuestion, boolean>>>;

/** What a reviewer said of one item. */
export interface QualityState {
  readonly answers: QualityAnswers;
  /** Empty where there is none. */
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a reviewer says of one item, and said before: undo goes back through it. */
export interface QualityRow {
  readonly reviewId: string;
  readonly reviewer: string;
  /** Place in the sample, from 0. */
  readonly place: number;
  /** Oldest first; the last one counts. Empty only where all were taken back. */
  readonly states: readonly QualityState[];
  /** What was taken back, the first to be done again last; absent where nothing was. */
  readonly undone?: readonly QualityState[];
}

/**
 * What to do where a file names somebody who answered here, and it can't be told that they are one:
 * ask first, take them for one (newer answers replace older ones), or keep them apart by a number.
 */
export type SameName = 'ask' | 'join' | 'apart';
