import { effectiveStatus } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { completenessOf, reasonOf, typeOf } from './task-facts.ts';

/** Something that tasks are filtered and counted by: every task has one of few values, or none. */
export interface Dimension<Value extends string = string> {
  readonly values: readonly Value[];
  readonly valueOf: (task: Task) => Value | null;
}

const dimension = <const Value extends string>(
  values: readonly Value[],
  valueOf: (task: Task) => Value | null,
): Dimension<Value> => ({ values, valueOf });

/** All of them, by their name in `TaskQuery`. To add a filter, add a line here and in the contract. */
export const dimensions = {
  status: dimension(['accepted', 'rejected'], effectiveStatus),
  reason: dimension(
    [
      ...(['too-similar', 'too-similar-meaning', 'too-short', 'too-long'] as const),
      ...([
        'banned-word',
        'asks-for-program',
        'starts-badly',
        'cut',
        'contaminated',
        'by-person',
      ] as const),
    ],
    reasonOf,
  ),
  origin: dimension(['seed', 'machine', 'imported'], (task) => task.origin),
  type: dimension(['classification', 'generation', 'untyped'], typeOf),
  completeness: dimension(['complete', 'incomplete'], completenessOf),
};

export type DimensionId = keyof typeof dimensions;

/** The values that a dimension knows. */
export type ValueOf<Id extends DimensionId> = (typeof dimensions)[Id]['values'][number];

/** Names of the dimensions, in the order in which they are shown. */
export const dimensionIds: readonly DimensionId[] = [
  'status',
  'reason',
  'origin',
  'type',
  'completeness',
];

/** A value as a small number for packed columns: 0 for none or unknown, else its place from 1. */
export function codeOf(id: DimensionId, value: string | null | undefined): number {
  const values: readonly string[] = dimensions[id].values;
  return value === null || value === undefined ? 0 : values.indexOf(value) + 1;
}

/** The value behind a code of `codeOf`, or null for 0. */
export function valueAt<Id extends DimensionId>(id: Id, code: number): ValueOf<Id> | null {
  const values: readonly ValueOf<Id>[] = dimensions[id].values;
  return values[code - 1] ?? null;
}
