// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from '#state/shell/toasts.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const messages = (toasts: Toasts): string[] => toasts.list.map((toast) => toast.message);

test('a message goes by itself, unless somebody looks at it', () => {
  const toasts = new Toasts();
  toasts.show('one');
  toasts.show('two');
  toasts.hold(2);
  vi.advanceTimersByTime(60_000);
  expect(messages(toasts)).toEqual(['two']);
  toasts.release(2);
  vi.advanceTimersByTime(60_000);
  expect(messages(toasts)).toEqual([]);
});

test('at most three are shown, the newest ones', () => {
  const toasts = new Toasts();
  for (const message of ['a', 'b', 'c', 'd']) toasts.show(message);
  expect(messages(toasts)).toEqual(['b', 'c', 'd']);
});

test('one can be dismissed', () => {
  const toasts = new Toasts();
  toasts.show('a');
  toasts.show('b');
  toasts.dismiss(1);
  expect(messages(toasts)).toEqual(['b']);
});
