import type { QualityReview, QualityRow } from '#core/model/quality.ts';
import { isRowKept } from '#core/quality/answer-steps.ts';
import type { ProjectDb } from './project-db.ts';
import type { ProjectRepository } from './project-repository.ts';

/** What is stored together: all of it or nothing. */
export interface QualityCommit {
  readonly review?: QualityReview;
  readonly rows?: readonly QualityRow[];
}

/** Reads and writes the quality reviews of one project. Only its writer may change them. */
export class QualityRepository {
  readonly #db: ProjectDb;
  readonly #writer: Pick<ProjectRepository, 'guarded'>;

  constructor(db: ProjectDb, writer: Pick<ProjectRepository, 'guarded'>) {
    this.#db = db;
    this.#writer = writer;
  }

  /**
   * Removes rows without a step, and stores the others, also one in place of one that is removed;
   * throws as `ProjectRepository.commit` does.
   */
  async commit({ review, rows = [] }: QualityCommit): Promise<void> {
    const { qualityReviews, qualityAnswers } = this.#db;
    const kept = rows.filter(isRowKept);
    const gone = rows.filter((row) => !isRowKept(row));
    await this.#writer.guarded([qualityReviews, qualityAnswers], async () => {
      if (review !== undefined) await qualityReviews.put(review);
      await qualityAnswers.bulkDelete(gone.map(keyOf));
      await qualityAnswers.bulkPut(kept);
    });
  }

  /** Removes a sample with all answers to it; throws as `ProjectRepository.commit` does. */
  async remove(id: string): Promise<void> {
    const { qualityReviews, qualityAnswers } = this.#db;
    await this.#writer.guarded([qualityReviews, qualityAnswers], async () => {
      await qualityReviews.delete(id);
      await qualityAnswers.where('reviewId').equals(id).delete();
    });
  }

  async reviews(): Promise<QualityReview[]> {
    return this.#db.qualityReviews.toArray();
  }

  async review(id: string): Promise<QualityReview | undefined> {
    return this.#db.qualityReviews.get(id);
  }

  /** What one reviewer said of a sample, by place. */
  async rowsBy(reviewId: string, reviewer: string): Promise<QualityRow[]> {
    return this.#db.qualityAnswers
      .where('[reviewId+reviewer+place]')
      .between([reviewId, reviewer, 0], [reviewId, reviewer, Infinity])
      .toArray();
  }

  /** The answers of all reviewers to a sample, by name and place. */
  async rowsOf(reviewId: string): Promise<QualityRow[]> {
    return this.#db.qualityAnswers.where('reviewId').equals(reviewId).toArray();
  }
}

const keyOf = ({ reviewId, reviewer, place }: QualityRow): [string, string, number] => [
  ...([reviewId, reviewer, place] as const),
];
