import type { SortKey, TaskQuery } from '#core/contracts/pool-api.ts';
import {
  effectiveInstances,
  effectiveInstruction,
  effectiveStatus,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { shuffleKey } from '#core/random/shuffle-key.ts';
import { dimensionIds, dimensions, type DimensionId } from '#core/review/dimensions.ts';
import { holdsTerm } from '#core/review/match-search.ts';
import { measureIds, type MeasureId } from '#core/review/measures.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import { wordCount } from '#core/review/word-count.ts';
import { idsOfBits } from '#core/suspicions/check-task.ts';
import { sortParts } from '#core/review/task-sort.ts';

type Test = (task: Task) => boolean;

function reason(task: Task): string[] {
  if (effectiveStatus(task) === 'accepted') return [];
  if (task.human?.contaminated) return ['contaminated'];
  return task.status === 'rejected' ? [task.rejection?.reason ?? ''] : ['by-person'];
}

const typeNames = new Map<boolean | null, string>([
  [true, 'classification'],
  [false, 'generation'],
  [null, 'untyped'],
]);

const values: Record<DimensionId, (task: Task) => readonly string[]> = {
  status: (task) => [effectiveStatus(task)],
  reason,
  origin: ({ origin }) => [origin],
  type: (task) => [typeNames.get(effectiveType(task)) ?? ''],
  completeness: (task) => [effectiveInstances(task).length > 0 ? 'complete' : 'incomplete'],
  verdict: ({ human }) => [human?.verdict ?? 'none'],
  rating: ({ human }) => [String(human?.rating ?? 'none')],
  tag: ({ human }) => human?.tags ?? [],
  flag: ({ human }) => [human?.isFlagged ? 'flagged' : 'unflagged'],
  edited: ({ human }) => [human?.edit ? 'edited' : 'unedited'],
  run: ({ provenance }) => (provenance ? [String(provenance.runId)] : []),
};

/** What a task's score is sorted by: as shown, tasks without one last. */
function score({ rejection, novelty }: Task): number | null {
  return rejection?.reason === 'too-similar' ? rejection.score : (novelty?.max ?? null);
}

const numbers: Record<MeasureId, (task: Task) => number | null> = {
  instances: (task) => effectiveInstances(task).length,
  instructionWords: (task) => wordCount(effectiveInstruction(task)),
  inputWords: (task) =>
    Math.max(0, ...effectiveInstances(task).map(({ input }) => wordCount(input))),
  outputWords: (task) =>
    Math.max(0, ...effectiveInstances(task).map(({ output }) => wordCount(output))),
  score,
  judge: ({ modelScore }) => modelScore ?? null,
  created: ({ createdAt }) => createdAt,
};

function nearest({ rejection, novelty }: Task): number | null {
  return rejection && 'culprit' in rejection
    ? rejection.culprit
    : (novelty?.nearest[0]?.id ?? null);
}

function textTest(text: string): Test {
  const terms = parseSearch(text);
  if (!terms.ok) return () => false;
  return (task) => {
    const fields = [
      effectiveInstruction(task),
      ...effectiveInstances(task).flatMap(({ input, output }) => [input, output]),
    ];
    return terms.value.every((term) => holdsTerm(fields, term));
  };
}

/** The filters of a query as functions; those that filter nothing are left out. */
function testsOf(query: TaskQuery, bitsOf: (task: Task) => number): Test[] {
  const tests: Test[] = [];
  const { suspicion } = query;
  if (suspicion === 'any') tests.push((task) => bitsOf(task) !== 0);
  else if (suspicion) tests.push((task) => idsOfBits(bitsOf(task)).includes(suspicion));
  for (const id of dimensionIds) {
    const wanted: readonly string[] = query[id] ?? [];
    if (wanted.length > 0) {
      tests.push((task) => values[id](task).some((value) => wanted.includes(value)));
    }
  }
  for (const id of measureIds) {
    const range = query[id];
    if (!range) continue;
    const { min = -Infinity, max = Infinity } = range;
    tests.push((task) => {
      const number = numbers[id](task);
      return number !== null && number >= min && number <= max;
    });
  }
  const { near, text } = query;
  if (near) tests.push((task) => nearest(task) === near);
  if (text?.trim()) tests.push(textTest(text));
  return tests;
}

type Key = number | string | null;

const codePoints = (text: string): string =>
  Array.from(text, (point) => point.codePointAt(0)?.toString(16).padStart(6, '0') ?? '').join('');

const collator = new Intl.Collator('en', { numeric: true });

/** What a task is ordered by; a rank among all for names. */
function keyOf(
  key: SortKey,
  tasks: readonly Task[],
  bitsOf: (task: Task) => number,
): (task: Task) => Key {
  if (key === 'suspicions') return (task) => idsOfBits(bitsOf(task)).length;
  if (key === 'id') return ({ id }) => id;
  if (key === 'nearest') return nearest;
  if (key === 'instruction') return (task) => codePoints(effectiveInstruction(task).toLowerCase());
  const measure = measureIds.find((id) => id === key);
  if (measure !== undefined) return numbers[measure];
  const dimension = dimensionIds.find((id) => id === key) ?? 'status';
  const known: readonly string[] | null = dimensions[dimension].values;
  if (known !== null) {
    return (task) => {
      const [value] = values[dimension](task);
      return value === undefined ? null : known.indexOf(value);
    };
  }
  const nameOf = (task: Task): string => values[dimension](task).join(' ');
  const names = [...new Set(tasks.map(nameOf))].sort(
    (a, b) => collator.compare(a, b) || (a < b ? -1 : Number(a > b)),
  );
  return (task) => (values[dimension](task).length === 0 ? null : names.indexOf(nameOf(task)));
}

type Order = (a: Task, b: Task) => number;

/** Equal ones by id; downwards is upwards the other way round, with what has no value last. */
function orderOf(query: TaskQuery, tasks: readonly Task[], bitsOf: (task: Task) => number): Order {
  const parts = sortParts(query.sort);
  const key =
    parts === null
      ? ({ id }: Task) => shuffleKey(query.seed ?? 1, id)
      : keyOf(parts.key, tasks, bitsOf);
  const direction = parts?.isDescending === true ? -1 : 1;
  return (a, b) => {
    const [first, second] = [key(a), key(b)];
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null) || a.id - b.id;
    }
    if (first === second) return direction * (a.id - b.id);
    return first < second ? -direction : direction;
  };
}

/**
 * The ids that a query matches, in order, by the plainest means: filter and sort. `bitsOf`: what
 * looks wrong with a task.
 */
export function plainQuery(
  tasks: readonly Task[],
  query: TaskQuery,
  bitsOf: (task: Task) => number = () => 0,
): number[] {
  const tests = testsOf(query, bitsOf);
  return tasks
    .filter((task) => task.isRemoved !== true && tests.every((test) => test(task)))
    .sort(orderOf(query, tasks, bitsOf))
    .map((task) => task.id);
}
