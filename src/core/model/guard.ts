import type { Instance } from './task.ts';

/** One task that the pool must stay away from. */
export interface GuardTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
}

/** A file of such tasks as a project keeps it: never changed, named by a hash of its rows. */
export interface GuardSetRow {
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  readonly rows: readonly GuardTask[];
}
