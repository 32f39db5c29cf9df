import { shortcutKey, type TypedKey } from './key-letters.ts';
import { rejectCauses, type CauseKey } from './reject-causes.ts';

/** What a key can do in Review. */
export type ReviewCommand =
  | 'accept'
  | 'reject'
  | 'edit'
  | 'skip'
  | 'undo'
  | 'redo'
  | 'next'
  | 'previous'
  | 'rate-1'
  | 'rate-2'
  | 'rate-3'
  | 'rate-4'
  | 'rate-5'
  | 'tag'
  | 'flag'
  | 'note'
  | 'regenerate'
  | 'select'
  | 'queue'
  | 'search'
  | 'close'
  | 'help';

/** What a key can do once a rejection was begun: give its reason. */
export type CauseCommand = `because-${CauseKey}`;

/** Which key does what; shown on the buttons and in the list behind `?`. */
export interface KeyBinding {
  readonly command: ReviewCommand | CauseCommand;
  /** As `keyNameOf` names them; the first one is shown. */
  readonly keys: readonly string[];
  readonly label: string;
}

/** The bindings as they are shipped; arrows, Home and End belong to whatever list has the focus. */
export const defaultBindings: readonly KeyBinding[] = [
  { command: 'accept', keys: ['a'], label: 'Accept, or restore what was rejected' },
  { command: 'reject', keys: ['r'], label: 'Reject, then a reason or Enter' },
  { command: 'edit', keys: ['e'], label: 'Edit the task' },
  { command: 'skip', keys: ['s'], label: 'Skip: in the queue it comes again at the end' },
  { command: 'undo', keys: ['u'], label: 'Undo the last step' },
  { command: 'redo', keys: ['shift+u'], label: 'Redo it' },
  { command: 'next', keys: ['j'], label: 'Next task' },
  { command: 'previous', keys: ['k'], label: 'Previous task' },
  { command: 'rate-1', keys: ['1'], label: 'Rate 1: bad; again to take it off' },
  { command: 'rate-2', keys: ['2'], label: 'Rate 2' },
  { command: 'rate-3', keys: ['3'], label: 'Rate 3' },
  { command: 'rate-4', keys: ['4'], label: 'Rate 4' },
  { command: 'rate-5', keys: ['5'], label: 'Rate 5: good' },
  { command: 'tag', keys: ['t'], label: 'Add a tag' },
  { command: 'flag', keys: ['f'], label: 'Flag, or take the flag off' },
  { command: 'note', keys: ['n'], label: 'Write a note' },
  { command: 'regenerate', keys: ['g'], label: 'Ask a model for new instances, with a hint' },
  { command: 'select', keys: ['x'], label: 'Select the row, or take it out' },
  { command: 'queue', keys: ['q'], label: 'Review one by one, or go back to the table' },
  { command: 'search', keys: ['/'], label: 'Search, in the table' },
  {
    command: 'close',
    keys: ['escape'],
    label: 'Leave search, editing, a question, a task or a selection',
  },
  { command: 'help', keys: ['?'], label: 'Show all keys' },
  ...rejectCauses.map(({ key, press, label }): KeyBinding => {
    return { command: `because-${key}`, keys: [press], label: `Rejected: ${label}` };
  }),
];

/** The part of a `KeyboardEvent` that decides. */
export interface PressedKey extends TypedKey {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * A pressed key in the notation of the bindings: `KeyboardEvent.key` in lower case, with `shift+`
 * before letters; the Latin letter on the key where it types another script. Null with keys that
 * belong to the browser.
 */
export function keyNameOf(pressed: PressedKey): string | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  const key = shortcutKey(pressed);
  return pressed.shiftKey && /^\p{L}$/u.test(key) ? `shift+${key}` : key;
}

/** The binding of a key; one of a letter of another script goes before that of its Latin letter. */
function boundTo(pressed: PressedKey, bindings: readonly KeyBinding[]): KeyBinding | undefined {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  const names = [keyNameOf({ key, shiftKey, ctrlKey, metaKey, altKey }), keyNameOf(pressed)];
  const bound = names.map((name) =>
    bindings.find(({ keys }) => name !== null && keys.includes(name)),
  );
  return bound[0] ?? bound[1];
}

/** True for a command that gives the reason of a rejection. */
export function isCause(command: KeyBinding['command']): command is CauseCommand {
  return command.startsWith('because-');
}

/** What a pressed key does; null where it does nothing. */
export function commandOf(
  pressed: PressedKey,
  bindings: readonly KeyBinding[] = defaultBindings,
): ReviewCommand | null {
  const others = bindings.filter(({ command }) => !isCause(command));
  const command = boundTo(pressed, others)?.command;
  return command === undefined || isCause(command) ? null : command;
}

/**
 * What a pressed key answers to "Why is it rejected?": a reason, `none` for Enter or the key that
 * rejects pressed again, null where it is no answer.
 */
export function causeOf(
  pressed: PressedKey,
  bindings: readonly KeyBinding[] = defaultBindings,
): CauseKey | 'none' | null {
  const causes = bindings.filter(({ command }) => isCause(command));
  const bound = boundTo(pressed, causes)?.command;
  const cause = rejectCauses.find(({ key }) => bound === `because-${key}`);
  if (cause !== undefined) return cause.key;
  const isNone = keyNameOf(pressed) === 'enter' || commandOf(pressed, bindings) === 'reject';
  return isNone ? 'none' : null;
}

const keyCaps: Readonly<Record<string, string>> = { shift: '⇧', escape: 'Esc', ' ': 'Space' };

/** A key's name as it is printed on the key: `A`, `⇧U`, `?`. */
export function keyCapOf(name: string): string {
  const parts = name === '+' ? [name] : name.split('+');
  return parts
    .map((part) => keyCaps[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** The key to show for a command: `A`, `⇧U`, `?`; empty where none is bound. */
export function keyHintOf(
  command: KeyBinding['command'],
  bindings: readonly KeyBinding[] = defaultBindings,
): string {
  const key = bindings.find((binding) => binding.command === command)?.keys[0];
  return key === undefined ? '' : keyCapOf(key);
}
