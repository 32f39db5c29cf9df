/** What a key can do in Review. */
export type ReviewCommand =
  | 'accept'
  | 'reject'
  | 'edit'
  | 'undo'
  | 'redo'
  | 'next'
  | 'previous'
  | 'search'
  | 'close'
  | 'help';

/** Which key does what; shown on the buttons and in the list behind `?`. */
export interface KeyBinding {
  readonly command: ReviewCommand;
  /** As `KeyboardEvent.key` names it, letters in lower case; the first one is shown. */
  readonly keys: readonly string[];
  readonly label: string;
}

/** The bindings as they are shipped; arrows, Home and End belong to whatever list has the focus. */
export const defaultBindings: readonly KeyBinding[] = [
  { command: 'accept', keys: ['a'], label: 'Accept, or restore what was rejected' },
  { command: 'reject', keys: ['r'], label: 'Reject' },
  { command: 'edit', keys: ['e'], label: 'Edit the task' },
  { command: 'undo', keys: ['u'], label: 'Undo the last step' },
  { command: 'redo', keys: ['shift+u'], label: 'Redo it' },
  { command: 'next', keys: ['j'], label: 'Next task' },
  { command: 'previous', keys: ['k'], label: 'Previous task' },
  { command: 'search', keys: ['/'], label: 'Search' },
  { command: 'close', keys: ['escape'], label: 'Leave search or editing' },
  { command: 'help', keys: ['?'], label: 'Show all keys' },
];

/** The part of a `KeyboardEvent` that decides. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** A pressed key in the notation of the bindings; null with keys that belong to the browser. */
function nameOfKey(pressed: PressedKey): string | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const key = pressed.key.toLowerCase();
  return pressed.shiftKey && /^\p{L}$/u.test(key) ? `shift+${key}` : key;
}

/** What a pressed key does; null where it does nothing. */
export function commandOf(
  pressed: PressedKey,
  bindings: readonly KeyBinding[] = defaultBindings,
): ReviewCommand | null {
  const name = nameOfKey(pressed);
  const binding = bindings.find(({ keys }) => name !== null && keys.includes(name));
  return binding?.command ?? null;
}

const keyCaps: Readonly<Record<string, string>> = { shift: '⇧', escape: 'Esc' };

/** The key to show for a command: `A`, `⇧U`, `?`; empty where none is bound. */
export function keyHintOf(
  command: ReviewCommand,
  bindings: readonly KeyBinding[] = defaultBindings,
): string {
  const key = bindings.find((binding) => binding.command === command)?.keys[0] ?? '';
  return key
    .split('+')
    .map((part) => keyCaps[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
