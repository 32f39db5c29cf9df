import {
  qualityQuestions,
  type QualityAnswers,
  type QualityQuestion,
} from '#core/model/quality.ts';
import { isAnswered } from './tally.ts';

/** The question to ask first of an item: the first that is open, or the first of all. */
export function firstQuestion(answers: QualityAnswers): QualityQuestion {
  return qualityQuestions.find((question) => answers[question] === undefined) ?? 'task';
}

/**
 * What to ask after `asked` was answered; null: go on to the next item. Whoever changes an item that
 * was complete is asked the questions after it again.
 */
export function nextQuestion(
  before: QualityAnswers,
  after: QualityAnswers,
  asked: QualityQuestion,
): QualityQuestion | null {
  const later = qualityQuestions.slice(qualityQuestions.indexOf(asked) + 1);
  if (isAnswered(before)) return later[0] ?? null;
  if (isAnswered(after)) return null;
  return later.find((question) => after[question] === undefined) ?? firstQuestion(after);
}

/** The first place from `from` on, or else from the start, that `isDone` is false for; null: none. */
export function nextOpenPlace(
  size: number,
  from: number,
  isDone: (place: number) => boolean,
): number | null {
  for (let step = 0; step < size; step += 1) {
    const place = (from + step) % size;
    if (!isDone(place)) return place;
  }
  return null;
}
