import { excerptOf } from './piece.ts';

/** What stands between the fields of a row; empty where each row is one field. */
export type CsvSeparator = ',' | ';' | '\t' | '';

/** One row, with the 1-based line on which it begins, or why its fields can't be told apart. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
  readonly problem: string | null;
}

/**
 * Cuts comma-separated text (RFC 4180) into rows, in chunks of any size: quoted fields may hold
 * separators, doubled quotes and line breaks, and blanks before their quote are no text; rows end with
 * LF, CR or both; those of nothing but blanks are left out.
 */
export class CsvRows {
  readonly #special: RegExp;
  readonly #limit: number;
  #line = 1;
  #startLine = 1;
  #fields: string[] = [];
  #held = '';
  #size = 0;
  /** Where in a field the text is: at its start, in plain text, within quotes, after a quote there. */
  #place: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  #wasReturn = false;
  #problem: string | null = null;

  /** Of a row above `limit` UTF-16 units no more than its start is held. */
  constructor(separator: CsvSeparator, limit: number) {
    this.#special = new RegExp(`["\\r\\n${separator}]`, 'g');
    this.#limit = limit;
  }

  /** The rows that this chunk completed. */
  push(chunk: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let from = 0;
    for (const { index } of chunk.matchAll(this.#special)) {
      this.#takeText(chunk.slice(from, index));
      const row = this.#takeSpecial(chunk.charAt(index));
      if (row !== null) rows.push(row);
      from = index + 1;
    }
    this.#takeText(chunk.slice(from));
    return rows;
  }

  /** What was left when the text ended. */
  end(): CsvRow[] {
    if (this.#place === 'quoted') {
      this.#problem ??=
        'A quote that opens in this row is never closed, so that all after it would be one field.';
    }
    const row = this.#finishRow();
    return row === null ? [] : [row];
  }

  #takeText(text: string): void {
    if (text === '') return;
    this.#wasReturn = false;
    if (this.#place === 'start') this.#place = 'plain';
    else if (this.#place === 'quote') {
      this.#problem ??= 'Text follows a closing quote: quotes within a field must be doubled.';
      this.#place = 'plain';
    }
    this.#hold(text);
  }

  #takeSpecial(char: string): CsvRow | null {
    const isBreak = char === '\n' || char === '\r';
    const endsReturn = char === '\n' && this.#wasReturn;
    this.#wasReturn = char === '\r';
    if (isBreak && !endsReturn) this.#line += 1;
    if (this.#place === 'quoted') {
      if (char === '"') this.#place = 'quote';
      else this.#hold(char);
      return null;
    }
    if (char === '"') this.#takeQuote();
    else if (!isBreak) this.#takeSeparator(char);
    else if (!endsReturn) return this.#finishRow();
    else this.#startLine = this.#line;
    return null;
  }

  #takeQuote(): void {
    const isPlain = this.#place === 'plain';
    if (this.#place === 'start' || (isPlain && this.#held.trim() === '')) {
      this.#held = '';
      this.#place = 'quoted';
      return;
    }
    // Doubled within quotes; or in the middle of plain text, where it can only mean itself.
    this.#hold('"');
    if (this.#place === 'quote') this.#place = 'quoted';
  }

  #takeSeparator(char: string): void {
    if (this.#grow(char)) this.#finishField();
    else this.#place = 'start';
  }

  #hold(text: string): void {
    if (this.#grow(text)) this.#held += text;
  }

  /** Counts what a row takes, separators too; false once that is more than one may. */
  #grow(text: string): boolean {
    this.#size += text.length;
    if (this.#size <= this.#limit) return true;
    if (this.#problem === null) {
      this.#held = excerptOf(this.#held + text);
      this.#problem = `Longer than ${Math.round(this.#limit / 1024 / 1024)} million characters, which is the most that one row may have.`;
    }
    return false;
  }

  #finishField(): void {
    this.#fields.push(this.#held);
    this.#held = '';
    this.#place = 'start';
  }

  #finishRow(): CsvRow | null {
    this.#finishField();
    const isBlank = this.#problem === null && this.#fields.every((field) => field.trim() === '');
    const row = { line: this.#startLine, fields: this.#fields, problem: this.#problem };
    this.#fields = [];
    this.#size = 0;
    this.#problem = null;
    this.#startLine = this.#line;
    return isBlank ? null : row;
  }
}
