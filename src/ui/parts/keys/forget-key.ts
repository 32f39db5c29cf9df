import type { App } from '#state/app.ts';

/** Forgets a kept key, and offers to take that back. */
export async function forgetKey(
  { keptKeys, toasts }: Pick<App, 'keptKeys' | 'toasts'>,
  origin: string,
): Promise<void> {
  const putBack = await keptKeys.forget(origin);
  toasts.show(`Forgot the key for ${origin}; this tab still has what was unlocked or typed in it`, {
    ...(putBack && { action: { label: 'Undo', run: () => void putBack() } }),
  });
}
