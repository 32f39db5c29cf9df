import { failure, success, type Result } from '#core/model/result.ts';
import { defaultBindings, isCause, keyCapOf, keyNameOf } from './review-keys.ts';
import type { KeyBinding, PressedKey } from './review-keys.ts';

type Command = KeyBinding['command'];

// What moves about, presses buttons or leaves must go on doing so everywhere.
const reserved: ReadonlySet<string> = new Set([
  ...['escape', 'enter', 'tab', ' ', 'backspace', 'delete', 'insert', 'contextmenu', 'capslock'],
  ...['arrowup', 'arrowdown', 'arrowleft', 'arrowright', 'home', 'end', 'pageup', 'pagedown'],
  ...['shift', 'control', 'alt', 'altgraph', 'meta', 'dead', 'process', 'unidentified'],
]);

/** True for commands whose key can be chosen: leaving has one that everybody knows. */
export function canRebind(command: Command): boolean {
  return command !== 'close';
}

/** Gives a command another key; in words why not, where the key is taken or belongs elsewhere. */
export function rebind(
  bindings: readonly KeyBinding[],
  command: Command,
  pressed: PressedKey,
): Result<readonly KeyBinding[], string> {
  const name = keyNameOf(pressed);
  if (name === null) return failure('Keys with Ctrl, Alt or ⌘ belong to the browser.');
  if (!isFree(name)) return failure(`${keyCapOf(name)} is needed for moving about the page.`);
  const taken = holderOf(bindings, command, name);
  if (taken !== null) {
    return failure(
      `${keyCapOf(name)} is the key for “${taken.label}”. Give that another key first.`,
    );
  }
  return success(withKey(bindings, command, name));
}

/** What is stored of bindings: the keys that are not as shipped, by command. */
export function writeBindings(bindings: readonly KeyBinding[]): Readonly<Record<string, string>> {
  const changed = bindings.flatMap(({ command, keys: [key] }) => {
    const shipped = defaultBindings.find((binding) => binding.command === command)?.keys[0];
    return key === undefined || key === shipped ? [] : [[command, key] as const];
  });
  return Object.fromEntries(changed);
}

/**
 * Reads what `writeBindings` stored; whatever is no command or no key is left out. A key that was
 * chosen wins over one that is shipped, which its command then does without.
 */
export function readBindings(stored: unknown): readonly KeyBinding[] {
  if (typeof stored !== 'object' || stored === null) return defaultBindings;
  const chosen = new Map<string, unknown>(Object.entries(stored));
  const settled = new Set<Command>();
  let bindings: readonly KeyBinding[] = defaultBindings;
  for (const { command } of defaultBindings) {
    const key = chosen.get(command);
    if (typeof key !== 'string' || !canRebind(command) || !isFree(key)) continue;
    const holder = holderOf(bindings, command, key);
    if (holder !== null && settled.has(holder.command)) continue;
    if (holder !== null) bindings = withoutKeys(bindings, holder.command);
    bindings = withKey(bindings, command, key);
    settled.add(command);
  }
  return bindings;
}

const isFree = (name: string): boolean => !reserved.has(name) && !/^f\d{1,2}$/.test(name);

/** Another command that has a key, among those that are asked for at the same time. */
function holderOf(
  bindings: readonly KeyBinding[],
  command: Command,
  name: string,
): KeyBinding | null {
  const others = bindings.filter((each) => isCause(each.command) === isCause(command));
  return others.find((each) => each.command !== command && each.keys.includes(name)) ?? null;
}

function withKey(
  bindings: readonly KeyBinding[],
  command: Command,
  name: string,
): readonly KeyBinding[] {
  return bindings.map((each) => (each.command === command ? { ...each, keys: [name] } : each));
}

function withoutKeys(bindings: readonly KeyBinding[], command: Command): readonly KeyBinding[] {
  return bindings.map((each) => (each.command === command ? { ...each, keys: [] } : each));
}
