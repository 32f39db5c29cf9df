import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressWriter } from '#state/shell/address-writer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function start(): { writer: AddressWriter; written: [string | undefined, string][] } {
  const written: [string | undefined, string][] = [];
  const writer = new AddressWriter((fields, mode) => written.push([fields['task'], mode]));
  return { writer, written };
}

test('a key held down changes the address once, to where it ended', () => {
  const { writer, written } = start();
  for (let task = 1; task <= 300; task += 1) writer.write({ task: String(task) }, 'replace');
  vi.runAllTimers();
  expect(written).toEqual([['300', 'replace']]);
});

test('a step takes what waited before it, and what follows while its answer is drawn', () => {
  const { writer, written } = start();
  writer.write({ task: '1' }, 'replace');
  writer.write({ task: '2' }, 'push');
  expect(written).toEqual([]);
  writer.write({ task: '3' }, 'replace');
  vi.runAllTimers();
  expect(written).toEqual([['3', 'push']]);
});

test('a step after another one was written is one of its own', () => {
  const { writer, written } = start();
  writer.write({ task: '1' }, 'push');
  vi.runAllTimers();
  writer.write({ task: '2' }, 'push');
  vi.runAllTimers();
  expect(written).toEqual([
    ['1', 'push'],
    ['2', 'push'],
  ]);
});

test('knows its own writing, and gives way to anybody else’s', () => {
  const { writer, written } = start();
  writer.write({ task: '1' }, 'push');
  vi.runAllTimers();
  writer.write({ task: '2' }, 'replace');
  expect(writer.isOwn({ task: '1' })).toBe(true);
  expect(writer.isOwn({ task: '7' })).toBe(false);
  vi.runAllTimers();
  expect(written).toEqual([['1', 'push']]);
});

test('writes nothing more once its page is left, neither what waits nor what comes late', () => {
  const { writer, written } = start();
  writer.write({ task: '1' }, 'replace');
  writer.stop();
  vi.runAllTimers();
  writer.write({ task: '2' }, 'push');
  writer.write({ task: '3' }, 'replace');
  vi.runAllTimers();
  expect(written).toEqual([]);
});
