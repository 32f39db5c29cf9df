import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { TaskBasis } from '#core/model/errand.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

/** Names the text of a task as it now stands. */
export function basisOf(task: Task): TaskBasis {
  return {
    instruction: hashOfText(effectiveInstruction(task)),
    instances: hashOfInstances(effectiveInstances(task)),
  };
}

/** Names a text; white space at its ends and the kind of its line ends do not count. */
export function hashOfText(text: string): string {
  return textHash(plain(text));
}

/** Names instances, as `hashOfText` does, whatever other members their objects have. */
export function hashOfInstances(instances: readonly Instance[]): string {
  return textHash(
    JSON.stringify(instances.map(({ input, output }) => [plain(input), plain(output)])),
  );
}

const plain = (text: string): string => stripWhiteSpace(text.replace(/\r\n?/g, '\n'));

/** Whether a task still reads as it did when the model was asked about it. */
export function isAsAsked(task: Task, basis: TaskBasis): boolean {
  const now = basisOf(task);
  return now.instruction === basis.instruction && now.instances === basis.instances;
}
