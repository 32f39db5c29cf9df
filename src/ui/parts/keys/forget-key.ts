import type { App } from '#state/app.ts';

/** Forgets a kept key, and offers to take that back; says so where the browser does not do it. */
export async function forgetKey(
  { keptKeys, toasts }: Pick<App, 'keptKeys' | 'toasts'>,
  origin: string,
): Promise<void> {
  const forgotten = await keptKeys.forget(origin);
  if (!forgotten.ok) {
    toasts.show(forgotten.error.message, { tone: 'bad' });
    return;
  }
  const putBack = forgotten.value;
  const undo = async (): Promise<void> => {
    const answer = await putBack?.();
    if (answer?.ok === false) toasts.show(answer.error.message, { tone: 'bad' });
  };
  toasts.show(`Forgot the key for ${origin}; this tab still has what was unlocked or typed in it`, {
    ...(putBack && { action: { label: 'Undo', run: () => void undo() } }),
  });
}
