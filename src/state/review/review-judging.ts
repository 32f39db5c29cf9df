import type { FoundContamination } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { MarksChange, Rating } from '#core/model/marks.ts';
import type { TaskStatus } from '#core/model/task.ts';
import { cleanTag } from '#core/review/marks-rules.ts';
import type { CauseKey } from '#core/review/reject-causes.ts';
import type { BulkQuestion } from './bulk-question.ts';
import type { CommandedReview } from './review-screen.ts';
import type { ReviewSight } from './review-sight.ts';
import type { ReviewTalk } from './review-talk.svelte.ts';

type JudgedReview = Pick<CommandedReview, 'actions' | 'bulk' | 'detail' | 'questions'>;

/** Verdicts and marks: on the task in sight, on what is selected, on everything that matches. */
export class ReviewJudging {
  readonly #review: JudgedReview;
  readonly #sight: ReviewSight;
  readonly #talk: ReviewTalk;

  constructor(review: JudgedReview, sight: ReviewSight, talk: ReviewTalk) {
    this.#review = review;
    this.#sight = sight;
    this.#talk = talk;
  }

  async judge(verdict: TaskStatus, cause: CauseKey | null = null): Promise<void> {
    if (!this.#sight.canChange()) return;
    this.#review.questions.close();
    if (this.#sight.task() === null) return;
    const { actions } = this.#review;
    const isLast = actions.walk.isAtEnd;
    const outcome = await actions.judge(verdict, cause);
    this.#talk.tell(outcome, 'judge');
    if (isLast && outcome.kind === 'done')
      this.#talk.announce(`${outcome.label}. No task after this`);
  }

  /** Rejects the task that is looked at, with the answer to why. */
  async rejectBecause(cause: CauseKey | 'none'): Promise<void> {
    this.#review.questions.close();
    await this.judge('rejected', cause === 'none' ? null : cause);
  }

  async clearVerdict(): Promise<void> {
    if (this.#sight.task() === null) return;
    this.#talk.tell(await this.#review.actions.clearVerdict(), 'take back');
  }

  /** Changes marks of a task, by default the one that is looked at. */
  async mark(change: MarksChange, of?: TaskId): Promise<void> {
    if (!this.#sight.canChange()) return;
    const id = of ?? this.#sight.task()?.id;
    if (id === undefined) return;
    this.#talk.tell(await this.#review.actions.mark(change, id), 'mark');
    // What is in sight should not wait for the table to have noticed.
    this.#review.detail.refresh();
  }

  /** Adds a tag to the task that is looked at; false where there was none to add. */
  async addTag(text: string): Promise<boolean> {
    const tag = cleanTag(text);
    if (tag === '') return false;
    await this.mark({ addTags: [tag] });
    return true;
  }

  /** Rates the task that is looked at; the rating that it has is taken off. */
  async rate(rating: Rating): Promise<void> {
    const task = this.#sight.task();
    if (task !== null) await this.mark({ rating: task.human?.rating === rating ? null : rating });
  }

  async flag(): Promise<void> {
    const task = this.#sight.task();
    if (task !== null) await this.mark({ isFlagged: task.human?.isFlagged !== true });
  }

  /** Changes the marks of the tasks that a person agreed to. */
  async markMany(change: MarksChange, question: BulkQuestion): Promise<void> {
    this.#talk.tellLarge(await this.#review.bulk.mark(change, question), 'change');
  }

  /** Rejects what a check found to be too near a guard set. */
  async rejectContaminated(found: readonly FoundContamination[]): Promise<void> {
    this.#talk.tellLarge(await this.#review.actions.rejectContaminated(found), 'reject');
  }
}
