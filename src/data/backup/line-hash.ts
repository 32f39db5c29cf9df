/** Follows lines to tell whether a file came through whole; no protection against malice. */
export class LineHash {
  #high = 0xdeadbeef;
  #low = 0x41c6ce57;

  /** Adds a line, given without its newline. */
  add(line: string): void {
    for (let at = 0; at < line.length; at += 1) this.#take(line.charCodeAt(at));
    this.#take(10);
  }

  /** 64 bits as 16 hex digits. */
  get value(): string {
    const word = (bits: number): string => (bits >>> 0).toString(16).padStart(8, '0');
    return word(this.#high) + word(this.#low);
  }

  /** Two multiply-xor lanes with different constants, and a shift so that high bits count too. */
  #take(code: number): void {
    this.#high = Math.imul(this.#high ^ code, 2654435761);
    this.#low = Math.imul(this.#low ^ code, 1597334677);
    this.#high ^= this.#low >>> 15;
    this.#low ^= this.#high >>> 13;
  }
}
