import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { Result } from '#core/model/result.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';

/** What an action over many tasks is about: what is selected, else everything that matches. */
export interface BulkTarget {
  readonly isSelection: boolean;
  readonly count: number;
  /** How many of them are not in the list as it is now. */
  readonly unlisted: number;
  /** Which tasks in words, to follow "tasks": " that match ‘poem’". */
  readonly which: string;
}

/**
 * What a person is asked to agree to: it stays what it was when it was asked, whatever comes into
 * the list meanwhile.
 */
export interface BulkQuestion {
  readonly target: BulkTarget;
  /** Null where rows are selected. */
  readonly list: { readonly query: TaskQuery; readonly resultId: number } | null;
  /** The tasks of then: the pool worker keeps no result for ever, so they are read at once. */
  readonly ids: Promise<Result<Uint32Array, WorkerFailure>>;
}

/** The tasks of a question that are still as it said. */
export interface BulkTasks {
  readonly ids: Uint32Array;
  readonly which: string;
}

/** Says that an action was about fewer tasks than were agreed to; null where it was not. */
export function leftWords(agreed: number, done: number, isSelection: boolean): string | null {
  const left = agreed - done;
  if (left <= 0) return null;
  const [one, many] = isSelection
    ? ['was removed meanwhile', 'were removed meanwhile']
    : ['matched no more and was let be', 'matched no more and were let be'];
  const all = agreed.toLocaleString('en');
  return left === 1 ? `1 of ${all} ${one}` : `${left.toLocaleString('en')} of ${all} ${many}`;
}
