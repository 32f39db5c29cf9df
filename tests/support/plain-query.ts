import type { TaskQuery } from '#core/contracts/pool-api.ts';
import {
  effectiveInstances,
  effectiveInstruction,
  effectiveStatus,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { idsOfBits } from '#core/suspicions/check-task.ts';
import { shuffleKey } from '#core/random/shuffle-key.ts';

type Test = (task: Task) => boolean;

function reason(task: Task): string | null {
  if (effectiveStatus(task) === 'accepted') return null;
  return task.status === 'rejected' ? (task.rejection?.reason ?? null) : 'by-person';
}

const typeNames = new Map<boolean | null, string>([
  [true, 'classification'],
  [false, 'generation'],
  [null, 'untyped'],
]);

function textTest(text: string): Test {
  const words = text.toLowerCase().split(/\s+/u);
  return (task) => {
    const texts = [
      effectiveInstruction(task),
      ...effectiveInstances(task).flatMap(({ input, output }) => [input, output]),
    ].map((part) => part.toLowerCase());
    return words.every((word) => texts.some((part) => part.includes(word)));
  };
}

/** The filters of a query as functions, by name; those that filter nothing are left out. */
function testsOf(query: TaskQuery): Map<string, Test> {
  const tests = new Map<string, Test>();
  const { status, origin, type, completeness, text } = query;
  if (status) tests.set('status', (task) => effectiveStatus(task) === status);
  if (query.reason) tests.set('reason', (task) => reason(task) === query.reason);
  if (origin) tests.set('origin', (task) => task.origin === origin);
  if (type) tests.set('type', (task) => typeNames.get(effectiveType(task)) === type);
  if (completeness) {
    const wanted = completeness === 'complete';
    tests.set('completeness', (task) => effectiveInstances(task).length > 0 === wanted);
  }
  if (text?.trim()) tests.set('text', textTest(text));
  return tests;
}

/** What a task's score is sorted by: as shown, tasks without one last. */
function plainScore(task: Task): number | null {
  const { rejection, novelty } = task;
  return rejection?.reason === 'too-similar' ? rejection.score : (novelty?.max ?? null);
}

function byText(a: Task, b: Task): number {
  const [first, second] = [a, b].map((task) => effectiveInstruction(task).toLowerCase());
  if (first === undefined || second === undefined || first === second) return a.id - b.id;
  return first < second ? -1 : 1;
}

type Order = (a: Task, b: Task) => number;

function byKey(seed: number): Order {
  const key = ({ id }: Task): number => shuffleKey(seed, id);
  return (a, b) => key(a) - key(b) || a.id - b.id;
}

const orders: Record<Exclude<TaskQuery['sort'], 'random' | 'suspicious'>, Order> = {
  oldest: (a, b) => a.id - b.id,
  newest: (a, b) => b.id - a.id,
  novelty: (a, b) => (plainScore(b) ?? -1) - (plainScore(a) ?? -1) || a.id - b.id,
  instruction: byText,
};

function bySuspicions(bitsOf: (task: Task) => number): Order {
  const count = (task: Task): number => idsOfBits(bitsOf(task)).length;
  return (a, b) => count(b) - count(a) || a.id - b.id;
}

function orderOf({ sort, seed = 1 }: TaskQuery, bitsOf: (task: Task) => number): Order {
  if (sort === 'random') return byKey(seed);
  return sort === 'suspicious' ? bySuspicions(bitsOf) : orders[sort];
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
  const tests = [...testsOf(query).values()];
  const { suspicion } = query;
  if (suspicion === 'any') tests.push((task) => bitsOf(task) !== 0);
  else if (suspicion) tests.push((task) => idsOfBits(bitsOf(task)).includes(suspicion));
  return tasks
    .filter((task) => task.isRemoved !== true && tests.every((test) => test(task)))
    .sort(orderOf(query, bitsOf))
    .map((task) => task.id);
}
