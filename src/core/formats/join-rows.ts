import type { RowTask } from './row-task.ts';

/** Bounds of one joined task, so that a file of one instruction can't become one endless task. */
const mostInstances = 1000;
const mostCharacters = 4 * 1024 * 1024;

/** Joins rows with the same instruction that follow each other into one task. */
export class RowJoiner {
  #open: RowTask | null = null;
  #characters = 0;

  /** The task that this row shows to be finished, or null. */
  push(row: RowTask): RowTask | null {
    if (this.#open !== null && this.#belongs(this.#open, row)) {
      this.#open = {
        ...this.#open,
        instances: [...this.#open.instances, ...row.instances],
        isClassification: this.#open.isClassification ?? row.isClassification,
      };
      this.#characters += sizeOf(row);
      return null;
    }
    const finished = this.#open;
    this.#open = row;
    this.#characters = sizeOf(row);
    return finished;
  }

  /** The last task, or null where there were no rows. */
  end(): RowTask | null {
    const last = this.#open;
    this.#open = null;
    return last;
  }

  #belongs(open: RowTask, row: RowTask): boolean {
    const hasRoom =
      open.instances.length < mostInstances && this.#characters + sizeOf(row) <= mostCharacters;
    return hasRoom && open.instruction === row.instruction && open.id === row.id;
  }
}

/** UTF-16 units of a row's texts. */
export const sizeOf = (row: RowTask): number =>
  row.instances.reduce(
    (sum, { input, output }) => sum + input.length + output.length,
    row.instruction.length,
  );
