import type { NumberRange } from '#core/review/measures.ts';
import { startOfDay } from './days.ts';

/** What stands in the two fields of a range; an end that the field can't read is null. */
export interface TypedRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** What typed ends mean: a range, none, or what is wrong with them in words for the screen. */
export type ReadRange =
  | { readonly range: NumberRange | undefined; readonly problem: null }
  | { readonly range: undefined; readonly problem: string };

/** Reads the two fields of a range; of days the first moment of one and the last of the other. */
export function readTypedRange({ from, to }: TypedRange, isDay: boolean): ReadRange {
  const min = readEnd(from, isDay, false);
  const max = readEnd(to, isDay, true);
  if (min === null || max === null) {
    const problem = isDay ? 'Whole dates only, from 1970 on.' : 'Numbers from 0 on only.';
    return { range: undefined, problem };
  }
  const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const problem = rangeProblem(range);
  if (problem !== null) return { range: undefined, problem };
  return { range: min === undefined && max === undefined ? undefined : range, problem: null };
}

/** Why a range holds nothing; null where it may hold something. */
export function rangeProblem({ min, max }: NumberRange): string | null {
  if (min === undefined || max === undefined || min <= max) return null;
  return '“From” is more than “to”: nothing lies between.';
}

/** Undefined for an open end, null for one that is no number or date from 0 or 1970 on. */
function readEnd(text: string | null, isDay: boolean, isEnd: boolean): number | null | undefined {
  if (text === '') return undefined;
  const daysOn = isEnd ? 1 : 0;
  const end = isDay ? startOfDay(text ?? '', daysOn) - daysOn : Number(text ?? NaN);
  return Number.isFinite(end) && end >= 0 ? end : null;
}
