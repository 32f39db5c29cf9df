import { tick } from 'svelte';

/**
 * Gives an element the focus, and when it goes gives it back to what had it, unless it has moved on
 * meanwhile. Returns what to call then.
 */
export function focusWhileOpen(element: HTMLElement): () => void {
  const before = document.activeElement;
  element.focus({ preventScroll: true });
  return () => {
    void tick().then(() => {
      const isLost = document.activeElement === document.body || document.activeElement === null;
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    });
  };
}
