import type { QualityAnswers, QualityRow, QualityState } from '#core/model/quality.ts';
import type { AnswersByPlace } from './agreement.ts';
import type { QualityReviewer } from './quality-file.ts';
import { isAnswered } from './tally.ts';

const keyOf = ({ reviewer, place }: Pick<QualityRow, 'reviewer' | 'place'>): string =>
  `${place} ${reviewer}`;

/** What all reviewers say of one sample; never changed, `with` makes another. */
export class AnswerRows {
  readonly #rows: ReadonlyMap<string, QualityRow>;

  constructor(rows: readonly QualityRow[] = []) {
    const said = rows.filter(({ states }) => states.length > 0);
    this.#rows = new Map(said.map((row) => [keyOf(row), row]));
  }

  /** These rows with one in place of the reviewer’s row for the same item; without states: gone. */
  with(row: QualityRow): AnswerRows {
    const others = [...this.#rows.values()].filter((each) => keyOf(each) !== keyOf(row));
    return new AnswerRows([...others, row]);
  }

  /** Everybody who said anything, by name. */
  get reviewers(): readonly string[] {
    const names = new Set([...this.#rows.values()].map(({ reviewer }) => reviewer));
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

  #lastOf(reviewer: string): [number, QualityState][] {
    return [...this.#rows.values()]
      .filter((row) => row.reviewer === reviewer)
      .flatMap(({ place, states }): [number, QualityState][] => {
        const last = states.at(-1);
        return last === undefined ? [] : [[place, last]];
      })
      .sort((one, other) => one[0] - other[0]);
  }
}
