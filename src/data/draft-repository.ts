import Dexie, { type Table } from 'dexie';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { TaskText } from '#core/model/task-text.ts';

/** An edit that somebody typed and that is not saved yet. */
export interface DraftRow {
  readonly projectId: ProjectId;
  /**
   * Who holds it: a tab's name, and after a blank one that no other editor has, so that no editor
   * writes over what another left. A tab that is gone needs it no more.
   */
  readonly tab: string;
  readonly taskId: TaskId;
  /** When it was typed last, in milliseconds since 1970. */
  readonly at: number;
  /** The text that the task had when that tab last looked. */
  readonly seen: TaskText;
  readonly text: TaskText;
  /** Fields that were changed elsewhere, too, with nobody having chosen yet. */
  readonly conflicts: readonly (keyof TaskText)[];
}

/** What tells a kept draft from all others. */
export type DraftPlace = Pick<DraftRow, 'projectId' | 'tab' | 'taskId'>;

type DraftKey = [ProjectId, string, TaskId];
type DraftDb = Dexie & { drafts: Table<DraftRow, DraftKey> };

const databaseName = 'seedbed-drafts';

let opened: DraftDb | undefined;

/**
 * A database of their own: a tab that only follows may type, too, and only a project's one writer
 * may write into the project's.
 */
function draftDb(): DraftDb {
  if (opened === undefined) {
    const db = new Dexie(databaseName);
    db.version(1).stores({ drafts: '[projectId+tab+taskId], projectId' });
    opened = db as DraftDb;
  }
  return opened;
}

/** The name of the tab that holds a draft. */
export const tabOf = ({ tab }: Pick<DraftRow, 'tab'>): string => tab.split(' ')[0] ?? tab;

/** Keeps a draft in place of what the same editor kept before; throws when storage fails. */
export async function keepDraft(row: DraftRow): Promise<void> {
  await draftDb().drafts.put(row);
}

/** Forgets a draft: it is saved, or was thrown away. */
export async function dropDraft({ projectId, tab, taskId }: DraftPlace): Promise<void> {
  await draftDb().drafts.delete([projectId, tab, taskId]);
}

/** The drafts of a project, of all tabs, the oldest first. */
export async function draftsOf(projectId: ProjectId): Promise<DraftRow[]> {
  return draftDb().drafts.where('projectId').equals(projectId).sortBy('at');
}

/** Makes a draft of a tab that is gone one of this tab's: exactly one tab gets it. Null where another did. */
export async function adoptDraft(row: DraftRow, tab: string): Promise<DraftRow | null> {
  const db = draftDb();
  const adopted: DraftRow = { ...row, tab: `${tab} ${row.tab.split(' ').at(-1) ?? row.tab}` };
  const from: DraftKey = [row.projectId, row.tab, row.taskId];
  return db.transaction('rw', db.drafts, async () => {
    if ((await db.drafts.get(from)) === undefined) return null;
    await db.drafts.delete(from);
    await db.drafts.put(adopted);
    return adopted;
  });
}

/** Forgets all drafts of a project. */
export async function purgeDrafts(projectId: ProjectId): Promise<void> {
  // Where nobody ever typed there is no database, and none is made for this.
  if (!(await Dexie.exists(databaseName))) return;
  await draftDb().drafts.where('projectId').equals(projectId).delete();
}
