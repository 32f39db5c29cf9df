import { tick } from 'svelte';
import { focusHome } from '#ui/widgets/hold-focus.ts';

/**
 * Gives an element the focus, and when it goes gives it back to what had it, unless it has moved on
 * meanwhile; where nothing had it, to what the page is about. Returns what to call then.
 */
export function focusWhileOpen(element: HTMLElement): () => void {
  const before = document.activeElement;
  element.focus({ preventScroll: true });
  return () => {
    void tick().then(() => {
      const isLost = document.activeElement === document.body || document.activeElement === null;
      if (!isLost) return;
      if (before instanceof HTMLElement && before !== document.body)
        before.focus({ preventScroll: true });
      else focusHome();
    });
  };
}
