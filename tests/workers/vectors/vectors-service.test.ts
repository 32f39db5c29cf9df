import { afterEach, describe, expect, test, vi } from 'vitest';
import { projectChannel } from '#core/contracts/project-api.ts';
import type { VectorProgress } from '#core/contracts/vectors-api.ts';
import type { Result } from '#core/model/result.ts';
import { pageOf } from '#data/project-repository.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';
import { WordModel } from '#tests/support/word-model.ts';
import { VectorsService } from '#workers/vectors/vectors-service.ts';

const axes = [
  ['haiku', 'poem'],
  ['rain', 'rainfall'],
  ['write', 'compose'],
  ['sort', 'order'],
  ['numbers', 'digits'],
  ['snow'],
];

const texts = [
  'Write a haiku about rain',
  'Compose a poem on rainfall',
  'Sort these numbers',
  'Order the digits',
  'Write about snow',
  '…',
];

const closed: (() => void)[] = [];
afterEach(() => {
  for (const close of closed.splice(0)) close();
});

async function openProject(instructions = texts): Promise<{ db: ProjectDb; id: number }> {
  const tasks = instructions.map((instruction, at) =>
    makeTask({ id: at + 1, instruction, ...(at === 3 && { status: 'rejected' as const }) }),
  );
  const db = await storeProject(tasks);
  closed.push(() => db.close());
  return { db, id: db.projectId };
}

async function openService(id: number): Promise<VectorsService> {
  const service = new VectorsService();
  closed.push(() => service.close());
  await service.open(id);
  return service;
}

async function settled(service: VectorsService): Promise<VectorProgress> {
  return vi.waitFor(
    async () => {
      const progress = await service.progress();
      if (progress === null || progress.state === 'embedding') throw new Error('still at work');
      return progress;
    },
    { timeout: 5_000 },
  );
}

function valueOf<T>(result: Result<T, { message: string }>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('VectorsService', () => {
  test('knows every task of a large project once it is open', async () => {
    const many = Array.from({ length: 4_400 }, (_, at) => `Describe thing ${at} in some words`);
    const { id } = await openProject(many);
    const service = new VectorsService();
    closed.push(() => service.close());
    expect(await service.open(id)).toEqual({ texts: 4_400 });
  });
});

describe('VectorsService with a model', () => {
  test('finds by meaning what shares no word, rejected tasks included', async () => {
    const { id } = await openProject();
    const service = await openService(id);
    const model = new WordModel(axes);
    await service.useModel(model.loaded, [model.openPort()], 'float32');
    expect(await settled(service)).toMatchObject({
      kind: 'semantic',
      state: 'done',
      texts: 6,
      embedded: 6,
    });
    expect(
      valueOf(await service.search('poem on rain', 2)).neighbours.map((hit) => hit.id),
    ).toEqual([1, 2]);
    expect(valueOf(await service.neighbours(3, 1))).toEqual({
      neighbours: [{ id: 4, score: expect.closeTo(1, 6) as number }],
      isCut: false,
    });
    expect(await service.search('…', 3)).toMatchObject({
      ok: false,
      error: { kind: 'empty-text' },
    });
    expect(await service.neighbours(6, 3)).toMatchObject({ error: { kind: 'unknown-task' } });
  });

  test('after a reload embeds only what changed, and shares the work between workers', async () => {
    const { db, id } = await openProject();
    const first = new WordModel(axes);
    const before = await openService(id);
    await before.useModel(first.loaded, [first.openPort()], 'int8');
    await settled(before);
    before.close();

    const second = new WordModel(axes);
    const after = await openService(id);
    await after.useModel(second.loaded, [second.openPort(), second.openPort()], 'int8');
    await settled(after);
    // A text without a vector is not stored, so that it is tried again: it costs next to nothing.
    expect(second.embedded).toEqual(['…']);

    const edited = makeTask({ id: 5, instruction: 'Write about rain' });
    const page = await db.taskPages.get(pageOf(5));
    const tasks = (page?.tasks ?? []).map((task) => (task.id === 5 ? edited : task));
    await db.taskPages.put({ page: pageOf(5), tasks });
    const channel = new BroadcastChannel(projectChannel(id));
    channel.postMessage({ kind: 'tasks-changed', version: 1, pages: [pageOf(5)] });
    await vi.waitFor(() => expect(second.embedded).toEqual(['…', 'Write about rain']), 5_000);
    channel.close();
    await settled(after);
    const hits = valueOf(await after.search('snow', 10)).neighbours;
    expect(hits.every(({ score }) => score < 0.5)).toBe(true);
  });

  test('pauses, and stays paused over a reload until it is resumed', async () => {
    const many = Array.from({ length: 700 }, (_, n) => `Write poem ${n}`);
    const { id } = await openProject(many);
    const model = new WordModel(axes);
    let open: () => void = () => undefined;
    model.gate = new Promise((resolve) => (open = resolve));
    const service = await openService(id);
    await service.useModel(model.loaded, [model.openPort()], 'int8');
    await service.pause();
    open();
    const paused = await vi.waitFor(async () => {
      const progress = await service.progress();
      expect(progress).toMatchObject({ state: 'paused', embedded: 256 });
      return progress;
    }, 10_000);
    expect(paused?.texts).toBe(700);
    service.close();

    const again = await openService(id);
    await again.useModel(model.loaded, [model.openPort()], 'int8');
    expect(await settled(again)).toMatchObject({ state: 'paused', embedded: 256 });
    await again.resume();
    expect(await settled(again)).toMatchObject({ state: 'done', embedded: 700 });
    expect(new Set(model.embedded).size).toBe(model.embedded.length);
  });

  test('says what failed, and goes on when asked to', async () => {
    const { id } = await openProject();
    const model = new WordModel(axes);
    model.failure = { kind: 'out-of-memory', message: 'No memory.' };
    const service = await openService(id);
    await service.useModel(model.loaded, [model.openPort()], 'int8');
    expect(await settled(service)).toMatchObject({
      state: 'failed',
      failure: { kind: 'out-of-memory' },
    });
    model.failure = null;
    await service.resume();
    expect(await settled(service)).toMatchObject({ state: 'done', embedded: 6 });
  });

  test('never mixes vectors of another size, and can let stored ones go', async () => {
    const { id } = await openProject();
    const model = new WordModel(axes);
    const service = await openService(id);
    await service.useModel(model.loaded, [model.openPort()], 'int8');
    await settled(service);
    const other = { ...new WordModel(axes.slice(0, 3)).loaded, space: model.loaded.space };
    await service.useModel(other, [model.openPort()], 'int8');
    expect(await settled(service)).toMatchObject({
      state: 'failed',
      embedded: 0,
      failure: { kind: 'other-dimension' },
    });
    expect(await service.storedSpaces(id)).toMatchObject([{ space: 'words 6', vectors: 5 }]);
    await service.removeSpace(id, 'words 6', 'int8');
    expect(await service.storedSpaces(id)).toEqual([]);
  });

  test('keeps with the vectors what rounding cost, and says so where it is not known', async () => {
    const { db, id } = await openProject();
    const model = new WordModel(axes);
    for (const sitting of ['first', 'second']) {
      const service = await openService(id);
      await service.useModel(model.loaded, [model.openPort()], 'int8');
      await settled(service);
      const [stored] = await service.storedSpaces(id);
      expect(stored, sitting).toMatchObject({ precision: 'int8', vectors: 5 });
      expect(stored?.packing?.most).toBeGreaterThan(0);
      expect(stored?.packing?.most).toBeLessThan(0.01);
      expect(stored?.packing?.mean).toBeGreaterThan(0);
      expect(stored?.packing?.mean).toBeLessThan(stored?.packing?.most ?? 0);
      service.close();
    }
    // As packs were before the cost was kept.
    const [pack] = await db.vectors.toArray();
    if (pack === undefined) throw new Error('nothing is stored');
    const { packing: _, ...before } = pack;
    await db.vectors.put(before);
    const service = await openService(id);
    expect((await service.storedSpaces(id))[0]).not.toHaveProperty('packing');
    await service.useModel(model.loaded, [model.openPort()], 'int8');
    expect(await settled(service)).toMatchObject({ state: 'done', embedded: 6 });
  });

  test('embeds again what is rounded where full precision is wanted, and never the other way', async () => {
    const { id } = await openProject();
    const model = new WordModel(axes);
    const counts: number[] = [];
    for (const precision of ['int8', 'float32', 'float32', 'int8'] as const) {
      const service = await openService(id);
      await service.useModel(model.loaded, [model.openPort()], precision);
      await settled(service);
      counts.push(model.embedded.filter((text) => text !== '…').length);
      service.close();
    }
    expect(counts).toEqual([5, 10, 10, 10]);
    const service = await openService(id);
    const stored = await service.storedSpaces(id);
    expect(new Map(stored.map(({ precision, vectors }) => [precision, vectors]))).toEqual(
      new Map([
        ['int8', 5],
        ['float32', 5],
      ]),
    );
    await service.removeSpace(id, model.loaded.space, 'int8');
    expect(await service.storedSpaces(id)).toMatchObject([{ precision: 'float32', vectors: 5 }]);
  });

  test('remembers over a reload which texts were longer than the model reads', async () => {
    const { id } = await openProject(['Write a haiku about rain', `Sort ${'numbers '.repeat(9)}`]);
    const model = new WordModel(axes, 8);
    for (const sitting of ['first', 'second']) {
      const service = await openService(id);
      await service.useModel(model.loaded, [model.openPort()], 'int8');
      expect(await settled(service), sitting).toMatchObject({ truncated: 1, embedded: 2 });
      expect(valueOf(await service.neighbours(2, 1)).isCut).toBe(true);
      expect(valueOf(await service.neighbours(1, 1)).isCut).toBe(false);
      expect(valueOf(await service.search('snow '.repeat(9), 1)).isCut).toBe(true);
      service.close();
    }
    expect(model.embedded.filter((text) => text.startsWith('Sort'))).toHaveLength(1);
  });

  test('pairs members of one meaning, and calibrates', async () => {
    const { id } = await openProject([...texts, 'Sort these numbers']);
    const service = await openService(id);
    const model = new WordModel(axes);
    await service.useModel(model.loaded, [model.openPort()], 'float32');
    await settled(service);
    const shares: number[] = [];
    const pairs = valueOf(await service.pairs(0.99, 10, (share) => shares.push(share)));
    expect([...pairs.first, ...pairs.second, pairs.found]).toEqual([1, 2, 1]);
    expect(pairs.scores[0]).toBeCloseTo(1, 5);
    expect(shares.at(-1)).toBe(1);
    const counted = valueOf(await service.pairs(0, 0, () => undefined));
    expect(counted.first).toHaveLength(0);
    expect(counted.found).toBeGreaterThan(1);
    const { members, examples } = valueOf(await service.calibrate([1]));
    expect(members).toBe(5);
    expect(examples[0]?.pairs.map(({ first, second }) => [first, second])).toContainEqual([1, 2]);
  });
});

test('without a model, words are what is compared, and it is named lexical', async () => {
  const { id } = await openProject();
  const service = await openService(id);
  expect(await service.search('rain', 1)).toMatchObject({ error: { kind: 'no-space' } });
  await service.useLexical();
  expect(await settled(service)).toMatchObject({ kind: 'lexical', state: 'done', embedded: 6 });
  expect(valueOf(await service.search('a haiku about the rain', 1)).neighbours[0]?.id).toBe(1);
  const table = valueOf(await service.neighbourTable(10, 2, 1, () => undefined));
  expect(table.total).toBe(4);
  expect(table.ids.toSorted()).toEqual([1, 2, 3, 5]);
  expect(table.neighbours).toHaveLength(4 * table.k);
  for (const [at, place] of table.neighbours.entries()) {
    expect(place).not.toBe(Math.floor(at / table.k));
  }
  expect(table.groups.reduce((sum, { size }) => sum + size, 0)).toBe(4);
  expect(await service.storedSpaces(id)).toEqual([]);
});
