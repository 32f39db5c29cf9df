import type { QualityAnswers, QualityReview, QualityRow, SameName } from '#core/model/quality.ts';
import type { Result } from '#core/model/result.ts';
import type { ItemStanding } from '#core/quality/item-standing.ts';
import type { ProjectFailure } from './project-api.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** What decides a sample. */
export interface QualityPlan {
  readonly seed: number;
  /** How many tasks at most. */
  readonly size: number;
}

/** How far a reviewer is. */
export interface ReviewerProgress {
  readonly reviewer: string;
  /** Items to which all three questions were answered. */
  readonly answered: number;
}

/** A quality review without its texts. */
export interface QualitySummary extends Omit<QualityReview, 'items'> {
  readonly size: number;
  /** In order of their names. */
  readonly reviewers: readonly ReviewerProgress[];
}

/** A quality review with all answers. */
export interface QualityView {
  readonly review: QualityReview;
  /** What became of each item’s task since, in order of the items. */
  readonly standings: readonly ItemStanding[];
  /** Of all reviewers. */
  readonly rows: readonly QualityRow[];
}

/** What a reviewer says of one item now. */
export interface QualityAnswer {
  readonly reviewId: string;
  readonly reviewer: string;
  /** From 0. */
  readonly place: number;
  readonly answers: QualityAnswers;
  readonly note: string;
}

/** What was removed, to be put back. */
export interface RemovedQuality {
  readonly review: QualityReview;
  readonly rows: readonly QualityRow[];
}

/** What came of a file. */
export interface QualityImport {
  readonly reviewId: string;
  /** The sample was not here before. */
  readonly isNewSample: boolean;
  /** What became of each reviewer’s answers; all 0 where everything was here. */
  readonly reviewers: readonly {
    readonly name: string;
    readonly added: number;
    readonly replaced: number;
    /** Left out, because what is here is newer. */
    readonly kept: number;
  }[];
}

/** What people say of a random sample of the tasks. Nothing of it changes a task. */
export interface QualityApi {
  /** All reviews, the newest first. */
  qualityReviews(): Promise<readonly QualitySummary[]>;
  qualityView(id: string): Answer<QualityView>;
  /** Draws a sample; one that was drawn before is gone on with. */
  startQuality(plan: QualityPlan): Answer<{ readonly id: string }>;
  /** Keeps what a reviewer says of an item; answers with the row as it then is. */
  answerQuality(answer: QualityAnswer): Answer<QualityRow>;
  /**
   * Takes the newest step of a reviewer back; answers with the item’s row as it then is, without
   * states where nothing is left, or with null where there was no step.
   */
  undoQuality(reviewId: string, reviewer: string): Answer<QualityRow | null>;
  /** Does the step again that the reviewer took back last; answers as `undoQuality`. */
  redoQuality(reviewId: string, reviewer: string): Answer<QualityRow | null>;
  /**
   * Takes a reviewer’s file over, whole or not at all. `into`: the review that it must be of; null
   * takes any sample. Where it would replace answers, or a reviewer may be another person of the
   * same name, it fails with `conflict` where `sameName` is to ask.
   */
  importQuality(file: Blob, into: string | null, sameName: SameName): Answer<QualityImport>;
  /** Removes a sample with all answers to it. */
  removeQuality(id: string): Answer<RemovedQuality>;
  /** Puts back what was removed; answers that were given meanwhile to the same sample stay. */
  restoreQuality(removed: RemovedQuality): Answer<null>;
}
