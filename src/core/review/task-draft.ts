import { hasSameInstances, type TaskText } from '#core/model/task-text.ts';
import type { Task, TaskEdit } from '#core/model/task.ts';

/** What can be wrong with a draft, in words for the screen; `place` names the field. */
export interface DraftProblem {
  /** The instruction, or an output by the place of its instance (from 0). */
  readonly place: 'instruction' | number;
  readonly message: string;
}

/** What keeps a draft from being saved; none where it is fine. */
export function problemsOf(draft: TaskText): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  if (draft.instruction.trim() === '') {
    problems.push({ place: 'instruction', message: 'An instruction can’t be empty.' });
  }
  draft.instances.forEach(({ output }, place) => {
    if (output.trim() === '') problems.push({ place, message: 'An output can’t be empty.' });
  });
  return problems;
}

/** The edit that turns the task's original into the draft; null where they are the same. */
export function editFrom(task: Task, draft: TaskText): TaskEdit | null {
  const { instruction, instances, isClassification } = draft;
  const edit: TaskEdit = {
    ...(instruction !== task.instruction && { instruction }),
    ...(!hasSameInstances(instances, task.instances) && { instances }),
    ...(isClassification !== null &&
      isClassification !== task.isClassification && { isClassification }),
  };
  return Object.keys(edit).length > 0 ? edit : null;
}

/** A draft after its task changed underneath, and the fields that both changed to something else. */
export interface MergedDraft {
  readonly draft: TaskText;
  readonly conflicts: readonly (keyof TaskText)[];
}

/**
 * Carries changes that came from elsewhere over into a draft, field by field. `seen` is the text
 * that the draft was begun from, `now` the text that the task has. Where both changed a field, the
 * draft keeps its own, and the field is a conflict.
 */
export function mergeDraft(draft: TaskText, seen: TaskText, now: TaskText): MergedDraft {
  const conflicts: (keyof TaskText)[] = [];
  const isSame = {
    instruction: (a: TaskText, b: TaskText) => a.instruction === b.instruction,
    instances: (a: TaskText, b: TaskText) => hasSameInstances(a.instances, b.instances),
    isClassification: (a: TaskText, b: TaskText) => a.isClassification === b.isClassification,
  };
  const pick = (field: keyof TaskText): TaskText => {
    if (isSame[field](now, seen) || isSame[field](now, draft)) return draft;
    if (isSame[field](draft, seen)) return now;
    conflicts.push(field);
    return draft;
  };
  const merged: TaskText = {
    instruction: pick('instruction').instruction,
    instances: pick('instances').instances,
    isClassification: pick('isClassification').isClassification,
  };
  return { draft: merged, conflicts };
}
