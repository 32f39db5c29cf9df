/**
 * Memory for passes over all tasks, kept from one to the next: to clear it is quick, while giving
 * megabytes back after every key typed keeps the collector busy.
 */
export class PassScratch {
  #misses = new Uint8Array(0);
  #matching = new Uint32Array(0);
  #unsuspected = new Uint32Array(0);
  #found = new Uint8Array(0);
  /** Of results that nobody asks for any more. */
  readonly #spare: Uint32Array[] = [];

  /** A byte for each place, all 0: how many filters it misses. */
  misses(end: number): Uint8Array {
    if (this.#misses.length < end) this.#misses = new Uint8Array(roomFor(end));
    return this.#misses.subarray(0, end).fill(0);
  }

  /** A byte for each place, a copy of the first ones of these. */
  copy(bytes: Uint8Array, end: number): Uint8Array {
    if (this.#found.length < end) this.#found = new Uint8Array(roomFor(end));
    const copy = this.#found.subarray(0, end);
    copy.set(bytes.subarray(0, end));
    return copy;
  }

  /** Room for a result, with whatever stood there; it belongs to the caller until given back. */
  takeResult(count: number): Uint32Array {
    const at = this.#spare.findIndex(({ buffer }) => buffer.byteLength >= count * 4);
    const [spare] = at < 0 ? [] : this.#spare.splice(at, 1);
    return new Uint32Array(spare?.buffer ?? new ArrayBuffer(roomFor(count) * 4), 0, count);
  }

  giveResult(places: Uint32Array): void {
    this.#spare.push(places);
    if (this.#spare.length > resultsSpare) this.#spare.shift();
  }

  /** Room for two lists of places, with whatever stood there. */
  places(end: number): { readonly matching: Uint32Array; readonly unsuspected: Uint32Array } {
    if (this.#matching.length < end) {
      this.#matching = new Uint32Array(roomFor(end));
      this.#unsuspected = new Uint32Array(roomFor(end));
    }
    return {
      matching: this.#matching.subarray(0, end),
      unsuspected: this.#unsuspected.subarray(0, end),
    };
  }
}

const resultsSpare = 3;

// A pool that grows does not ask for another piece of memory with every task.
const roomFor = (end: number): number => Math.ceil(end * 1.25);
