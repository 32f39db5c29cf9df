// What a key typed into is meant for that alone, and so is one in something that lies over the page.
const takers =
  'input, textarea, select, [contenteditable], [aria-expanded="true"][aria-haspopup], ' +
  '[role="dialog"], [role="menu"], [role="listbox"]';
const overlays = ':is([role="dialog"], [role="menu"], [role="listbox"])[data-state="open"]';

/** Whether a pressed key belongs to a field, a menu or a dialog, so that the page lets it be. */
export function isKeyTaken({ target }: KeyboardEvent): boolean {
  if (target instanceof HTMLElement && target.closest(takers) !== null) return true;
  // What had the focus in a dialog may be gone, and the key then falls on the page beneath.
  return document.querySelector(overlays) !== null;
}
