import type { FilesFailure, GuardFile } from '#core/contracts/files-api.ts';
import { separatorOf } from '#core/formats/csv-splitter.ts';
import { sizeOf } from '#core/formats/join-rows.ts';
import { LineSplitter } from '#core/formats/line-splitter.ts';
import type { GuardTask } from '#core/model/guard.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { failureOf, FilesError } from '#data/formats/files-error.ts';
import type { ReadWatch } from '#data/formats/read-bytes.ts';
import { readText } from '#data/formats/read-text.ts';
import { readTasks } from './read-tasks.ts';

/** A guard set is held in memory while a run goes on; whole training sets are not meant. */
const mostTasks = 100_000;
const mostCharacters = 32 * 1024 * 1024;

/** Reads the tasks to keep away from: any form of tasks that is known, or text, a task a line. */
export async function readGuard(
  file: Blob,
  name: string,
  signal: AbortSignal,
): Promise<Result<GuardFile, FilesFailure>> {
  const watch = { signal, onRead: () => undefined };
  try {
    return (await holdsRows(file, watch))
      ? await readRows(file, name, watch)
      : await readLines(file, watch);
  } catch (error) {
    return failure(failureOf(error));
  }
}

/** Whether a file is JSON, JSON Lines or CSV, by its start. */
async function holdsRows(file: Blob, watch: ReadWatch): Promise<boolean> {
  let head = '';
  for await (const text of readText(file, watch)) {
    head = (head + text).trimStart();
    if (head !== '') break;
  }
  return head.startsWith('{') || head.startsWith('[') || separatorOf(head) !== null;
}

async function readRows(
  file: Blob,
  name: string,
  watch: ReadWatch,
): Promise<Result<GuardFile, FilesFailure>> {
  const gathered = new Gathered();
  const report = await readTasks(file, name, watch, (tasks) => {
    for (const task of tasks) {
      gathered.add({ instruction: task.instruction, instances: task.instances }, sizeOf(task));
    }
    return Promise.resolve();
  });
  return report.ok ? success({ rows: gathered.rows, refused: report.value.refused }) : report;
}

async function readLines(file: Blob, watch: ReadWatch): Promise<Result<GuardFile, FilesFailure>> {
  const gathered = new Gathered();
  const splitter = new LineSplitter();
  let refused = 0;
  const take = (pieces: ReturnType<LineSplitter['push']>): void => {
    for (const piece of pieces) {
      if (piece.kind === 'refused') refused += 1;
      else gathered.add({ instruction: piece.text.trim(), instances: [] }, piece.text.length);
    }
  };
  for await (const text of readText(file, watch)) take(splitter.push(text));
  take(splitter.end());
  if (gathered.rows.length > 0) return success({ rows: gathered.rows, refused });
  const message = 'The file holds no tasks.';
  return failure({ kind: 'nothing-usable', message, refusedLines: [] });
}

/** The rows so far; throws a `FilesError` when they become too many. */
class Gathered {
  readonly rows: GuardTask[] = [];
  #characters = 0;

  add(task: GuardTask, characters: number): void {
    this.rows.push(task);
    this.#characters += characters;
    if (this.rows.length <= mostTasks && this.#characters <= mostCharacters) return;
    const message = 'More than 100,000 tasks or 32 million characters: too much to keep away from.';
    throw new FilesError({ kind: 'too-large', message });
  }
}
