import { effectiveInstances, effectiveType } from '#core/model/effective-task.ts';
import type { Instance, Task } from '#core/model/task.ts';

/**
 * Writes a task's instances as a model would in step 3, so that the parsers read them back:
 * output first for classification, else input first. Texts that hold such labels themselves are
 * read differently; the form has no way to quote them.
 */
export function composeRawInstances(task: Task): string {
  const instances = effectiveInstances(task);
  if (effectiveType(task) === true) return instances.map(labelled).join('\n\n');
  const [only] = instances;
  if (instances.length === 1 && only !== undefined) return inputFirst(only);
  return instances.map((one, index) => `Example ${index + 1}\n${inputFirst(one)}`).join('\n\n');
}

const labelled = ({ input, output }: Instance): string =>
  input === '' ? `Class label: ${output}` : `Class label: ${output}\n${input}`;

const inputFirst = ({ input, output }: Instance): string =>
  input === '' ? `Output: ${output}` : `Input: ${input}\nOutput: ${output}`;
