/**
 * Memory for passes over all tasks, kept from one to the next: to clear it is quick, while giving
 * megabytes back after every key typed keeps the collector busy.
 */
export class PassScratch {
  #misses = new Uint8Array(0);
  #missed = new Uint8Array(0);
  #matching = new Uint32Array(0);
  #near = new Uint32Array(0);

  /** A byte for each place, all 0: how many filters it misses, and the number of the last of them. */
  bytes(end: number): { readonly misses: Uint8Array; readonly missed: Uint8Array } {
    if (this.#misses.length < end) {
      this.#misses = new Uint8Array(roomFor(end));
      this.#missed = new Uint8Array(roomFor(end));
    }
    const misses = this.#misses.subarray(0, end).fill(0);
    const missed = this.#missed.subarray(0, end).fill(0);
    return { misses, missed };
  }

  /** Room for the places that match and for those that miss one filter, with whatever stood there. */
  places(end: number): { readonly matching: Uint32Array; readonly near: Uint32Array } {
    if (this.#matching.length < end) {
      this.#matching = new Uint32Array(roomFor(end));
      this.#near = new Uint32Array(roomFor(end));
    }
    return { matching: this.#matching.subarray(0, end), near: this.#near.subarray(0, end) };
  }
}

// A pool that grows does not ask for another piece of memory with every task.
const roomFor = (end: number): number => Math.ceil(end * 1.25);
