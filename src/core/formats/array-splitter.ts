import { Nesting } from './nesting.ts';
import { excerptOf, longestRow, tooLong, type Piece, type Splitter } from './piece.ts';

const newline = 10;
const comma = 44;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;

/** JSON's white space, and the byte order mark that some programs leave between joined files. */
const isSpace = (code: number): boolean =>
  code === 32 || code === newline || code === 13 || code === 9 || code === 0xfeff;

/**
 * Cuts the elements out of one JSON array; the text starts right after its `[`. After an element
 * that is broken for certain it goes on with the next one.
 */
export class ArraySplitter implements Splitter {
  #state: 'between' | 'inside' | 'after' = 'between';
  #line: number;
  #column = 0;
  #isLineStart = false;
  #held = '';
  #isTooLong = false;
  #elementLine = 0;
  /** Column of an element that begins its line, else −1. */
  #elementColumn = -1;
  #nesting = new Nesting();
  #hasToldOfRest = false;
  readonly #isInDocument: boolean;
  readonly #limit: number;

  /** `isInDocument`: the array is a member of an object, so more may follow it. */
  constructor(line: number, isInDocument: boolean, limit = longestRow) {
    this.#line = line;
    this.#isInDocument = isInDocument;
    this.#limit = limit;
  }

  push(chunk: string): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (this.#state === 'inside') {
        if (this.#endsBefore(code)) {
          pieces.push(...this.#finish(chunk.slice(from, at)));
          if (code === closeBracket) this.#state = 'after';
        } else if (this.#isBrokenBefore(code)) {
          pieces.push(...this.#finish(chunk.slice(from, at)));
          this.#begin();
          from = at;
        }
      } else if (this.#state === 'between' && code === closeBracket) {
        this.#state = 'after';
      } else if (this.#state === 'between' && code !== comma && !isSpace(code)) {
        this.#begin();
        from = at;
      } else if (this.#state === 'after') {
        pieces.push(...this.#lookPast(code, chunk, at));
      }
      if (this.#state !== 'between') this.#nesting.take(code);
      this.#countColumn(code);
    }
    if (this.#state === 'inside') this.#hold(chunk.slice(from));
    return pieces;
  }

  end(): Piece[] {
    if (this.#state === 'after') return [];
    const reason = 'The file ends before its list does.';
    const line = this.#state === 'inside' ? this.#elementLine : this.#line;
    return [{ kind: 'refused', line, reason, excerpt: excerptOf(this.#held) }];
  }

  #endsBefore(code: number): boolean {
    return (
      (code === comma || code === closeBracket) &&
      !this.#nesting.isInString &&
      this.#nesting.depth === 0
    );
  }

  /** True where a new element begins although the last one never ended. */
  #isBrokenBefore(code: number): boolean {
    if (code !== openBrace) return false;
    if (!this.#nesting.isInString && this.#nesting.needsName) return true;
    return (
      this.#nesting.hasBrokenString && this.#isLineStart && this.#column === this.#elementColumn
    );
  }

  #begin(): void {
    this.#state = 'inside';
    this.#elementLine = this.#line;
    this.#elementColumn = this.#isLineStart ? this.#column : -1;
    this.#nesting = new Nesting();
  }

  #hold(text: string): void {
    if (this.#isTooLong) return;
    this.#held += text;
    if (this.#held.length <= this.#limit) return;
    this.#held = excerptOf(this.#held);
    this.#isTooLong = true;
  }

  #finish(rest: string): Piece[] {
    this.#hold(rest);
    const [text, isTooLong, line] = [this.#held, this.#isTooLong, this.#elementLine];
    this.#state = 'between';
    this.#held = '';
    this.#isTooLong = false;
    this.#nesting = new Nesting();
    return [isTooLong ? tooLong(line, text, this.#limit) : { kind: 'row', line, text }];
  }

  /** After the array: a second list, or text that belongs to nothing, is named once. */
  #lookPast(code: number, chunk: string, at: number): Piece[] {
    if (this.#hasToldOfRest || this.#nesting.isInString || isSpace(code)) return [];
    const isList = code === openBracket && this.#nesting.depth === 0;
    if (this.#isInDocument && !isList) return [];
    this.#hasToldOfRest = true;
    const reason = isList
      ? 'A second list: only the first list of a file is read.'
      : 'Text after the end of the list was not read.';
    const excerpt = excerptOf(chunk.slice(at));
    return [{ kind: 'refused', line: this.#line, reason, excerpt }];
  }

  #countColumn(code: number): void {
    if (code === newline) {
      this.#line += 1;
      this.#column = 0;
      this.#isLineStart = true;
    } else {
      this.#column += 1;
      this.#isLineStart &&= isSpace(code);
    }
  }
}
