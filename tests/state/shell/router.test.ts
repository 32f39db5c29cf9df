import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Router } from '#state/shell/router.svelte.ts';

/** The address bar: a browser tells of a new address some time after it changed. */
let bar: { hash: string };
let tell: () => void;

beforeEach(() => {
  bar = { hash: '#/p/1/review' };
  vi.stubGlobal('location', bar);
  vi.stubGlobal('history', {
    replaceState: (_: unknown, __: string, href: string) => {
      bar.hash = href;
    },
  });
  vi.stubGlobal('addEventListener', (_: string, listener: () => void) => {
    tell = listener;
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('a replaced address is shown at once', () => {
  const router = new Router();
  router.replace('#/p/1/review?task=7');
  expect(bar.hash).toBe('#/p/1/review?task=7');
  expect(router.route).toMatchObject({ query: { task: '7' } });
});

test('a late answer of a page does not lead back to it once another is on its way', () => {
  const router = new Router();
  router.go('#/p/1/export');
  router.replace('#/p/1/review?task=7');
  expect(bar.hash).toBe('#/p/1/export');
  tell();
  expect(router.route).toMatchObject({ page: 'export', projectId: 1 });
  router.replace('#/p/1/export?format=alpaca-json');
  expect(bar.hash).toBe('#/p/1/export?format=alpaca-json');
});
