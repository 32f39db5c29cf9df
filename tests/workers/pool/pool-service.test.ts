import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { QueryResult, TaskQuery } from '#core/contracts/pool-api.ts';
import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { Task } from '#core/model/task.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { pageOf, ProjectRepository } from '#data/project-repository.ts';
import { arbitraryQuery } from '#tests/support/arbitrary-query.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';
import { plainQuery } from '#tests/support/plain-query.ts';
import { PoolService } from '#workers/pool/pool-service.ts';

let lastProject = 0;
let closeAll: (() => void)[] = [];

afterEach(async () => {
  closeAll.forEach((close) => close());
  closeAll = [];
  await Dexie.delete(ProjectDb.nameOf(lastProject));
});

/** A writer, as the project worker is one: commits pages, then says so on the channel. */
class Writer {
  readonly #db: ProjectDb;
  readonly #repository: ProjectRepository;
  readonly #channel: BroadcastChannel;
  #version = 0;

  constructor(id: number) {
    this.#db = new ProjectDb(id);
    this.#repository = new ProjectRepository(this.#db);
    this.#channel = new BroadcastChannel(projectChannel(id));
    closeAll.push(() => {
      this.#db.close();
      this.#channel.close();
    });
  }

  async write(tasks: readonly Task[]): Promise<void> {
    const pages = new Map<number, Task[]>();
    for (const task of tasks) {
      const page = pageOf(task.id);
      pages.set(page, [...(pages.get(page) ?? []), task]);
    }
    await this.#repository.commit({ pages });
    this.#version += 1;
    this.#say({ kind: 'tasks-changed', version: this.#version, pages: [...pages.keys()] });
  }

  async delete(page: number): Promise<void> {
    await this.#db.taskPages.delete(page);
    this.#say({ kind: 'tasks-changed', version: this.#version, pages: [page] });
  }

  #say(message: ProjectBroadcast): void {
    this.#channel.postMessage(message);
  }
}

function start(): { id: number; writer: Writer; service: PoolService } {
  lastProject += 1;
  const service = new PoolService();
  closeAll.push(() => service.close());
  return { id: lastProject, writer: new Writer(lastProject), service };
}

async function resultOf(service: PoolService, query: TaskQuery): Promise<QueryResult> {
  const result = await service.query(query);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function idsOf(service: PoolService, query: TaskQuery): Promise<readonly number[]> {
  return Array.from(await service.idsOf((await resultOf(service, query)).resultId));
}

/** Resolves once the service has called its listener and a check then holds. */
async function changedUntil(service: PoolService, check: () => Promise<boolean>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      check().then((holds) => {
        if (holds) resolve();
      }, reject);
    };
    void service.onChange(look);
    look();
  });
}

const isLoaded = async (service: PoolService): Promise<boolean> =>
  !(await resultOf(service, { sort: 'newest' })).isLoading;

function taskOf(id: number, instruction: string): Task {
  return {
    ...{ id, instruction, origin: 'machine', status: 'accepted', stage: 'novel' },
    ...{ isClassification: null, instances: [], createdAt: 0 },
  };
}

const many = (count: number, first = 1): Task[] =>
  Array.from({ length: count }, (_, i) => taskOf(first + i, `Task number ${first + i}`));

test('answers with the newest tasks first and then loads the rest', async () => {
  const { id, writer, service } = start();
  const count = tasksPerPage * 40 + 7;
  await writer.write(many(count));
  const { total } = await service.open(id);
  expect(total).toBeLessThan(count);
  const early = await resultOf(service, { sort: 'newest' });
  expect(early.isLoading).toBe(true);
  const [newest] = await service.rows(early.resultId, 0, 1);
  expect(newest?.id).toBe(count);
  await changedUntil(service, () => isLoaded(service));
  expect((await resultOf(service, { sort: 'newest' })).total).toBe(count);
});

test('calls no task gone before all tasks are there', async () => {
  const { id, writer, service } = start();
  await writer.write(many(3 * tasksPerPage));
  await service.open(id);
  const early = await resultOf(service, { sort: 'newest' });
  const picked = Uint32Array.of(1, 3 * tasksPerPage, 3 * tasksPerPage + 1);
  expect(early.isLoading).toBe(true);
  expect(await service.checkIds(early.resultId, picked)).toEqual({ listed: 1, gone: [] });
  await changedUntil(service, () => isLoaded(service));
  const { resultId } = await resultOf(service, { sort: 'newest' });
  const gone = [3 * tasksPerPage + 1];
  expect(await service.checkIds(resultId, picked)).toEqual({ listed: 2, gone });
});

test('gives just the rows asked for, and fewer at the end', async () => {
  const { id, writer, service } = start();
  await writer.write(many(300));
  await service.open(id);
  await changedUntil(service, () => isLoaded(service));
  const { resultId, matches } = await resultOf(service, { sort: 'oldest', text: 'number 29' });
  expect(matches).toBe(13);
  const rows = await service.rows(resultId, 10, 20);
  expect(rows.map((row) => row.id)).toEqual([297, 298, 299]);
  expect(await service.placeOf(resultId, 298)).toBe(11);
  expect(await service.placeOf(resultId, 1)).toBe(-1);
});

test('a result tells where a task stands that was asked for with it', async () => {
  const { id, writer, service } = start();
  await writer.write(many(300));
  await service.open(id);
  await changedUntil(service, () => isLoaded(service));
  const placeIn = async (query: TaskQuery, taskId: number): Promise<number> => {
    const result = await service.query(query, taskId);
    return result.ok ? result.value.place : NaN;
  };
  expect(await placeIn({ sort: 'oldest', text: 'number 29' }, 298)).toBe(11);
  // Each query goes over what the one before left behind.
  expect(await placeIn({ sort: 'newest' }, 298)).toBe(2);
  expect(await placeIn({ sort: 'oldest', text: 'number 29' }, 1)).toBe(-1);
  expect(await resultOf(service, { sort: 'newest' })).toMatchObject({ place: -1, matches: 300 });
});

test('follows what the writer says on the channel', async () => {
  const { id, writer, service } = start();
  await writer.write(many(tasksPerPage + 5));
  await service.open(id);
  await writer.write(many(tasksPerPage).map((task) => ({ ...task, status: 'rejected' as const })));
  await changedUntil(
    service,
    async () =>
      (await resultOf(service, { status: ['rejected'], sort: 'newest' })).matches === tasksPerPage,
  );
  expect(await idsOf(service, { status: ['accepted'], sort: 'oldest' })).toEqual([
    257, 258, 259, 260, 261,
  ]);
});

test('a page that is gone takes its tasks along', async () => {
  const { id, writer, service } = start();
  await writer.write(many(tasksPerPage + 5));
  await service.open(id);
  await writer.delete(0);
  await changedUntil(
    service,
    async () => (await resultOf(service, { sort: 'newest' })).total === 5,
  );
  expect(await idsOf(service, { sort: 'oldest' })).toEqual([257, 258, 259, 260, 261]);
});

test('an older result keeps its order while tasks change', async () => {
  const { id, writer, service } = start();
  await writer.write(many(5));
  await service.open(id);
  const { resultId } = await resultOf(service, { status: ['accepted'], sort: 'oldest' });
  await writer.write(many(5).map((task) => ({ ...task, status: 'rejected' as const })));
  await changedUntil(
    service,
    async () => (await resultOf(service, { status: ['accepted'], sort: 'oldest' })).matches === 0,
  );
  const rows = await service.rows(resultId, 0, 2);
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    [1, 'rejected'],
    [2, 'rejected'],
  ]);
});

test('the last results stay as they were, however many came before them', async () => {
  const { id, writer, service } = start();
  await writer.write(Array.from({ length: 40 }, (_, i) => taskOf(i + 1, `Task of word${i % 7}`)));
  await service.open(id);
  await changedUntil(
    service,
    async () => (await resultOf(service, { sort: 'oldest' })).total === 40,
  );
  const asked: { readonly resultId: number; readonly expected: readonly number[] }[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const word = turn % 9;
    const { resultId } = await resultOf(service, { sort: 'oldest', text: `word${word}` });
    const expected = Array.from({ length: 40 }, (_, i) => i + 1).filter(
      (n) => (n - 1) % 7 === word,
    );
    asked.push({ resultId, expected });
    for (const { resultId: kept, expected: ids } of asked.slice(-5)) {
      expect(Array.from(await service.idsOf(kept))).toEqual(ids);
    }
  }
});

test('opens an empty project, and another one after it', async () => {
  const { id, service } = start();
  expect(await service.open(id)).toEqual({ total: 0 });
  const next = start();
  await next.writer.write(many(3));
  expect(await service.open(next.id)).toEqual({ total: 3 });
});

// Suspicions are looked for in the background; the tests of the index hold their filter and order.
const settledQuery = arbitraryQuery.filter(
  ({ suspicion, sort }) => suspicion === undefined && !sort.endsWith('suspicious'),
);

test('answers any query as a plain filter does, after any changes', async () => {
  const ids = Array.from({ length: 12 }, (_, i) => i * 100 + 1);
  const change = fc.constantFrom(...ids).chain(arbitraryTask);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
      fc.array(settledQuery, { minLength: 1, maxLength: 3 }),
      async (changes, queries) => {
        const { id, writer, service } = start();
        await service.open(id);
        const tasks = new Map<number, Task>();
        for (const some of changes) {
          for (const task of some) tasks.set(task.id, task);
          await writer.write([...tasks.values()]);
        }
        const expected = plainQuery([...tasks.values()], { sort: 'oldest' });
        // Every change is marked by a task of its own, so that the last one is seen to arrive.
        await writer.write([...tasks.values(), taskOf(5000, 'The last one')]);
        await changedUntil(service, async () =>
          (await idsOf(service, { sort: 'oldest' })).includes(5000),
        );
        expect(await idsOf(service, { sort: 'oldest' })).toEqual([...expected, 5000]);
        const all = [...tasks.values(), taskOf(5000, 'The last one')];
        for (const query of queries) {
          expect(await idsOf(service, query)).toEqual(plainQuery(all, query));
        }
        service.close();
      },
    ),
    { numRuns: 10 },
  );
});
