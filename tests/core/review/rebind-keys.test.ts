import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canRebind, readBindings, rebind, writeBindings } from '#core/review/rebind-keys.ts';
import {
  causeOf,
  commandOf,
  defaultBindings,
  isCause,
  type KeyBinding,
  type PressedKey,
} from '#core/review/review-keys.ts';

const press = (key: string, shiftKey = false): PressedKey => ({
  ...{ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false },
});

const pressed = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'e', 'j', 'k', 'r', 's', 'u', '1', '2', '/', '?', 'é'),
      fc.boolean(),
    )
    .map(([k, s]) => press(k, s)),
  fc.constantFrom('Enter', 'Tab', ' ', 'ArrowUp', 'F5', 'Shift', 'Escape').map((k) => press(k)),
);
const commands = defaultBindings.map(({ command }) => command).filter(canRebind);
const changes = fc.array(fc.tuple(fc.constantFrom(...commands), pressed), { maxLength: 25 });

function expectNoKeyTwice(bindings: readonly KeyBinding[]): void {
  for (const isAboutCauses of [true, false]) {
    const scope = bindings.filter(({ command }) => isCause(command) === isAboutCauses);
    const keys = scope.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
}

describe('keys that are chosen', () => {
  it('never stand for two commands, do what they were chosen for, and are read back', () => {
    expectNoKeyTwice(defaultBindings);
    fc.assert(
      fc.property(changes, (list) => {
        let bindings = defaultBindings;
        for (const [command, key] of list) {
          const changed = rebind(bindings, command, key);
          if (!changed.ok) continue;
          bindings = changed.value;
          const done = isCause(command) ? causeOf(key, bindings) : commandOf(key, bindings);
          expect(done).toBe(command.replace('because-', ''));
        }
        expectNoKeyTwice(bindings);
        expect(readBindings(JSON.parse(JSON.stringify(writeBindings(bindings))))).toEqual(bindings);
      }),
    );
  });

  it('are refused where they are taken or needed elsewhere, in words', () => {
    expect(rebind(defaultBindings, 'accept', press('k'))).toEqual({
      ok: false,
      error: 'K is the key for “Previous task”. Give that another key first.',
    });
    const foreign = { ...press('л'), code: 'KeyK' };
    expect(rebind(defaultBindings, 'accept', foreign).ok).toBe(false);
    expect(rebind(defaultBindings, 'accept', press('Enter')).ok).toBe(false);
    expect(rebind(defaultBindings, 'accept', { ...press('y'), ctrlKey: true }).ok).toBe(false);
    // Reasons are asked for at another time: they may share keys with everything else.
    expect(rebind(defaultBindings, 'because-unclear', press('k')).ok).toBe(true);
  });

  it('are read whatever was stored, and win over keys that are shipped', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...commands), fc.string()), (stored) => {
        expectNoKeyTwice(readBindings(stored));
      }),
    );
    expect(readBindings(null)).toBe(defaultBindings);
    expect(readBindings({ close: 'x', nothing: 'y', accept: 7, edit: 'tab' })).toEqual(
      defaultBindings,
    );
    const bindings = readBindings({ skip: 'e' });
    expect(commandOf(press('e'), bindings)).toBe('skip');
    expect(bindings.find(({ command }) => command === 'edit')?.keys).toEqual([]);
  });
});
