import { effectiveStatus } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { completenessOf, reasonOf, typeOf } from './task-facts.ts';

/** Something that tasks are filtered and counted by: every task has some of its values, or none. */
export interface Dimension<Value extends string = string> {
  /** Null where any value may occur. */
  readonly values: readonly Value[] | null;
  readonly valuesOf: (task: Task) => readonly Value[];
}

const one = <const Value extends string>(
  values: readonly Value[],
  valueOf: (task: Task) => Value | null,
): Dimension<Value> & { readonly values: readonly Value[] } => {
  // The same few lists over and over: a million tasks make no million of them.
  const lists = new Map(values.map((value) => [value, [value]] as const));
  return {
    values,
    valuesOf: (task) => {
      const value = valueOf(task);
      return (value === null ? undefined : lists.get(value)) ?? [];
    },
  };
};

const open = (valuesOf: (task: Task) => readonly string[]): Dimension => ({
  values: null,
  valuesOf,
});

const ratingOf = (task: Task): '1' | '2' | '3' | '4' | '5' | 'none' => {
  const rating = task.human?.rating;
  return rating === undefined ? 'none' : `${rating}`;
};

/** All of them, by their name in `TaskQuery`. To add a filter, add a line here and its words. */
export const dimensions = {
  status: one(['accepted', 'rejected'], effectiveStatus),
  reason: one(
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
  origin: one(['seed', 'machine', 'imported'], (task) => task.origin),
  type: one(['classification', 'generation', 'untyped'], typeOf),
  completeness: one(['complete', 'incomplete'], completenessOf),
  verdict: one(['accepted', 'rejected', 'none'], (task) => task.human?.verdict ?? 'none'),
  edited: one(['edited', 'unedited'], (task) =>
    task.human?.edit === undefined ? 'unedited' : 'edited',
  ),
  rating: one(['5', '4', '3', '2', '1', 'none'], (task) => ratingOf(task)),
  flag: one(['flagged', 'unflagged'], (task) =>
    task.human?.isFlagged === true ? 'flagged' : 'unflagged',
  ),
  tag: open((task) => task.human?.tags ?? []),
  run: open(({ provenance }) => (provenance === undefined ? [] : [String(provenance.runId)])),
};

export type DimensionId = keyof typeof dimensions;

/** The values that a dimension knows. */
export type ValueOf<Id extends DimensionId> = ReturnType<
  (typeof dimensions)[Id]['valuesOf']
>[number];

/** Names of the dimensions, in the order in which they are shown. */
export const dimensionIds: readonly DimensionId[] = [
  'status',
  'reason',
  'origin',
  'run',
  'type',
  'completeness',
  'verdict',
  'rating',
  'tag',
  'flag',
  'edited',
];

/** The value as one of a dimension's, or null where it can't be one. */
export function valueIn<Id extends DimensionId>(id: Id, value: string): ValueOf<Id> | null {
  const values: readonly string[] | null = dimensions[id].values;
  const isKnown = values === null ? value !== '' : values.includes(value);
  return isKnown ? value : null;
}
