/** Text of one part; the browser keeps parts outside the script's memory, on disk if need be. */
const partCharacters = 1024 * 1024;

/** Gathers lines into a file made of parts, so that the whole is never one string. */
export class LineFile {
  readonly #parts: Blob[] = [];
  #open: string[] = [];
  #openCharacters = 0;
  #lines = 0;

  get lines(): number {
    return this.#lines;
  }

  /** Adds a line, given without its newline. */
  add(line: string): void {
    this.#open.push(line, '\n');
    this.#openCharacters += line.length + 1;
    this.#lines += 1;
    if (this.#openCharacters >= partCharacters) this.#close();
  }

  /** The file so far, as UTF-8. */
  toBlob(type = 'application/jsonl'): Blob {
    this.#close();
    return new Blob(this.#parts, { type });
  }

  #close(): void {
    if (this.#open.length === 0) return;
    this.#parts.push(new Blob([this.#open.join('')]));
    this.#open = [];
    this.#openCharacters = 0;
  }
}
