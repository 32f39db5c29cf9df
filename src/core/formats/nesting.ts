const quote = 34;
const backslash = 92;
const newline = 10;
const comma = 44;
const openBracket = 91;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;

/** How deep the kind of each open bracket is remembered; below that only the depth counts. */
const remembered = 64;

/** Follows brackets and strings through JSON text, one UTF-16 unit at a time. */
export class Nesting {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #hasBrokenString = false;
  /** The last unit outside strings that was no white space. */
  #last = 0;
  readonly #open: number[] = [];

  get depth(): number {
    return this.#depth;
  }

  get isInString(): boolean {
    return this.#isInString;
  }

  /** A string went over a line's end, which JSON forbids: a quotation mark is missing. */
  get hasBrokenString(): boolean {
    return this.#hasBrokenString;
  }

  /** Inside an object, at a place where only a member's name or its end can follow. */
  get needsName(): boolean {
    const isInObject = this.#depth <= remembered && this.#open[this.#depth - 1] === openBrace;
    return isInObject && (this.#last === comma || this.#last === openBrace);
  }

  take(code: number): void {
    if (this.#isInString) this.#takeInString(code);
    else if (code === quote) {
      this.#isInString = true;
      this.#last = code;
    } else if (code === openBrace || code === openBracket) {
      if (this.#depth < remembered) this.#open[this.#depth] = code;
      this.#depth += 1;
      this.#last = code;
    } else if (code === closeBrace || code === closeBracket) {
      this.#depth = Math.max(0, this.#depth - 1);
      this.#last = code;
    } else if (code > 32) this.#last = code;
  }

  #takeInString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === backslash) this.#isEscaped = true;
    else if (code === quote) this.#isInString = false;
    else if (code === newline) this.#hasBrokenString = true;
  }
}

/** True where JSON text is nested deeper than `most` anywhere, found without parsing it. */
export function isNestedDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}
