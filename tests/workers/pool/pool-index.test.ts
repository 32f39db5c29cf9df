import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import type { Task } from '#core/model/task.ts';
import { dimensionIds, dimensions } from '#core/review/dimensions.ts';
import { suspicionValues } from '#core/suspicions/suspicion-words.ts';
import { arbitraryQuery } from '#tests/support/arbitrary-query.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';
import { plainQuery } from '#tests/support/plain-query.ts';
import { suspectKey } from '#core/suspicions/suspect-key.ts';
import { PoolIndex } from '#workers/pool/pool-index.ts';

const pageSize = 8;
const pages = 3;

/** A page as it may be at some moment: any tasks under its ids, some of them not there. */
const arbitraryPage = fc.nat(pages - 1).chain((page) => {
  const ids = Array.from({ length: pageSize }, (_, i) => page * pageSize + i + 1);
  return fc
    .tuple(...ids.map((id) => fc.option(arbitraryTask(id), { nil: undefined })))
    .map((tasks) => ({ page, tasks: tasks.filter((task): task is Task => task !== undefined) }));
});

/** What looks wrong with a task, for the sake of the test: three of the suspicions, by its text. */
const bitsOf = ({ id, instruction }: Task): number => (id + instruction.length) % 8;

function put(index: PoolIndex, page: number, tasks: readonly Task[]): void {
  index.replace(page * pageSize + 1, (page + 1) * pageSize, tasks);
  for (const task of tasks) index.putSuspicions(task.id, bitsOf(task), suspectKey(task));
}

const step = fc.oneof(
  { weight: 1, arbitrary: arbitraryPage },
  { weight: 2, arbitrary: arbitraryQuery },
);

function idsOf(index: PoolIndex, query: TaskQuery): number[] {
  return Array.from(index.select(query).places, (place) => index.row(place).id);
}

test('selects what a plain filter and sort select, whatever changed in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const index = new PoolIndex();
      const held = new Map<number, readonly Task[]>();
      // The last query is asked again after every change: what is kept of it must have followed.
      let query: TaskQuery = { text: 'poem', sort: 'instruction' };
      for (const next of steps) {
        if ('sort' in next) query = next;
        else {
          held.set(next.page, next.tasks);
          put(index, next.page, next.tasks);
        }
        expect(idsOf(index, query)).toEqual(plainQuery([...held.values()].flat(), query, bitsOf));
      }
    }),
    { numRuns: 400 },
  );
});

test('a facet counts what would match if its value were chosen', () => {
  fc.assert(
    fc.property(fc.array(arbitraryPage, { maxLength: 3 }), arbitraryQuery, (some, query) => {
      const index = new PoolIndex();
      const held = new Map(some.map(({ page, tasks }) => [page, tasks]));
      for (const [page, tasks] of held) {
        put(index, page, tasks);
      }
      const { facets } = index.select(query);
      for (const id of dimensionIds) {
        const counts: Readonly<Partial<Record<string, number>>> = facets[id];
        for (const value of dimensions[id].values ?? Object.keys(counts)) {
          const chosen = { ...query, [id]: [value] };
          expect(counts[value] ?? 0).toBe(
            plainQuery([...held.values()].flat(), chosen, bitsOf).length,
          );
        }
      }
      for (const suspicion of suspicionValues) {
        const chosen = { ...query, suspicion };
        expect(facets.suspicion[suspicion]).toBe(
          plainQuery([...held.values()].flat(), chosen, bitsOf).length,
        );
      }
    }),
  );
});

test('knows what was not checked yet, and forgets what went', () => {
  const index = new PoolIndex();
  const task = (id: number): Task => ({
    ...{ id, origin: 'seed', status: 'accepted', stage: 'instanced', instruction: 'x' },
    ...{ isClassification: null, instances: [], createdAt: 0 },
  });
  const put = (id: number, bits: number): boolean =>
    index.putSuspicions(id, bits, suspectKey(task(id)));
  index.replace(1, 8, [task(1), task(2)]);
  expect(index.unchecked).toBe(2);
  expect(put(1, 0)).toBe(false);
  expect(put(2, 5)).toBe(true);
  expect(put(2, 5)).toBe(false);
  expect(put(3, 5)).toBe(false);
  expect(index.unchecked).toBe(0);
  expect(index.row(1).suspicions).toHaveLength(2);
  // What it says of a text stands until it was asked about the next one.
  index.replace(1, 8, [task(1), { ...task(2), instruction: 'y' }]);
  expect([index.unchecked, index.row(1).suspicions.length]).toEqual([1, 2]);
  expect([index.awaitsSuspicions(1, 1), index.awaitsSuspicions(1, 8)]).toEqual([false, true]);
  index.replace(1, 8, [task(1), task(2)]);
  put(2, 5);
  const kept = index.suspicionsOf(1, 8);
  index.expireSuspicions();
  expect([index.unchecked, index.row(1).suspicions.length]).toEqual([2, 2]);
  index.replace(1, 8, [{ ...task(1), instruction: 'z' }, task(2)]);
  index.recallSuspicions(1, kept);
  expect([index.unchecked, index.awaitsSuspicions(2, 8)]).toEqual([1, false]);
  index.replace(1, 8, [task(1), { ...task(2), isRemoved: true }]);
  expect(index.unchecked).toBe(1);
  expect(index.select({ sort: 'newest', suspicion: 'any' }).places).toHaveLength(0);
});

test('shows a task as people left it', () => {
  const index = new PoolIndex();
  const task: Task = {
    id: 3,
    origin: 'machine',
    status: 'rejected',
    stage: 'proposed',
    rejection: { reason: 'too-similar', culprit: 1, score: 0.83 },
    instruction: 'Write a poem.',
    isClassification: null,
    instances: [],
    human: {
      verdict: 'accepted',
      rating: 4,
      tags: ['verse'],
      edit: { instruction: 'Write an ode.', isClassification: false },
    },
    createdAt: 0,
  };
  index.replace(1, 8, [task]);
  expect(index.row(2)).toEqual({
    id: 3,
    origin: 'machine',
    status: 'accepted',
    reason: null,
    isClassification: false,
    instances: 0,
    instruction: 'Write an ode.',
    instructionWords: 3,
    inputWords: 0,
    outputWords: 0,
    score: 0.83,
    nearest: 1,
    runId: null,
    createdAt: 0,
    isEdited: true,
    verdict: 'accepted',
    rating: 4,
    tags: ['verse'],
    judge: null,
    isFlagged: false,
    suspicions: [],
  });
});
