import { suspicionIds, type SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { bitOf, TaskChecker } from '#core/suspicions/check-task.ts';
import { usualPlan } from '#core/suspicions/suspicion-plan.ts';
import type { Labelled } from './labelled-set.ts';

export interface Figures {
  readonly planted: number;
  readonly found: number;
  readonly untouched: number;
  /** Untouched rows that were flagged, real defects of the data among them. */
  readonly flagged: number;
  /** Those of them that somebody looked at and found to be right: the data has the defect. */
  readonly real: number;
  readonly recall: number;
  /** Of all untouched rows, whatever is wrong with them. */
  readonly falseAlarmRate: number;
  readonly precision: number;
}

/** Flagged rows in which the defect is there, by suspicion: lines of the published file. */
export type JudgedRows = Readonly<Partial<Record<SuspicionId, readonly number[]>>>;

/** Counts what is found and what is flagged without need, for one suspicion. */
function figuresOf(id: SuspicionId, rows: readonly Flagged[], judged: JudgedRows): Figures {
  const planted = rows.filter(({ defect }) => defect === id);
  const untouched = rows.filter(({ defect }) => defect === null);
  const found = planted.filter(({ bits }) => (bits & bitOf(id)) !== 0).length;
  const flagged = untouched.filter(({ bits }) => (bits & bitOf(id)) !== 0);
  const real = flagged.filter(({ line }) => judged[id]?.includes(line) === true).length;
  return {
    ...{
      planted: planted.length,
      found,
      untouched: untouched.length,
      flagged: flagged.length,
      real,
    },
    recall: found / planted.length,
    falseAlarmRate: flagged.length / untouched.length,
    precision: found / (found + flagged.length - real),
  };
}

export type Flagged = Labelled & { readonly bits: number };

/** Asks all suspicions about all rows. */
export function flag(rows: readonly Labelled[]): Flagged[] {
  const checker = new TaskChecker(usualPlan);
  return rows.map((row) => ({ ...row, bits: checker.bits(row.task) }));
}

/** The figures of every suspicion. */
export function measure(
  rows: readonly Flagged[],
  judged: JudgedRows,
): Record<SuspicionId, Figures> {
  const pairs = suspicionIds.map((id) => [id, figuresOf(id, rows, judged)] as const);
  return Object.fromEntries(pairs) as Record<SuspicionId, Figures>;
}
