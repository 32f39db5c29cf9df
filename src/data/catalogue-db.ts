import Dexie, { type EntityTable, type InsertType } from 'dexie';
import type { ProjectId } from '#core/model/ids.ts';
import type { PoolCounts, ProjectSummary } from '#core/model/project.ts';
import { purgeDrafts } from './draft-repository.ts';
import { ProjectDb } from './project-db.ts';

interface Setting {
  readonly key: string;
  readonly value: unknown;
}

interface ProjectRow extends ProjectSummary {
  /** Set while a restore fills the project: no list shows it, and a crash leaves it for the sweep. */
  readonly isHalfMade?: true;
}

type CatalogueDb = Dexie & {
  projects: EntityTable<ProjectRow, 'id'>;
  settings: EntityTable<Setting, 'key'>;
};

let opened: CatalogueDb | undefined;

/** The small database that lists the projects; every project has a database of its own. */
function catalogue(): CatalogueDb {
  if (opened === undefined) {
    const db = new Dexie('seedbed', { chromeTransactionDurability: 'strict' });
    db.version(1).stores({ projects: '++id, changedAt', settings: 'key' });
    opened = db as CatalogueDb;
  }
  return opened;
}

const noTasks: PoolCounts = { seeds: 0, machine: 0, imported: 0, rejected: 0, complete: 0 };

/** All projects that are not deleted, the last changed first. */
export async function listProjects(): Promise<ProjectSummary[]> {
  const all = await catalogue().projects.orderBy('changedAt').reverse().toArray();
  return all.filter((project) => project.deletedAt === undefined && !project.isHalfMade);
}

/** One project's summary, or undefined where there is none or it was deleted. */
export async function readProject(id: ProjectId): Promise<ProjectSummary | undefined> {
  const project = await catalogue().projects.get(id);
  return project?.deletedAt === undefined && !project?.isHalfMade ? project : undefined;
}

/** Makes an empty project and returns its id; ids are never used again. */
export async function createProject(name: string): Promise<ProjectId> {
  return catalogue().projects.add(newRow(name));
}

/** Makes a project that shows up nowhere until `revealProject`, so that a restore is whole or not. */
export async function createHalfMadeProject(name: string): Promise<ProjectId> {
  return catalogue().projects.add({ ...newRow(name), isHalfMade: true });
}

/** Shows a project that `createHalfMadeProject` made, now that it is whole. */
export async function revealProject(id: ProjectId, counts: PoolCounts): Promise<void> {
  await catalogue()
    .projects.where(':id')
    .equals(id)
    .modify((project) => {
      delete (project as { isHalfMade?: true }).isHalfMade;
      Object.assign(project, { counts, changedAt: Date.now() });
    });
}

/** Purges what restores left half-made when they died, if it is older than `leastAgeMs`. */
export async function purgeHalfMade(leastAgeMs: number): Promise<void> {
  const youngest = Date.now() - leastAgeMs;
  const rows = await catalogue().projects.toArray();
  for (const { id, isHalfMade, createdAt } of rows) {
    if (isHalfMade === true && createdAt < youngest) await purgeProject(id);
  }
}

function newRow(name: string): InsertType<ProjectRow, 'id'> {
  const now = Date.now();
  return { name, createdAt: now, changedAt: now, counts: noTasks };
}

/** Gives a project another name; does nothing where it is gone. */
export async function renameProject(id: ProjectId, name: string): Promise<void> {
  await catalogue().projects.update(id, { name, changedAt: Date.now() });
}

/** Brings the counts on a project's card up to date. */
export async function noteCounts(id: ProjectId, counts: PoolCounts): Promise<void> {
  await catalogue().projects.update(id, { counts, changedAt: Date.now() });
}

/** Hides a project; its data stay until `purgeProject`, so that deleting can be undone. */
export async function markDeleted(id: ProjectId): Promise<void> {
  await catalogue().projects.update(id, { deletedAt: Date.now() });
}

/** Takes `markDeleted` back. */
export async function restoreDeleted(id: ProjectId): Promise<void> {
  await catalogue()
    .projects.where(':id')
    .equals(id)
    .modify((project) => {
      delete (project as { deletedAt?: number }).deletedAt;
    });
}

/** Every project that was deleted and can still be brought back. */
export async function listDeleted(): Promise<ProjectSummary[]> {
  const all = await catalogue().projects.toArray();
  return all.filter((project) => project.deletedAt !== undefined);
}

/** Deletes a project's database for good: the one thing that undo does not reach. */
export async function purgeProject(id: ProjectId): Promise<void> {
  await Dexie.delete(ProjectDb.nameOf(id));
  await purgeDrafts(id);
  await catalogue().projects.delete(id);
}

/** A stored setting, or undefined; the caller checks its shape. */
export async function readSetting(key: string): Promise<unknown> {
  return (await catalogue().settings.get(key))?.value;
}

/** Stores a setting. Never for a model provider's key in clear. */
export async function writeSetting(key: string, value: unknown): Promise<void> {
  await catalogue().settings.put({ key, value });
}

/** The names of stored settings that begin so, in order. */
export async function listSettings(prefix: string): Promise<string[]> {
  return catalogue().settings.where('key').startsWith(prefix).primaryKeys();
}

/** Removes a setting; does nothing where there is none. */
export async function removeSetting(key: string): Promise<void> {
  await catalogue().settings.delete(key);
}

/** Closes the catalogue, so that tests can start afresh. */
export function closeCatalogue(): void {
  opened?.close();
  opened = undefined;
}
