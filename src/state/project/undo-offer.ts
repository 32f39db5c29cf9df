import type { Toasts } from '#state/shell/toasts.svelte.ts';

/** What offering to take a step back needs. */
export interface UndoPorts {
  readonly toasts: Pick<Toasts, 'show'>;
  /** What undo would take back now, in the words of the undo log. */
  readonly lastStep: () => string | null;
  readonly undo: () => void;
}

/** Said where the step that was to be taken back is not the last one any more. */
export const elseDone =
  'Something else was done since. “What was done” in the bar goes back step by step.';

/**
 * Tells what was done, with a way back. Undo takes back the last step, which may be another one by
 * now: then nothing is taken back. `label`: the step in the words of the undo log.
 */
export function offerUndo(message: string, ports: UndoPorts, label = message): void {
  const { toasts, lastStep, undo } = ports;
  const run = (): void => {
    if (lastStep() === label) undo();
    else toasts.show(elseDone);
  };
  toasts.show(message, { action: { label: 'Undo', run } });
}
