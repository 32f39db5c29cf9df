import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { Instance, Task, TaskEdit } from '#core/model/task.ts';

/** A task's text while a person changes it. */
export interface TaskDraft {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification: boolean | null;
}

/** What can be wrong with a draft, in words for the screen; `place` names the field. */
export interface DraftProblem {
  /** The instruction, or an output by the place of its instance (from 0). */
  readonly place: 'instruction' | number;
  readonly message: string;
}

/** A draft that holds the task as it now stands. */
export function draftOf(task: Task): TaskDraft {
  return {
    instruction: effectiveInstruction(task),
    instances: effectiveInstances(task),
    isClassification: effectiveType(task),
  };
}

/** What keeps a draft from being saved; none where it is fine. */
export function problemsOf(draft: TaskDraft): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (draft.instruction.trim() === '') {
    problems.push({ place: 'instruction', message: 'An instruction can’t be empty.' });
  }
  draft.instances.forEach(({ output }, place) => {
    if (output.trim() === '') problems.push({ place, message: 'An output can’t be empty.' });
  });
  return problems;
}

/** True where both hold the same pairs in the same order. */
function sameInstances(a: readonly Instance[], b: readonly Instance[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ input, output }, i) => input === b[i]?.input && output === b[i].output)
  );
}

/** The edit that turns the task's original into the draft; null where they are the same. */
export function editFrom(task: Task, draft: TaskDraft): TaskEdit | null {
  const { instruction, instances, isClassification } = draft;
  const edit: TaskEdit = {
    ...(instruction !== task.instruction && { instruction }),
    ...(!sameInstances(instances, task.instances) && { instances }),
    ...(isClassification !== null &&
      isClassification !== task.isClassification && { isClassification }),
  };
  return Object.keys(edit).length > 0 ? edit : null;
}
