/** Runs pieces of work one after the other, in the order in which they were handed in. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    // The next piece waits for this one however it ends; whoever handed it in sees its failure.
    this.#last = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }
}
