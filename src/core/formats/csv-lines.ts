import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';

/** The first line of a CSV file of tasks. */
export const csvHeader = 'instruction,input,output,is_classification';

/** Stands at the file's start: without it some spreadsheets take UTF-8 for another encoding. */
export const csvMark = '\uFEFF';

/**
 * Lines of a CSV file: one an instance, with line breaks and quotes as they are, in quotes. A task of
 * which nobody told the type has none there.
 */
export function csvLines(task: Task): string[] {
  const instruction = effectiveInstruction(task);
  const type = effectiveType(task)?.toString() ?? '';
  return effectiveInstances(task).map(({ input, output }) =>
    [instruction, input, output, type].map(csvField).join(','),
  );
}

/** A field that begins or ends with a blank is quoted too: some programs would trim it. */
const csvField = (text: string): string =>
  /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
