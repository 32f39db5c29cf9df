import type { BatchReport } from '#core/contracts/batch-api.ts';
import type { RefusedLine } from '#core/contracts/project-api.ts';
import { excerptOf } from '#core/formats/piece.ts';

/** How many lines are named, of each kind. */
const MOST_NAMED = 100;

/** A line of a file, as it was cut out. */
export interface FileLine {
  readonly line: number;
  readonly text: string;
}

/** Counts what becomes of the lines of a result file. */
export class BatchTally {
  lines = 0;
  taken = 0;
  alreadyThere = 0;
  applied = 0;
  #errors = 0;
  #refused = 0;
  readonly #errorLines: RefusedLine[] = [];
  readonly #refusedLines: RefusedLine[] = [];

  fail({ line, text }: FileLine, reason: string): void {
    this.#errors += 1;
    if (this.#errorLines.length >= MOST_NAMED) return;
    this.#errorLines.push({ line, reason, excerpt: excerptOf(text) });
  }

  refuse({ line, text }: FileLine, reason: string): void {
    this.#refused += 1;
    if (this.#refusedLines.length >= MOST_NAMED) return;
    this.#refusedLines.push({ line, reason, excerpt: excerptOf(text) });
  }

  report(name: string, waiting: number): BatchReport {
    return {
      name,
      lines: this.lines,
      taken: this.taken,
      alreadyThere: this.alreadyThere,
      errors: this.#errors,
      refused: this.#refused,
      applied: this.applied,
      waiting,
      errorLines: this.#errorLines,
      refusedLines: this.#refusedLines,
    };
  }
}
