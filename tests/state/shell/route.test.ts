import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProjectRoute, parseRoute, projectHref, projectPages } from '#state/shell/route.ts';

describe('addresses', () => {
  test.each([
    ['', { page: 'projects' }],
    ['#', { page: 'projects' }],
    ['#/', { page: 'projects' }],
    ['#/?target=5', { page: 'projects', query: { target: '5' } }],
    ['#/settings', { page: 'settings' }],
    ['#/p/3/seeds', { page: 'seeds', projectId: 3, query: {} }],
    ['#/p/3', { page: 'generate', projectId: 3, query: {} }],
    [
      '#/p/12/review?status=rejected&reason=too-similar',
      { page: 'review', projectId: 12, query: { status: 'rejected', reason: 'too-similar' } },
    ],
    ['#/p/3/review?q=what%3F+ever', { page: 'review', projectId: 3, query: { q: 'what? ever' } }],
  ])('%s is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test.each(['#/p/0/seeds', '#/p/x/seeds', '#/p/1/evil', '#/p/1/seeds/more', '#/elsewhere', '#/p'])(
    '%s leads nowhere',
    (hash) => {
      expect(parseRoute(hash).page).toBe('unknown');
    },
  );

  test('what is written is read again', () => {
    const queries = fc.dictionary(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.constantFrom(...projectPages),
        queries,
        (projectId, page, query) => {
          const route = parseRoute(projectHref(projectId, page, query));
          expect(isProjectRoute(route)).toBe(true);
          expect(route).toEqual({ page, projectId, query });
        },
      ),
    );
  });

  test('any text whatever is read as one of the pages, or as unknown', () => {
    const pages: readonly string[] = ['projects', 'settings', 'unknown', ...projectPages];
    fc.assert(fc.property(fc.string(), (hash) => pages.includes(parseRoute(hash).page)));
  });
});
