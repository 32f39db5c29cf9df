import Dexie from 'dexie';
import { afterEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '#core/model/log.ts';
import { migrations } from '#data/migrations.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { testSeeds } from '#tests/support/memory-project.ts';

const id = 71;

afterEach(() => Dexie.delete(ProjectDb.nameOf(id)));

const entry: LogEntry = {
  kind: 'seeds-added',
  seeds: testSeeds,
  firstId: 1,
  seq: 1,
  at: 1_700_000_000_000,
};

async function writeVersion1(): Promise<void> {
  const db = new Dexie(ProjectDb.nameOf(id));
  const [first] = migrations;
  db.version(1).stores(first?.stores ?? {});
  await db.table('log').add(entry);
  await db.table('texts').add({ hash: 'h', text: 'Come up with tasks' });
  await db.table('meta').add({ key: 'writer', value: 4 });
  db.close();
}

describe('a project of the first version', () => {
  it('opens whole, and can keep guard sets then', async () => {
    await writeVersion1();
    const db = new ProjectDb(id);
    const repository = new ProjectRepository(db);
    expect(await repository.log()).toEqual([entry]);
    expect(await repository.text('h')).toBe('Come up with tasks');
    expect(await repository.guardSets()).toEqual([]);
    await repository.becomeWriter();
    const set = {
      id: 'g',
      name: 'eval.txt',
      rows: [{ instruction: 'Name a tree', instances: [] }],
    };
    await repository.addGuardSet(set);
    expect(await repository.guardSets()).toEqual([set]);
    expect(db.verno).toBe(migrations.at(-1)?.version);
    db.close();
  });
});
