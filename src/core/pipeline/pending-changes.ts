/**
 * Changes that a person makes of work under way. They wait for a moment when no step of the work
 * holds an older state of it that it would put back.
 */
export class PendingChanges<T> {
  #changes: ((work: T) => T)[] = [];

  get hasAny(): boolean {
    return this.#changes.length > 0;
  }

  add(change: (work: T) => T): void {
    this.#changes.push(change);
  }

  /** The work with all changes made, which wait no more. */
  applyTo(work: T): T {
    const changed = this.#changes.reduce((before, change) => change(before), work);
    this.#changes = [];
    return changed;
  }
}
