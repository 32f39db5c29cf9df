// What a key typed into is meant for that alone, and so is one in something that lies over the page.
const takers =
  'input, textarea, select, [contenteditable], [aria-expanded="true"][aria-haspopup], ' +
  '[role="dialog"], [role="menu"], [role="listbox"]';
const over = ':is([role="dialog"], [role="menu"], [role="listbox"])';
const overlays = `${over}[data-state="open"]`;
const box = 'input[type="checkbox"]';

/** Whether a pressed key belongs to a field, a menu or a dialog, so that the page lets it be. */
export function isKeyTaken({ target, key }: Pick<KeyboardEvent, 'target' | 'key'>): boolean {
  if (target instanceof HTMLElement && isTakenBy(target, key)) return true;
  // What had the focus in a dialog may be gone, and the key then falls on the page beneath.
  return document.querySelector(overlays) !== null;
}

/** A box on the page takes only the key that ticks it. */
function isTakenBy(target: HTMLElement, key: string): boolean {
  if (target.matches(box) && target.closest(over) === null) return key === ' ';
  return target.closest(takers) !== null;
}
