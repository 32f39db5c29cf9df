import { gunzipSync, gzipSync } from 'node:zlib';
import Dexie from 'dexie';
import { afterEach, describe, expect, test } from 'vitest';
import type { LogEntry } from '#core/model/log.ts';
import type { Run } from '#core/model/run.ts';
import { createProject, listDeleted, listProjects, readProject } from '#data/catalogue-db.ts';
import { LineHash } from '#data/backup/line-hash.ts';
import { restoreBackup } from '#data/backup/restore-backup.ts';
import { writeBackup } from '#data/backup/write-backup.ts';
import { ProjectDb } from '#data/project-db.ts';
import { calls, imported, left, machine, run, seed } from '#tests/data/export/example-project.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';

const opened: ProjectDb[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const watch = (signal = new AbortController().signal) => ({
  signal,
  onRows: () => undefined,
  onRead: () => undefined,
});

const now = Date.UTC(2025, 0, 31);
const backUp = (db: ProjectDb, name = 'Test'): Promise<{ file: Blob; fileName: string }> =>
  writeBackup(db, name, now, watch());

const log: LogEntry[] = [
  { seq: 1, at: 1, kind: 'seeds-added', seeds: [], firstId: 1 },
  { seq: 2, at: 2, kind: 'run-started', runId: 1 },
  { seq: 3, at: 3, kind: 'imported', importId: 'a', source: 'f', rows: 2, firstId: 3 },
  {
    ...{ seq: 4, at: 4, kind: 'marked', ids: [3], label: 'Tagged task 3' },
    ...{ change: { addTags: ['a\u0000b'], rating: null }, before: [{ tags: ['x'] }] },
  },
];

const oddTexts = ['\ud800', 'a\udc00b\u0000', '\u202eשלום', '\r\n\u2028\u0085', '{"$binary":"x"}'];

/** A project with something in every table, odd texts and long ones included. */
async function fullProject(): Promise<ProjectDb> {
  const odd = oddTexts.map((text, index) =>
    makeTask({ id: 7 + index, instruction: text, instances: [{ input: text, output: text }] }),
  );
  const many = Array.from({ length: 600 }, (_, index) =>
    makeTask({ id: 12 + index, instruction: `Do ${index}.` }),
  );
  const tasks = [seed, machine, imported, ...left, ...odd, ...many];
  const db = await storeProject(tasks, { ...calls, entries: log });
  opened.push(db);
  const rows = [imported, seed].map(({ instruction, instances, isClassification }) => ({
    instruction,
    instances,
    isClassification,
  }));
  await db.imports.bulkAdd([
    { importId: 'a', chunk: 0, rows },
    { importId: 'a', chunk: 1, rows: [] },
  ]);
  await db.guards.add({ id: 'g', name: 'eval.jsonl', rows });
  const vector = { model: 'm', textHash: 'h', values: new Float32Array([0.5, -1, 3e-8]) };
  await db.table('vectors').add(vector);
  return db;
}

async function contentOf(db: Dexie): Promise<Record<string, unknown>> {
  const tables = db.tables.filter(({ name }) => name !== 'meta');
  const rows = await Promise.all(tables.map((table) => table.orderBy(':id').toArray()));
  return Object.fromEntries(tables.map(({ name }, index) => [name, rows[index]]));
}

async function linesOf(file: Blob): Promise<string[]> {
  return gunzipSync(await file.bytes())
    .toString('utf8')
    .trimEnd()
    .split('\n');
}

const fileOf = (lines: readonly string[]): Blob => new Blob([gzipSync(`${lines.join('\n')}\n`)]);

/** Lines as somebody else might write them, with a trailer that fits. */
function sealed(lines: readonly string[], rows: Record<string, number>): Blob {
  const hash = new LineHash();
  for (const line of lines) hash.add(line);
  const trailer = { end: 'seedbed-backup', rows, hash: hash.value };
  return fileOf([...lines, JSON.stringify(trailer)]);
}

const databases = async (): Promise<string[]> => (await Dexie.getDatabaseNames()).toSorted();

describe('a backup', () => {
  test('comes back the same, as another project', async () => {
    const db = await fullProject();
    const { file, fileName } = await backUp(db, 'Größe & 你好 / 2');
    expect(fileName).toBe('seedbed-größe-你好-2-2025-01-31.jsonl.gz');
    const id = await restoreBackup(file, watch());
    expect(id).not.toBe(db.projectId);
    const restored = new ProjectDb(id);
    opened.push(restored);
    expect(await contentOf(restored)).toEqual(await contentOf(db));
    expect(await readProject(id)).toMatchObject({
      name: 'Größe & 你好 / 2',
      counts: { seeds: 1, machine: 607, imported: 1, rejected: 2, complete: 7 },
    });
  });

  test('of an empty project comes back', async () => {
    const db = new ProjectDb(await createProject('Empty'));
    opened.push(db);
    const id = await restoreBackup((await backUp(db)).file, watch());
    expect(await readProject(id)).toMatchObject({ counts: { seeds: 0, machine: 0 } });
  });

  test('splits packed rows, so that no line holds hundreds of long texts', async () => {
    const long = 'x'.repeat(1024 * 1024);
    const tasks = Array.from({ length: 12 }, (_, index) =>
      makeTask({ id: index + 1, instruction: `${index} ${long}` }),
    );
    const db = await storeProject(tasks);
    opened.push(db);
    const { file } = await backUp(db);
    const lines = await linesOf(file);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(5 * 1024 * 1024);
    const restored = new ProjectDb(await restoreBackup(file, watch()));
    opened.push(restored);
    expect(await contentOf(restored)).toEqual(await contentOf(db));
  });

  test('holds no key, wherever it was put', async () => {
    const key = 'sk-planted-0123456789';
    const connection = {
      ...run.connection,
      apiKey: key,
      headers: { authorization: `Bearer ${key}` },
      baseUrl: `https://user:${key}@host.example/v1?api-version=2&api_key=${key}&token=${key}`,
    };
    const db = await storeProject([seed], { run: { ...run, connection } });
    opened.push(db);
    const lines = await linesOf((await backUp(db)).file);
    expect(lines.join('\n')).not.toContain('planted');
    expect(lines.join('\n')).toContain('https://host.example/v1?api-version=2');
  });

  test('of a run under way comes back paused', async () => {
    const running: Run = { ...run, state: 'running' };
    const db = await storeProject([seed], { run: running });
    opened.push(db);
    const restored = new ProjectDb(await restoreBackup((await backUp(db)).file, watch()));
    opened.push(restored);
    expect(await restored.runs.toArray()).toEqual([{ ...running, state: 'paused' }]);
  });

  test('that is cancelled stops', async () => {
    const db = await fullProject();
    const controller = new AbortController();
    controller.abort();
    const written = writeBackup(db, 'n', now, watch(controller.signal));
    await expect(written).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
  });
});

describe('what is not restored leaves nothing behind', () => {
  const header = (more: object = {}): string =>
    JSON.stringify({
      ...{ format: 'seedbed-backup', version: 1, schema: 1, name: 'n', createdAt: '', rows: {} },
      ...more,
    });

  async function refused(file: Blob, kind: string, message: RegExp): Promise<void> {
    const before = [await listProjects(), await listDeleted(), await databases()];
    await expect(restoreBackup(file, watch())).rejects.toMatchObject({
      failure: { kind, message: expect.stringMatching(message) as string },
    });
    expect([await listProjects(), await listDeleted(), await databases()]).toEqual(before);
  }

  test('cut off at any place', async () => {
    const db = await fullProject();
    const lines = await linesOf((await backUp(db)).file);
    for (const keep of [2, 5, lines.length - 1]) {
      await refused(fileOf(lines.slice(0, keep)), 'unreadable', /damaged or cut off/u);
    }
    const { file } = await backUp(db);
    await refused(file.slice(0, Math.floor(file.size / 2)), 'unreadable', /damaged or cut off/u);
  });

  test('changed, repeated or lost lines', async () => {
    const db = await fullProject();
    const lines = await linesOf((await backUp(db)).file);
    const changed = lines.map((line) => line.replace('Name a bird.', 'Name a cat..'));
    await refused(fileOf(changed), 'unreadable', /not those that were written/u);
    await refused(fileOf(lines.toSpliced(3, 1)), 'unreadable', /not those that were written/u);
    await refused(fileOf(lines.toSpliced(3, 0, lines[3] ?? '')), 'unreadable', /damaged/u);
    await refused(fileOf([...lines, '["log",{}]']), 'unreadable', /after its end/u);
  });

  test('a newer form or schema', async () => {
    await refused(fileOf([header({ version: 2 })]), 'unknown-format', /newer version/u);
    await refused(fileOf([header({ schema: 99 })]), 'unknown-format', /newer version/u);
  });

  test('something else', async () => {
    await refused(fileOf(['{"instruction":"a"}']), 'unknown-format', /no backup/u);
    await refused(new Blob(['']), 'unknown-format', /no backup/u);
    await refused(new Blob(['<html>']), 'unreadable', /valid JSON/u);
  });

  test.each([
    ['log', { seq: 0, at: 1, kind: 'x' }],
    ['runs', { id: 1 }],
    ['attempts', { id: 1, requestId: 1, outcome: { kind: 'reply' } }],
    ['taskPages', { page: 0, tasks: [{ id: 1, instruction: 5 }] }],
    ['taskPages', { page: 0 }],
    ['taskPages', { page: 0, tasks: [makeTask({ id: 2, instruction: 'no first' })] }],
    ['meta', { key: 'writer', value: 7 }],
    ['nowhere', { id: 1 }],
    ['__proto__', { id: 1 }],
  ])('a row of %s that can not be one: %j', async (table, row) => {
    const rows = Object.fromEntries([[table, 1]]);
    const lines = [header({ rows }), JSON.stringify([table, row])];
    await refused(sealed(lines, rows), 'unreadable', /damaged/u);
  });

  test('the same row twice', async () => {
    const rows = { texts: 2 };
    const row = JSON.stringify(['texts', { hash: 'a', text: 'b' }]);
    await refused(sealed([header({ rows }), row, row], rows), 'unreadable', /twice/u);
  });

  test('cancelled half-way', async () => {
    const db = await fullProject();
    const { file } = await backUp(db);
    const before = [await listProjects(), await databases()];
    const controller = new AbortController();
    const onRows = (rows: number): void => {
      if (rows > 0) controller.abort();
    };
    const restored = restoreBackup(file, { ...watch(controller.signal), onRows });
    await expect(restored).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
    expect([await listProjects(), await databases()]).toEqual(before);
  });
});
