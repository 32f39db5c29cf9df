import { RowJoiner } from './join-rows.ts';
import { parseRow, type JsonRow } from './json-row.ts';
import { excerptOf, type Piece } from './piece.ts';
import { chooseForm, rowsToChooseFrom, type RowForm } from './row-forms.ts';
import { readInstruction, type RowTask } from './row-task.ts';

/** A row that did not go in, with its 1-based line and the reason in plain words. */
export interface RefusedRow {
  readonly line: number;
  readonly reason: string;
  readonly excerpt: string;
}

interface PendingRow {
  readonly line: number;
  readonly text: string;
  readonly row: JsonRow;
}

/** How many refused rows are kept; the rest is only counted. */
const mostKept = 100;
/** The first rows are held until their form is known, but never more text than this. */
const mostPendingCharacters = 8 * 1024 * 1024;

/** Turns the pieces of a file into tasks; the first rows settle in which form all are read. */
export class TaskReader {
  #form: RowForm | null = null;
  #objects = 0;
  #refused = 0;
  readonly #refusedRows: RefusedRow[] = [];
  #pending: PendingRow[] = [];
  #pendingCharacters = 0;
  readonly #joiner = new RowJoiner();
  readonly #lineOfId = new Map<string, number>();

  /** The form of the file, or null while no row was in any known form. */
  get form(): RowForm | null {
    return this.#form;
  }

  /** Rows that were JSON objects, usable or not. */
  get objects(): number {
    return this.#objects;
  }

  get refused(): number {
    return this.#refused;
  }

  /** The first hundred refused rows, in order of the file. */
  get refusedRows(): readonly RefusedRow[] {
    return this.#refusedRows.toSorted((a, b) => a.line - b.line);
  }

  /** The tasks that these pieces complete, in order of the file. */
  push(pieces: readonly Piece[]): RowTask[] {
    const tasks: RowTask[] = [];
    for (const piece of pieces) {
      if (piece.kind === 'refused') this.#refuse(piece.line, piece.reason, piece.excerpt);
      else tasks.push(...this.#takeText(piece.line, piece.text));
    }
    return tasks;
  }

  /** The tasks that were still open when the file ended. */
  end(): RowTask[] {
    const tasks = this.#settle();
    const last = this.#joiner.end();
    if (last !== null) tasks.push(last);
    return tasks;
  }

  #takeText(line: number, text: string): RowTask[] {
    const parsed = parseRow(text);
    if (!parsed.ok) {
      this.#refuse(line, parsed.error, text);
      return [];
    }
    this.#objects += 1;
    const row = { line, text, row: parsed.value };
    if (this.#form !== null) return this.#read(this.#form, row);
    this.#pending.push(row);
    this.#pendingCharacters += text.length;
    const isEnough =
      this.#pending.length >= rowsToChooseFrom || this.#pendingCharacters > mostPendingCharacters;
    return isEnough ? this.#settle() : [];
  }

  /** Chooses the form by the rows held so far and reads them; refuses them where none fits. */
  #settle(): RowTask[] {
    const rows = this.#pending;
    this.#pending = [];
    this.#pendingCharacters = 0;
    const form = (this.#form ??= chooseForm(rows.map(({ row }) => row)));
    if (form !== null) return rows.flatMap((row) => this.#read(form, row));
    for (const { line, text, row } of rows) {
      const instruction = readInstruction(row);
      this.#refuse(line, instruction.ok ? 'Not a known form.' : instruction.error, text);
    }
    return [];
  }

  #read(form: RowForm, { line, text, row }: PendingRow): RowTask[] {
    const read = form.read(row);
    if (!read.ok) {
      this.#refuse(line, read.error, text);
      return [];
    }
    const task = read.value;
    if (form.isInstanceARow) {
      const finished = this.#joiner.push(task);
      return finished === null ? [] : [finished];
    }
    return this.#isRepeat(task, line, text) ? [] : [task];
  }

  #isRepeat(task: RowTask, line: number, text: string): boolean {
    if (task.id === undefined) return false;
    const earlier = this.#lineOfId.get(task.id);
    if (earlier === undefined) {
      this.#lineOfId.set(task.id, line);
      return false;
    }
    this.#refuse(line, `Its id “${task.id}” was already used on line ${earlier}.`, text);
    return true;
  }

  #refuse(line: number, reason: string, text: string): void {
    this.#refused += 1;
    if (this.#refusedRows.length >= mostKept) return;
    this.#refusedRows.push({ line, reason, excerpt: excerptOf(text) });
  }
}
