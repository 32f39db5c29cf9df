import type { UndoStep } from '#core/contracts/project-api.ts';
import { describeEvent, type PersonEntry, type UndoStack } from '#core/fold/undo-stack.ts';

/** The undo log as a list shows it: what redo would bring back first, then what is done. */
export function undoHistory(stack: UndoStack | null, most: number): readonly UndoStep[] {
  if (stack === null) return [];
  const { done, undone } = stack.recent(most);
  const step = (entry: PersonEntry, isUndone: boolean): UndoStep => ({
    seq: entry.seq,
    at: entry.at,
    label: describeEvent(entry),
    isUndone,
  });
  // The next to be done again stands right above the last one done.
  return [
    ...undone.toReversed().map((entry) => step(entry, true)),
    ...done.map((entry) => step(entry, false)),
  ];
}
