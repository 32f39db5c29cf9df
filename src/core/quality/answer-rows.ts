import type { QualityAnswers, QualityRow, QualityState } from '#core/model/quality.ts';
import type { AnswersByPlace } from './agreement.ts';
import type { QualityReviewer } from './quality-file.ts';
import { isRowKept, withoutUndone } from './answer-steps.ts';
import { isAnswered } from './tally.ts';

const keyOf = ({ reviewer, place }: Pick<QualityRow, 'reviewer' | 'place'>): string =>
  `${place} ${reviewer}`;

/** What all reviewers say of one sample; never changed, `with` makes another. */
export class AnswerRows {
  readonly #rows: ReadonlyMap<string, QualityRow>;

  constructor(rows: readonly QualityRow[] = []) {
    this.#rows = new Map(rows.filter(isRowKept).map((row) => [keyOf(row), row]));
  }

  /** These rows with one in place of the reviewer’s row for the same item; without steps: gone. */
  with(row: QualityRow): AnswerRows {
    const others = [...this.#rows.values()].filter((each) => keyOf(each) !== keyOf(row));
    return new AnswerRows([...others, row]);
  }

  /** These rows after a new step of a reviewer: what they took back before can’t be done again. */
  withStep(row: QualityRow): AnswerRows {
    const settled = withoutUndone(this.#rowsBy(row.reviewer));
    return settled.reduce<AnswerRows>((rows, each) => rows.with(each), this).with(row);
  }

  /** Whether a reviewer has steps to take back, or to do again. */
  canStep(reviewer: string, back: 'undo' | 'redo'): boolean {
    return this.#rowsBy(reviewer).some(
      ({ states, undone = [] }) => (back === 'undo' ? states : undone).length > 0,
    );
  }

  /** Everybody who said anything, by name. */
  get reviewers(): readonly string[] {
    const said = [...this.#rows.values()].filter(({ states }) => states.length > 0);
    const names = new Set(said.map(({ reviewer }) => reviewer));
    return [...names].sort((one, other) => one.localeCompare(other, 'en'));
  }

  /** What a reviewer said of an item, oldest first. */
  states(reviewer: string, place: number): readonly QualityState[] {
    return this.#rows.get(keyOf({ reviewer, place }))?.states ?? [];
  }

  answers(reviewer: string, place: number): QualityAnswers {
    return this.states(reviewer, place).at(-1)?.answers ?? {};
  }

  /** Empty where there is none. */
  note(reviewer: string, place: number): string {
    return this.states(reviewer, place).at(-1)?.note ?? '';
  }

  /** How many items a reviewer answered all questions to. */
  done(reviewer: string): number {
    return [...this.byPlace(reviewer).values()].filter(isAnswered).length;
  }

  /** Places that a reviewer said something of, in order, with the answers. */
  byPlace(reviewer: string): AnswersByPlace {
    return new Map(this.#lastOf(reviewer).map(([place, { answers }]) => [place, answers]));
  }

  /** A reviewer as they go into a file. */
  forFile(reviewer: string): QualityReviewer {
    return { name: reviewer, states: new Map(this.#lastOf(reviewer)) };
  }

  #rowsBy(reviewer: string): readonly QualityRow[] {
    return [...this.#rows.values()].filter((row) => row.reviewer === reviewer);
  }

  #lastOf(reviewer: string): [number, QualityState][] {
    return this.#rowsBy(reviewer)
      .flatMap(({ place, states }): [number, QualityState][] => {
        const last = states.at(-1);
        return last === undefined ? [] : [[place, last]];
      })
      .sort((one, other) => one[0] - other[0]);
  }
}
