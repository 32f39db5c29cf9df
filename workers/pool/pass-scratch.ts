/**
 * Memory for passes over all tasks, kept from one to the next: to clear it is quick, while giving
 * megabytes back after every key typed keeps the collector busy.
 */
export class PassScratch {
  #misses = new Uint8Array(0);
  #matching = new Uint32Array(0);
  #unsuspected = new Uint32Array(0);

  /** A byte for each place, all 0: how many filters it misses. */
  misses(end: number): Uint8Array {
    if (this.#misses.length < end) this.#misses = new Uint8Array(roomFor(end));
    return this.#misses.subarray(0, end).fill(0);
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

// A pool that grows does not ask for another piece of memory with every task.
const roomFor = (end: number): number => Math.ceil(end * 1.25);
