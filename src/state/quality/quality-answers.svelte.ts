import type { QualityView } from '#core/contracts/quality-api.ts';
import {
  qualityQuestions,
  type QualityAnswers,
  type QualityQuestion,
  type QualityReview,
} from '#core/model/quality.ts';
import { AnswerRows } from '#core/quality/answer-rows.ts';
import type { ItemStanding } from '#core/quality/item-standing.ts';
import { isAnswered } from '#core/quality/tally.ts';
import type { ProjectQuality } from '#state/project/project-quality.ts';
import type { ProjectAnswer } from '#state/project/worker-line.ts';

type Ports = Pick<ProjectQuality, 'view' | 'answer' | 'undo' | 'redo'>;

/** What reviewers say of one sample: on the screen at once, and on disk a moment later. */
export class QualityAnswerBook {
  readonly id: string;
  readonly #quality: Ports;
  #view = $state.raw<QualityView | null>(null);
  #rows = $state.raw(new AnswerRows());
  #failure = $state.raw<string | null>(null);
  /** Grows with every change, so that what was read before it is known to be old. */
  #changes = 0;
  #underWay = 0;
  #hasLost = false;
  #isReading = false;
  #isStale = false;

  constructor(quality: Ports, id: string) {
    this.#quality = quality;
    this.id = id;
  }

  /** Null until it is read. */
  get review(): QualityReview | null {
    return this.#view?.review ?? null;
  }

  get rows(): AnswerRows {
    return this.#rows;
  }

  get size(): number {
    return this.#view?.review.items.length ?? 0;
  }

  /** Why nothing is shown, or why the last answer was not kept. */
  get failure(): string | null {
    return this.#failure;
  }

  standing(place: number): ItemStanding {
    return this.#view?.standings[place] ?? 'same';
  }

  isDone(reviewer: string, place: number): boolean {
    return isAnswered(this.#rows.answers(reviewer, place));
  }

  /** Reads everything again; what is asked for meanwhile is done in one more go. */
  async load(): Promise<void> {
    this.#isStale = this.#isReading;
    if (this.#isReading) return;
    this.#isReading = true;
    const before = this.#underWay === 0 ? this.#changes : null;
    const answer = await this.#quality.view(this.id);
    this.#isReading = false;
    if (!answer.ok) this.#failure = answer.error.message;
    else this.#show(answer.value, before === this.#changes);
    if (this.#isStale) await this.load();
  }

  /** Keeps what a reviewer says of an item. */
  async say(
    reviewer: string,
    place: number,
    change: { readonly answers?: QualityAnswers; readonly note?: string },
  ): Promise<void> {
    const answers = change.answers ?? this.#rows.answers(reviewer, place);
    const note = change.note ?? this.#rows.note(reviewer, place);
    const states = [...this.#rows.states(reviewer, place), { answers, note, at: Date.now() }];
    this.#put(this.#rows.withStep({ reviewId: this.id, reviewer, place, states }));
    await this.#keep(() =>
      this.#quality.answer({ reviewId: this.id, reviewer, place, answers, note }),
    );
  }

  /**
   * Takes a reviewer’s newest step back, or does the last one that was taken back again; answers
   * with the item’s place and the question that it answered (null: a note), or with null where
   * there was none, or it failed.
   */
  async step(
    reviewer: string,
    way: 'undo' | 'redo',
  ): Promise<{ place: number; question: QualityQuestion | null } | null> {
    const row = await this.#keep(() => this.#quality[way](this.id, reviewer));
    if (row === null) return null;
    const { place } = row;
    const before = this.#rows.answers(reviewer, place);
    this.#put(this.#rows.with(row));
    const after = this.#rows.answers(reviewer, place);
    const question = qualityQuestions.find((each) => before[each] !== after[each]);
    return { place, question: question ?? null };
  }

  /** Does what changes the disk; where it fails the screen goes back to what the disk has. */
  async #keep<T>(work: () => ProjectAnswer<T>): Promise<T | null> {
    this.#underWay += 1;
    const answer = await work();
    this.#underWay -= 1;
    if (!answer.ok) {
      this.#failure = answer.error.message;
      this.#hasLost = true;
    } else if (!this.#hasLost) this.#failure = null;
    if (this.#hasLost && this.#underWay === 0) {
      this.#hasLost = false;
      await this.load();
    }
    return answer.ok ? answer.value : null;
  }

  #show(view: QualityView, areRowsNew: boolean): void {
    this.#view = view;
    // An answer that was given meanwhile is newer than what was read.
    if (areRowsNew) this.#rows = new AnswerRows(view.rows);
  }

  #put(rows: AnswerRows): void {
    this.#changes += 1;
    this.#rows = rows;
  }
}
