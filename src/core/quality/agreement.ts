import { qualityQuestions, type QualityAnswers } from '#core/model/quality.ts';
import { kappa } from '#core/statistics/agreement-measures.ts';
import { fleissKappa } from '#core/statistics/fleiss-kappa.ts';
import { answerTo, qualityMeasures, type QualityMeasure } from './tally.ts';

/** One reviewer’s answers by place in the sample. */
export type AnswersByPlace = ReadonlyMap<number, QualityAnswers>;

/** How far reviewers say the same to one line of the result. */
export interface MeasureAgreement {
  readonly measure: QualityMeasure;
  /** Items that all of them answered. */
  readonly compared: number;
  /** Items to which all of them said the same. */
  readonly agreed: number;
  /** Cohen’s kappa for two, Fleiss’ for more; null where it is not defined. */
  readonly kappa: number | null;
}

/** How far several reviewers of one sample agree. */
export interface QualityAgreement {
  readonly measures: readonly MeasureAgreement[];
  /** Places of items to which some said yes and some no to the same question, in order. */
  readonly differing: readonly number[];
}

/** Holds the answers of two reviewers or more against each other; null where there are fewer. */
export function agreementOf(reviewers: readonly AnswersByPlace[]): QualityAgreement | null {
  if (reviewers.length < 2) return null;
  return {
    measures: qualityMeasures.map((measure) => agreementOn(measure, reviewers)),
    differing: placesOf(reviewers).filter((place) =>
      qualityQuestions.some((question) => isDisputed(saidOf(question, place, reviewers))),
    ),
  };
}

function agreementOn(
  measure: QualityMeasure,
  reviewers: readonly AnswersByPlace[],
): MeasureAgreement {
  const items = placesOf(reviewers)
    .map((place) => saidOf(measure, place, reviewers))
    .filter((said): said is boolean[] => !said.includes(null));
  const agreed = items.filter((said) => !isDisputed(said)).length;
  return { measure, compared: items.length, agreed, kappa: kappaOf(items) };
}

function kappaOf(items: readonly (readonly boolean[])[]): number | null {
  if (items[0]?.length !== 2) {
    return fleissKappa(items.map((said) => [countOf(said, true), countOf(said, false)]));
  }
  const together = (first: boolean, second: boolean): number =>
    items.filter((said) => said[0] === first && said[1] === second).length;
  return kappa(
    ...([together(true, true), together(true, false)] as const),
    ...([together(false, true), together(false, false)] as const),
  );
}

const countOf = (said: readonly boolean[], value: boolean): number =>
  said.filter((each) => each === value).length;

const isDisputed = (said: readonly (boolean | null)[]): boolean =>
  said.includes(true) && said.includes(false);

const saidOf = (
  measure: QualityMeasure,
  place: number,
  reviewers: readonly AnswersByPlace[],
): (boolean | null)[] => reviewers.map((answers) => answerTo(answers.get(place) ?? {}, measure));

/** Places that anybody answered, in order. */
function placesOf(reviewers: readonly AnswersByPlace[]): readonly number[] {
  const places = new Set(reviewers.flatMap((answers) => [...answers.keys()]));
  return [...places].sort((one, other) => one - other);
}
