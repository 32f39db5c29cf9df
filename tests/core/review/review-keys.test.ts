import { expect, test } from 'vitest';
import { causeOf, commandOf, keyHintOf, type PressedKey } from '#core/review/review-keys.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
});

test('keys mean what the buttons say', () => {
  expect(commandOf(press('a'))).toBe('accept');
  expect(commandOf(press('U', { shiftKey: true }))).toBe('redo');
  expect(commandOf(press('?', { shiftKey: true }))).toBe('help');
  expect(commandOf(press('j'))).toBe('next');
  expect(keyHintOf('redo')).toBe('⇧U');
});

test('leaves the keys of the browser alone', () => {
  expect(commandOf(press('r', { ctrlKey: true }))).toBeNull();
  expect(commandOf(press('a', { metaKey: true }))).toBeNull();
  expect(commandOf(press('A', { shiftKey: true }))).toBeNull();
});

test('asks for a reason with keys of its own', () => {
  expect(causeOf(press('u'))).toBe('unclear');
  expect(causeOf(press('Enter'))).toBe('none');
  expect(causeOf(press('r'))).toBe('none');
  expect(causeOf(press('z'))).toBeNull();
  expect(causeOf(press('u', { ctrlKey: true }))).toBeNull();
});

test('keys that type another script mean the Latin letters on them', () => {
  expect(commandOf(press('ф', { code: 'KeyA' }))).toBe('accept');
  expect(commandOf(press('Г', { code: 'KeyU', shiftKey: true }))).toBe('redo');
  expect(commandOf(press('٣', { code: 'Digit3' }))).toBe('rate-3');
  expect(causeOf(press('ц', { code: 'KeyW' }))).toBe('wrong-answer');
  expect(causeOf(press('к', { code: 'KeyR' }))).toBe('none');
  expect(commandOf(press('ф', { code: 'KeyA', ctrlKey: true }))).toBeNull();
  // Where the letter is Latin it counts, wherever its key is.
  expect(commandOf(press('q', { code: 'KeyA' }))).toBe('queue');
  expect(commandOf(press('é', { code: 'Digit2' }))).toBeNull();
  expect(commandOf(press('ж', { code: 'Semicolon' }))).toBeNull();
});

test('a letter of another script that was chosen goes first', () => {
  const bindings = [
    { command: 'accept', keys: ['a'], label: 'Yes' },
    { command: 'reject', keys: ['ф'], label: 'No' },
  ] as const;
  expect(commandOf(press('ф', { code: 'KeyA' }), bindings)).toBe('reject');
  expect(commandOf(press('a', { code: 'KeyA' }), bindings)).toBe('accept');
});

test('bindings can be changed', () => {
  const bindings = [{ command: 'accept', keys: ['y'], label: 'Yes' }] as const;
  expect(commandOf(press('y'), bindings)).toBe('accept');
  expect(commandOf(press('a'), bindings)).toBeNull();
});
