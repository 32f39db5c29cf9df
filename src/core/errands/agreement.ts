import { kappa, spearman, wilson, type Interval } from '#core/statistics/agreement-measures.ts';

/** Tasks with one score, by what people said of them. */
export interface ScoreRow {
  readonly score: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Tasks that no person has judged. */
  readonly unjudged: number;
  /** Tasks that people rated 1, 2, 3, 4 and 5. */
  readonly ratings: readonly number[];
}

/** A judge’s scores beside what people said, the lowest score first. */
export type JudgeTally = readonly ScoreRow[];

/** What people said of a task that was scored. */
export interface ScoredTask {
  readonly score: number;
  readonly verdict: 'accepted' | 'rejected' | null;
  readonly rating: number | null;
}

/** Counts scored tasks by score and by what people said. */
export function tallyScores(tasks: Iterable<ScoredTask>): JudgeTally {
  const rows = new Map<number, ScoreRow>();
  for (const { score, verdict, rating } of tasks) {
    const row = rows.get(score) ?? emptyRow(score);
    const said = verdict ?? 'unjudged';
    const ratings = row.ratings.map((count, place) => count + (place + 1 === rating ? 1 : 0));
    rows.set(score, { ...row, [said]: row[said] + 1, ratings });
  }
  return [...rows.values()].sort((a, b) => a.score - b.score);
}

const emptyRow = (score: number): ScoreRow => ({
  score,
  accepted: 0,
  rejected: 0,
  unjudged: 0,
  ratings: [0, 0, 0, 0, 0],
});

/** How a judge that accepts from a score on compares with people, over tasks that both judged. */
export interface Agreement {
  readonly bothAccept: number;
  readonly bothReject: number;
  readonly onlyJudge: number;
  readonly onlyPerson: number;
  readonly compared: number;
  /** Share of the same verdicts with its 95 % interval; null where nothing was compared. */
  readonly share: (Interval & { readonly value: number }) | null;
  /** Cohen’s kappa; null where either side said the same of all tasks. */
  readonly kappa: number | null;
}

/** The agreement where a score of `threshold` or more means accepted. */
export function agreementAt(tally: JudgeTally, threshold: number): Agreement {
  const sum = (key: 'accepted' | 'rejected', isHigh: boolean): number =>
    tally.reduce((all, row) => all + (row.score >= threshold === isHigh ? row[key] : 0), 0);
  const bothAccept = sum('accepted', true);
  const bothReject = sum('rejected', false);
  const onlyJudge = sum('rejected', true);
  const onlyPerson = sum('accepted', false);
  const compared = bothAccept + bothReject + onlyJudge + onlyPerson;
  const agreed = bothAccept + bothReject;
  return {
    ...{ bothAccept, bothReject, onlyJudge, onlyPerson, compared },
    share: compared === 0 ? null : { value: agreed / compared, ...wilson(agreed, compared) },
    kappa: kappa(bothAccept, onlyJudge, onlyPerson, bothReject),
  };
}

/** How scores and people’s ratings go together. */
export interface RatingAgreement {
  readonly rated: number;
  /** Spearman’s rank correlation; null where one side never varies. */
  readonly correlation: number | null;
}

/** Compares scores with ratings from 1 to 5, over tasks that have both. */
export function ratingAgreement(tally: JudgeTally): RatingAgreement {
  const cells = tally.flatMap(({ score, ratings }) =>
    ratings.map((count, index) => ({ first: score, second: index + 1, count })),
  );
  const rated = cells.reduce((sum, { count }) => sum + count, 0);
  return { rated, correlation: spearman(cells) };
}
