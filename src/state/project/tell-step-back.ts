import type { StepBack } from '#core/contracts/project-api.ts';
import type { Result } from '#core/model/result.ts';
import type { Toasts } from '#state/shell/toasts.svelte.ts';

/** Said of a step over many tasks that a person broke off. */
export const cancelledWords = 'Cancelled: nothing was changed';

/** Says what came of a step back, or of doing it again, in a message. */
export function tellStepBack(
  answer: Result<StepBack | null, { readonly kind: string; readonly message: string }>,
  verb: 'undo' | 'redo',
  toasts: Pick<Toasts, 'show'>,
): void {
  if (!answer.ok) {
    if (answer.error.kind === 'cancelled') toasts.show(cancelledWords);
    else toasts.show(answer.error.message, { tone: 'bad' });
  } else if (answer.value !== null) {
    toasts.show(`${verb === 'undo' ? 'Undone' : 'Done again'}: ${answer.value.label}`);
  }
}
