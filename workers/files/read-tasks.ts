import type { FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import type { Layout } from '#core/formats/layout.ts';
import { formatOf } from '#core/formats/row-forms.ts';
import type { RowTask } from '#core/formats/row-task.ts';
import { TaskReader } from '#core/formats/task-reader.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { ReadWatch } from '#data/formats/read-bytes.ts';
import { readPieces } from '#data/formats/read-pieces.ts';

/**
 * Reads a file's tasks and hands them to `take` as they come; the report says what was refused.
 * Throws a `FilesError` where the file can't be read on; fails where nothing in it is usable.
 */
export async function readTasks(
  file: Blob,
  name: string,
  watch: ReadWatch,
  take: (tasks: readonly RowTask[]) => Promise<void>,
): Promise<Result<ImportReport, FilesFailure>> {
  const reader = new TaskReader();
  let rows = 0;
  const deliver = async (tasks: readonly RowTask[]): Promise<void> => {
    rows += tasks.length;
    if (tasks.length > 0) await take(tasks);
  };
  const seen = { isCsv: false };
  const onLayout = (kind: Layout['kind']): void => void (seen.isCsv = kind === 'csv');
  for await (const pieces of readPieces(file, watch, onLayout)) await deliver(reader.push(pieces));
  await deliver(reader.end());
  if (reader.form === null || rows === 0) return failure(nothingUsable(reader));
  return success({
    format: seen.isCsv ? 'csv' : formatOf(reader.form, name),
    rows,
    refused: reader.refused,
    refusedLines: reader.refusedRows,
  });
}

function nothingUsable(reader: TaskReader): FilesFailure {
  const refusedLines = reader.refusedRows;
  if (reader.refused === 0) {
    return { kind: 'nothing-usable', message: 'The file holds no rows.', refusedLines };
  }
  if (reader.objects > 0 && reader.form === null) {
    const message =
      'No row has an “instruction”, so this is none of the known forms: seed tasks, the files of ' +
      'Self-Instruct, Alpaca, or CSV whose first row names its columns.';
    return { kind: 'unknown-format', message };
  }
  const message =
    reader.objects === 0
      ? 'This is not JSON, JSON Lines, or CSV with a column “instruction”: no row could be read.'
      : `All ${reader.refused} rows were refused.`;
  return { kind: 'nothing-usable', message, refusedLines };
}
