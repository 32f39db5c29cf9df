import { expect, test } from 'vitest';
import { gridStep } from '#ui/parts/review/grid-keys.ts';

const standing = { place: 4, count: 100, page: 20 };

const press = (key: string, held: 'Control' | 'Meta' | 'Shift' | null = null) =>
  gridStep(
    { key, ctrlKey: held === 'Control', metaKey: held === 'Meta', shiftKey: held === 'Shift' },
    standing,
  );

test('arrows and pages go on from the row that is looked at, ends to the first and last', () => {
  expect(press('ArrowDown')).toEqual({ kind: 'move', by: 1 });
  expect(press('ArrowUp')).toEqual({ kind: 'move', by: -1 });
  expect(press('PageDown')).toEqual({ kind: 'move', by: 20 });
  expect(press('PageUp')).toEqual({ kind: 'move', by: -20 });
  expect(press('Home')).toEqual({ kind: 'move', by: -100 });
  expect(press('End')).toEqual({ kind: 'move', by: 100 });
});

test('with Shift the same keys pick all rows on the way', () => {
  expect(press('ArrowUp', 'Shift')).toEqual({ kind: 'extend', place: 3 });
  expect(press('PageDown', 'Shift')).toEqual({ kind: 'extend', place: 24 });
  expect(press('End', 'Shift')).toEqual({ kind: 'extend', place: 99 });
  expect(press(' ', 'Shift')).toEqual({ kind: 'extend', place: 4 });
});

test('Enter opens the row that is looked at', () => {
  expect(press('Enter')).toEqual({ kind: 'open' });
});

test('Space picks one row, and A with a command key all', () => {
  expect(press(' ')).toEqual({ kind: 'pick' });
  expect(press('a', 'Control')).toEqual({ kind: 'select-all' });
  expect(press('a', 'Meta')).toEqual({ kind: 'select-all' });
});

test('other keys are left to the page', () => {
  for (const key of ['a', 'x', 'Escape', 'ArrowLeft']) {
    expect(press(key), key).toBeNull();
  }
});
