import type { PackedTexts } from '#core/contracts/pattern-api.ts';
import { GrowingColumn, words32 } from './growing-column.ts';
import { TextMemory } from './text-memory.ts';

/** Ends every field; no byte of UTF-8. */
export const fieldEnd = 0xff;
/** What lies before the texts is for whoever searches them. */
const textsFrom = 1 << 18;
// Above this much that nobody refers to, and half of all, texts are moved together.
const mostGarbage = 1 << 26;
// Three bytes a code unit is the most that UTF-8 takes.
const mostBytesPerUnit = 3;

const encoder = new TextEncoder();
// A text may begin with FEFF, which is then part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Where a text lies, a column each. */
class Spans {
  readonly starts = new GrowingColumn(words32);
  readonly lengths = new GrowingColumn(words32);

  put(place: number, start: number, length: number): void {
    this.starts.put(place, start);
    this.lengths.put(place, length);
  }

  reserve(end: number): void {
    this.starts.reserve(end);
    this.lengths.reserve(end);
  }
}

/**
 * The texts of all tasks as UTF-8, one after the other: a million of them as strings would be too
 * much for a browser's heap, and bytes are what can be searched at the speed of memory. A text in
 * which more than A to Z changes in lower case (É, İ) is there a second time, in lower case.
 */
export class TextArena {
  #memory = new TextMemory();
  #end = textsFrom;
  #garbage = 0;
  readonly #texts = new Spans();
  readonly #searched = new Spans();

  get memory(): TextMemory {
    return this.#memory;
  }

  /** Where the texts to search begin and how long they are, by place; A to Z may be in any case. */
  get searched(): { readonly starts: Uint32Array; readonly lengths: Uint32Array } {
    return { starts: this.#searched.starts.values, lengths: this.#searched.lengths.values };
  }

  reserve(end: number): void {
    this.#texts.reserve(end);
    this.#searched.reserve(end);
  }

  /** Keeps the fields of a task; false where they are as they were. */
  put(place: number, fields: readonly string[]): boolean {
    const start = this.#end;
    const length = this.#append(fields);
    if (this.#isSame(place, start, length)) {
      this.#end = start;
      return false;
    }
    this.remove(place);
    this.#texts.put(place, start, length);
    this.#searched.put(place, start, length);
    const lower = lowerFields(fields, length);
    if (lower !== null) this.#searched.put(place, this.#end, this.#append(lower));
    if (this.#garbage > Math.max(mostGarbage, this.#end / 2)) this.#compact();
    return true;
  }

  remove(place: number): void {
    this.#garbage += this.#texts.lengths.at(place);
    if (this.#hasLower(place)) this.#garbage += this.#searched.lengths.at(place);
    this.#texts.put(place, 0, 0);
    this.#searched.put(place, 0, 0);
  }

  /** The first field of a task, at most so many code units of it. */
  firstField(place: number, mostUnits: number): string {
    const start = this.#texts.starts.at(place);
    const most = Math.min(this.#texts.lengths.at(place), mostUnits * mostBytesPerUnit + 4);
    const held = this.#memory.bytes.subarray(start, start + most);
    const end = held.indexOf(fieldEnd);
    return decoder.decode(end < 0 ? held : held.subarray(0, end)).slice(0, mostUnits);
  }

  /** The texts of some tasks, as they are, to be sent elsewhere. */
  pack(places: Uint32Array): PackedTexts {
    const ends = new Uint32Array(places.length);
    let size = 0;
    places.forEach((place, i) => {
      size += this.#texts.lengths.at(place);
      ends[i] = size;
    });
    const bytes = new Uint8Array(size);
    places.forEach((place, i) => {
      const start = this.#texts.starts.at(place);
      const length = this.#texts.lengths.at(place);
      bytes.set(this.#memory.bytes.subarray(start, start + length), (ends[i] ?? 0) - length);
    });
    return { bytes, ends };
  }

  #hasLower(place: number): boolean {
    return this.#searched.starts.at(place) !== this.#texts.starts.at(place);
  }

  /** Writes fields behind all others; gives how many bytes they took. */
  #append(fields: readonly string[]): number {
    const start = this.#end;
    for (const field of fields) {
      this.#memory.reserve(this.#end + field.length * mostBytesPerUnit + 1);
      const { bytes } = this.#memory;
      this.#end += encoder.encodeInto(field, bytes.subarray(this.#end)).written;
      bytes[this.#end++] = fieldEnd;
    }
    return this.#end - start;
  }

  #isSame(place: number, start: number, length: number): boolean {
    if (this.#texts.lengths.at(place) !== length) return false;
    const { bytes } = this.#memory;
    const before = this.#texts.starts.at(place);
    for (let i = 0; i < length; i += 1) if (bytes[before + i] !== bytes[start + i]) return false;
    return true;
  }

  /** Moves all texts into new memory, without what nobody refers to. */
  #compact(): void {
    const memory = new TextMemory();
    memory.reserve(this.#end - this.#garbage);
    let end = textsFrom;
    const move = (spans: Spans, place: number): void => {
      const start = spans.starts.at(place);
      const length = spans.lengths.at(place);
      memory.bytes.set(this.#memory.bytes.subarray(start, start + length), end);
      spans.put(place, end, length);
      end += length;
    };
    for (let place = 0; place < this.#texts.lengths.values.length; place += 1) {
      if (this.#texts.lengths.at(place) === 0) continue;
      const hasLower = this.#hasLower(place);
      move(this.#texts, place);
      if (hasLower) move(this.#searched, place);
      else this.#searched.put(place, this.#texts.starts.at(place), this.#texts.lengths.at(place));
    }
    this.#memory = memory;
    this.#end = end;
    this.#garbage = 0;
  }
}

/** The fields in lower case where that changes more than A to Z, else null. */
function lowerFields(fields: readonly string[], bytes: number): readonly string[] | null {
  const units = fields.reduce((sum, field) => sum + field.length + 1, 0);
  if (bytes === units) return null;
  const lower = fields.map((field) => field.toLowerCase());
  const isPlain = fields.every((field, i) => lowerLetters(field) === lower[i]);
  return isPlain ? null : lower;
}

const lowerLetters = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
