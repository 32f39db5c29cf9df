import type { TaskId } from './ids.ts';
import type { Instance, Rejection, Task, TaskStatus } from './task.ts';

/** A task's status after a person's verdict, which wins over the machine's. */
export function effectiveStatus(task: Task): TaskStatus {
  return task.human?.verdict ?? task.status;
}

/** The instruction as it now stands: a person's edit if there is one. */
export function effectiveInstruction(task: Task): string {
  return task.human?.edit?.instruction ?? task.instruction;
}

/** The instances as they now stand: a person's edit if there is one. */
export function effectiveInstances(task: Task): readonly Instance[] {
  return task.human?.edit?.instances ?? task.instances;
}

/** Classification or not as it now stands; `null` while nobody has said. */
export function effectiveType(task: Task): boolean | null {
  return task.human?.edit?.isClassification ?? task.isClassification;
}

/** True for a pool member: accepted, and not removed. */
export function isInPool(task: Task): boolean {
  return task.isRemoved !== true && effectiveStatus(task) === 'accepted';
}

/** True for a pool member with at least one instance: what an export takes. */
export function isComplete(task: Task): boolean {
  return isInPool(task) && effectiveInstances(task).length > 0;
}

/** The pool member that an item was too near to, by whichever filter; null where it was another reason. */
export function culpritOf(rejection: Rejection | undefined): TaskId | null {
  return rejection !== undefined && 'culprit' in rejection ? rejection.culprit : null;
}
