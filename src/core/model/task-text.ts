import { effectiveInstances, effectiveInstruction, effectiveType } from './effective-task.ts';
import type { Instance, Task } from './task.ts';

/** What people can edit of a task. */
export interface TaskText {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification: boolean | null;
}

/** A task's text as it now stands, edits of people included. */
export function textOf(task: Task): TaskText {
  return {
    instruction: effectiveInstruction(task),
    instances: effectiveInstances(task),
    isClassification: effectiveType(task),
  };
}

/** True where both hold the same pairs in the same order. */
export function hasSameInstances(a: readonly Instance[], b: readonly Instance[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ input, output }, i) => input === b[i]?.input && output === b[i].output)
  );
}

/** True where nothing that people can edit differs. */
export function isSameText(a: TaskText, b: TaskText): boolean {
  return (
    a.instruction === b.instruction &&
    a.isClassification === b.isClassification &&
    hasSameInstances(a.instances, b.instances)
  );
}
