import type { StepBack } from '#core/contracts/project-api.ts';
import type { Result } from '#core/model/result.ts';
import type { Toasts } from '#state/shell/toasts.svelte.ts';

/** Said of a step over many tasks that a person broke off. */
export const cancelledWords = 'Cancelled: nothing was changed';

const elsewhere = '“What was done” in the bar takes it back.';

/** Says what came of a step back, or of doing it again, in a message. */
export function tellStepBack(
  answer: Result<StepBack | null, { readonly kind: string; readonly message: string }>,
  verb: 'undo' | 'redo',
  toasts: Pick<Toasts, 'show'>,
): void {
  if (!answer.ok) {
    const { kind, message } = answer.error;
    if (kind === 'cancelled') toasts.show(cancelledWords);
    else if (kind === 'whole-step') toasts.show(`Not undone here: ${message}. ${elsewhere}`);
    else toasts.show(message, { tone: 'bad' });
  } else if (answer.value !== null) {
    toasts.show(`${verb === 'undo' ? 'Undone' : 'Done again'}: ${answer.value.label}`);
  }
}
