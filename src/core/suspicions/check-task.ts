import type { Task } from '#core/model/task.ts';
import { suspicionIds, suspicions, type SuspicionId } from './all-suspicions.ts';
import { settingsOf, type SuspicionPlan } from './suspicion-plan.ts';
import { suspectOf, type Finding, type Suspect, type SuspicionSettings } from './suspicion.ts';

/** A finding with the suspicion that it belongs to. */
export interface Suspected {
  readonly id: SuspicionId;
  readonly finding: Finding;
  /** A person said that this is no problem. */
  readonly isDismissed: boolean;
}

/** The bit of a suspicion in what `TaskChecker.bits` gives. */
export const bitOf = (id: SuspicionId): number => 1 << suspicionIds.indexOf(id);

/** How many suspicions a set of bits holds. */
export function countBits(bits: number): number {
  let rest = bits;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** The suspicions of a set of bits, in the order in which they are shown. */
export const idsOfBits = (bits: number): readonly SuspicionId[] =>
  suspicionIds.filter((id) => (bits & bitOf(id)) !== 0);

interface Check {
  readonly id: SuspicionId;
  readonly bit: number;
  readonly settings: SuspicionSettings;
}

/** Asks all suspicions of a plan about tasks. */
export class TaskChecker {
  readonly #checks: readonly Check[];

  constructor(plan: SuspicionPlan) {
    this.#checks = suspicionIds
      .filter((id) => plan[id]?.isOff !== true)
      .map((id) => ({ id, bit: bitOf(id), settings: settingsOf(id, plan) }));
  }

  /** What looks wrong with a task, a bit each; what a person dismissed is left out. */
  bits(task: Task): number {
    const suspect = suspectOf(task);
    const dismissed = task.human?.dismissed;
    let bits = 0;
    for (const { id, bit, settings } of this.#checks) {
      if (dismissed?.includes(id) === true) continue;
      if (find(id, suspect, settings) !== null) bits |= bit;
    }
    return bits;
  }

  /** What looks wrong with a task and where, dismissed findings last. */
  findings(task: Task): readonly Suspected[] {
    const suspect = suspectOf(task);
    const found = this.#checks.flatMap(({ id, settings }): Suspected[] => {
      const finding = find(id, suspect, settings);
      const isDismissed = task.human?.dismissed?.includes(id) === true;
      return finding === null ? [] : [{ id, finding, isDismissed }];
    });
    return found.toSorted((a, b) => Number(a.isDismissed) - Number(b.isDismissed));
  }
}

const find = (id: SuspicionId, suspect: Suspect, settings: SuspicionSettings): Finding | null =>
  suspicions[id].check(suspect, settings);
