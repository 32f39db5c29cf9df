import type { ProjectId } from '#core/model/ids.ts';
import { LineSplitter } from '#core/formats/line-splitter.ts';
import type { Piece } from '#core/formats/piece.ts';
import {
  createHalfMadeProject,
  purgeHalfMade,
  purgeProject,
  revealProject,
} from '#data/catalogue-db.ts';
import { FilesError, stopIfCancelled } from '#data/formats/files-error.ts';
import type { ReadWatch } from '#data/formats/read-bytes.ts';
import { readText } from '#data/formats/read-text.ts';
import { BackupReader } from './read-backup.ts';
import { RestoredProject } from './restored-project.ts';

/** How a restore is watched and stopped. */
export interface RestoreWatch extends ReadWatch {
  /** Called with the rows that were written since the last call. */
  readonly onRows: (rows: number) => void;
}

/** Packed rows are split at 4 million characters, and one item may be far longer than that. */
const longestLine = 128 * 1024 * 1024;
/** A restore that is older than this has died. */
const oneDayMs = 24 * 60 * 60 * 1000;

/**
 * Makes a new project from a backup, whole or not at all, and returns its id. Throws a `FilesError`
 * where the file is no backup, newer than this program, damaged, or on cancel.
 */
export async function restoreBackup(file: Blob, watch: RestoreWatch): Promise<ProjectId> {
  await purgeHalfMade(oneDayMs);
  const reader = new BackupReader();
  let project: RestoredProject | null = null;
  try {
    for await (const line of linesOf(file, watch)) {
      const rows = reader.take(line);
      if (reader.header !== null) project ??= await begin(reader.header.name, reader.header.schema);
      for (const row of rows) await project?.add(row);
      watch.onRows(rows.length);
    }
    reader.end();
    if (project === null) throw new FilesError({ kind: 'storage', message: 'Nothing to restore.' });
    const counts = await project.finish();
    stopIfCancelled(watch.signal);
    await revealProject(project.id, counts);
    return project.id;
  } catch (error) {
    if (project !== null) {
      project.close();
      await purgeProject(project.id);
    }
    throw error;
  }
}

async function begin(name: string, schema: number): Promise<RestoredProject> {
  return new RestoredProject(await createHalfMadeProject(name), schema);
}

async function* linesOf(file: Blob, watch: ReadWatch): AsyncGenerator<string> {
  const splitter = new LineSplitter(longestLine);
  for await (const text of readText(file, watch)) yield* textsOf(splitter.push(text));
  yield* textsOf(splitter.end());
}

function* textsOf(pieces: readonly Piece[]): Generator<string> {
  for (const piece of pieces) {
    if (piece.kind === 'refused') {
      throw new FilesError({ kind: 'too-large', message: `Line ${piece.line}: ${piece.reason}` });
    }
    yield piece.text;
  }
}
