import type { QualityRow, QualityState } from '#core/model/quality.ts';

const lastAt = (states: readonly QualityState[] | undefined): number | undefined =>
  states?.at(-1)?.at;

/** A row without what could be done again. */
function settled({ undone: _, ...row }: QualityRow): QualityRow {
  return row;
}

/** A row with these steps, without an empty list of undone ones. */
function rowWith(
  row: QualityRow,
  states: readonly QualityState[],
  undone: readonly QualityState[],
): QualityRow {
  return { ...settled(row), states, ...(undone.length > 0 && { undone }) };
}

/** The item's row with a reviewer's newest step taken back; null where there is none. `rows`: theirs. */
export function undoStep(rows: readonly QualityRow[]): QualityRow | null {
  const newest = Math.max(...rows.map(({ states }) => lastAt(states) ?? -1));
  const row = rows.find(({ states }) => lastAt(states) === newest);
  const step = row?.states.at(-1);
  if (row === undefined || step === undefined) return null;
  return rowWith(row, row.states.slice(0, -1), [...(row.undone ?? []), step]);
}

/** The item's row with the step done again that was undone last; null where there is none. */
export function redoStep(rows: readonly QualityRow[]): QualityRow | null {
  // Undo goes from the newest to the oldest: the last one that it took back is the oldest.
  const oldest = Math.min(...rows.map(({ undone }) => lastAt(undone) ?? Infinity));
  const row = rows.find(({ undone }) => lastAt(undone) === oldest);
  const step = row?.undone?.at(-1);
  if (row?.undone === undefined || step === undefined) return null;
  return rowWith(row, [...row.states, step], row.undone.slice(0, -1));
}

/** The rows that no longer are what they were once a reviewer took a new step: nothing is redone then. */
export function withoutUndone(rows: readonly QualityRow[]): readonly QualityRow[] {
  return rows.filter(({ undone }) => undone !== undefined).map(settled);
}

/** True for a row that says something, or could again. */
export function isRowKept({ states, undone = [] }: QualityRow): boolean {
  return states.length + undone.length > 0;
}
