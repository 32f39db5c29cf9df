import { excerptOf, longestRow, tooLong, type Piece, type Splitter } from './piece.ts';

/** Cuts JSON Lines into rows. Blank lines are left out; a line above `limit` is never held whole. */
export class LineSplitter implements Splitter {
  #line = 1;
  #held = '';
  #isTooLong = false;
  readonly #limit: number;

  constructor(limit = longestRow) {
    this.#limit = limit;
  }

  push(chunk: string): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      this.#hold(chunk.slice(from, at));
      pieces.push(...this.#finishLine());
      from = at + 1;
    }
    this.#hold(chunk.slice(from));
    return pieces;
  }

  end(): Piece[] {
    return this.#finishLine();
  }

  #hold(text: string): void {
    if (this.#isTooLong) return;
    this.#held += text;
    if (this.#held.length <= this.#limit) return;
    this.#held = excerptOf(this.#held);
    this.#isTooLong = true;
  }

  #finishLine(): Piece[] {
    const line = this.#line;
    const text = this.#held.endsWith('\r') ? this.#held.slice(0, -1) : this.#held;
    const isTooLong = this.#isTooLong;
    this.#line += 1;
    this.#held = '';
    this.#isTooLong = false;
    if (isTooLong) return [tooLong(line, text, this.#limit)];
    return text.trim() === '' ? [] : [{ kind: 'row', line, text }];
  }
}
