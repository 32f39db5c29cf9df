import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';

/** The first line of a CSV file of tasks. */
export const csvHeader = 'instruction,input,output';

/** Lines of a CSV file: one an instance, with line breaks and quotes as they are, in quotes. */
export function csvLines(task: Task): string[] {
  const instruction = effectiveInstruction(task);
  return effectiveInstances(task).map(({ input, output }) =>
    [instruction, input, output].map(csvField).join(','),
  );
}

/** A field that begins or ends with a blank is quoted too: some programs would trim it. */
const csvField = (text: string): string =>
  /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
