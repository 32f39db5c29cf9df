import { qualityQuestions, type QualityAnswers } from '#core/model/quality.ts';
import { wilson, type Interval } from '#core/statistics/agreement-measures.ts';

/** The lines of the result: each question, and yes to all of them. */
export const qualityMeasures = [...qualityQuestions, 'all'] as const;

export type QualityMeasure = (typeof qualityMeasures)[number];

/** A share with Wilson’s 95 % interval, all 0–1. */
export interface QualityShare extends Interval {
  readonly value: number;
}

/** How often a question was answered with yes. */
export interface QualityCount {
  readonly measure: QualityMeasure;
  readonly yes: number;
  readonly answered: number;
  /** Null where nothing was answered. */
  readonly share: QualityShare | null;
}

/** Who published the numbers to compare with, of which data. */
export const publishedSource =
  'Wang et al., Self-Instruct (ACL 2023): 200 tasks made by GPT-3, one instance each, one reviewer';

const publishedTasks = 200;

/** Yes among 200: 92, 79, 58 and 54 %. */
const publishedYes: Readonly<Record<QualityMeasure, number>> = {
  ...{ task: 184, input: 158, output: 116, all: 108 },
};

/** What the paper found; its interval follows from its 200 tasks. */
export function publishedShare(measure: QualityMeasure): QualityShare {
  return shareOf(publishedYes[measure], publishedTasks);
}

/**
 * What answers say to a line of the result; null where a question is open. Yes to all counts only
 * where all three were answered, so that items left half-done don't count as no.
 */
export function answerTo(answers: QualityAnswers, measure: QualityMeasure): boolean | null {
  if (measure !== 'all') return answers[measure] ?? null;
  const all = qualityQuestions.map((question) => answers[question]);
  return all.includes(undefined) ? null : all.every((isYes) => isYes === true);
}

/** True where all three questions were answered. */
export const isAnswered = (answers: QualityAnswers): boolean => answerTo(answers, 'all') !== null;

/** Counts the answers of one reviewer, in the order of `qualityMeasures`. */
export function tallyOf(answers: Iterable<QualityAnswers>): readonly QualityCount[] {
  const all = [...answers];
  return qualityMeasures.map((measure) => {
    const said = all.flatMap((each) => answerTo(each, measure) ?? []);
    const yes = said.filter(Boolean).length;
    const answered = said.length;
    return { measure, yes, answered, share: answered === 0 ? null : shareOf(yes, answered) };
  });
}

function shareOf(yes: number, all: number): QualityShare {
  return { value: yes / all, ...wilson(yes, all) };
}
