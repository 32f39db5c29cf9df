import Dexie from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { createProject, purgeProject } from '#data/catalogue-db.ts';
import { leftOutTables } from '#data/backup/backup-format.ts';
import { restoreBackup } from '#data/backup/restore-backup.ts';
import { writeBackup } from '#data/backup/write-backup.ts';
import { ProjectDb } from '#data/project-db.ts';
import { calls, machine, run } from '#tests/data/export/example-project.ts';
import { testConnection } from '#tests/support/memory-project.ts';

const opened: ProjectDb[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const watch = {
  signal: new AbortController().signal,
  onRows: () => undefined,
  onRead: () => undefined,
};

const basis = { instruction: 'a', instances: 'b' };
const item = { taskId: 1, instance: 0, instruction: 'Name a bird.', input: '', output: 'Wren' };

/** A row of each table of the schema: a new table has none, which fails the first test. */
const examples: Readonly<Record<string, object>> = {
  log: { seq: 1, at: 1, kind: 'run-started', runId: 1 },
  requests: calls.requests[0] ?? {},
  attempts: calls.attempts[0] ?? {},
  taskPages: { page: 0, tasks: [{ ...machine, id: 1 }] },
  runs: run,
  texts: { hash: 'h', text: 'Come up with tasks:' },
  imports: { importId: 'a', chunk: 0, rows: [] },
  vectors: { model: 'm', textHash: 'h', numbers: new Float32Array([0.5, -1]) },
  evaluations: { id: 1 },
  responses: { id: 1, evaluationId: 1 },
  ratings: { id: 1, responseId: 1 },
  guards: { id: 'g', name: 'eval.jsonl', rows: [] },
  errands: {
    ...{ id: 1, kind: 'judge', template: '', guidance: '', todo: [], seed: 1, state: 'done' },
    ...{ connection: testConnection, counts: { bad: {} }, calls: {} },
  },
  errandRequests: {
    ...{ id: 1, errandId: 1, step: 'judge', taskId: 1, basis, promptTail: '', decoding: {} },
  },
  errandAttempts: {
    id: 1,
    requestId: 1,
    outcome: { kind: 'reply', text: '', finishReason: 'stop' },
  },
  errandPages: { errandId: 1, page: 0, kind: 'judge', results: [] },
  settings: { key: 'suspicions', value: { off: [] } },
  qualityReviews: {
    ...{ id: 'q', seed: 1, pool: 1, startedAt: 1, isDrawnHere: true, items: [item, item] },
  },
  qualityAnswers: {
    ...{ reviewId: 'q', reviewer: 'Ada', place: 0 },
    states: [{ answers: { task: true }, note: '\u202eא', at: 1 }],
  },
};

async function fullProject(): Promise<ProjectDb> {
  const db = new ProjectDb(await createProject('Full'));
  opened.push(db);
  for (const [table, row] of Object.entries(examples)) await db.table(table).add(row);
  return db;
}

async function contentOf(db: Dexie): Promise<Record<string, unknown>> {
  const rows: Record<string, unknown> = {};
  for (const { name } of db.tables) {
    if (!leftOutTables.has(name)) rows[name] = await db.table(name).toArray();
  }
  return rows;
}

test('a backup holds every table of the schema, and a restore brings each of them back', async () => {
  const db = await fullProject();
  const kept = db.tables.map(({ name }) => name).filter((name) => !leftOutTables.has(name));
  expect(Object.keys(examples).sort(), 'tables with an example').toEqual(kept.sort());
  const { file } = await writeBackup(db, 'Full', 1, watch);
  const restored = new ProjectDb(await restoreBackup(file, watch));
  opened.push(restored);
  expect(await contentOf(restored)).toEqual(await contentOf(db));
});

test.each([
  ['qualityReviews', { ...examples['qualityReviews'], items: [{ ...item, output: 3 }] }],
  ['qualityAnswers', { ...examples['qualityAnswers'], states: [] }],
  ['qualityAnswers', { ...examples['qualityAnswers'], place: -1 }],
])('a malformed row of %s is refused', async (table, row) => {
  const db = await fullProject();
  await db.table(table).clear();
  await db.table(table).add(row);
  const { file } = await writeBackup(db, 'Full', 1, watch);
  await expect(restoreBackup(file, watch)).rejects.toMatchObject({
    failure: { message: expect.stringContaining(`a row of “${table}” is malformed`) as string },
  });
});

test('deleting a project for good leaves none of its tables', async () => {
  const db = await fullProject();
  const name = ProjectDb.nameOf(db.projectId);
  db.close();
  await purgeProject(db.projectId);
  expect(await Dexie.getDatabaseNames()).not.toContain(name);
});
