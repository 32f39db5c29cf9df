import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usualLayout } from '#core/review/columns.ts';
import { isSameQuery } from '#core/review/review-address.ts';
import {
  goneFrom,
  queryOf,
  readSavedViews,
  viewNameProblem,
  viewOf,
  withoutView,
  withView,
  type Known,
  type SavedView,
} from '#core/review/saved-views.ts';
import { arbitraryQuery } from '#tests/support/arbitrary-query.ts';

const everything: Known = {
  hasTag: (tag) => tag === 'poem',
  hasRun: (run) => run === '1',
  hasTask: (id) => id < 10,
  isOff: () => false,
};

test('a view that was stored asks for the same again, and lacks nothing', () => {
  fc.assert(
    fc.property(arbitraryQuery, (query) => {
      const stored: unknown = JSON.parse(JSON.stringify([viewOf(' One ', query, usualLayout)]));
      const [view] = readSavedViews(stored);
      if (view === undefined) throw new Error('it was not read');
      expect(view.name).toBe('One');
      expect(view.columns).toEqual(usualLayout);
      expect(isSameQuery(queryOf(view), query)).toBe(true);
      const known: Known = {
        hasTag: () => true,
        hasRun: () => true,
        hasTask: () => true,
        isOff: () => false,
      };
      expect(goneFrom(view, known)).toEqual([]);
    }),
  );
});

test('whatever is stored is read without harm', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (stored) => {
      expect(() => readSavedViews(stored)).not.toThrow();
    }),
  );
  expect(
    readSavedViews([{ name: '' }, { name: 'A' }, { name: 'a', fields: { q: 'x', n: 3 } }, 7]),
  ).toEqual([{ name: 'a', fields: { q: 'x' }, columns: usualLayout }]);
});

test('views are in order of their names, one of each whatever its case', () => {
  const view = (name: string) => viewOf(name, { sort: 'newest' }, usualLayout);
  const views = ['poems', 'Bad', 'Poems'].reduce<readonly SavedView[]>(
    (list, name) => withView(list, view(name)),
    [view('long')],
  );
  expect(views.map(({ name }) => name)).toEqual(['Bad', 'long', 'Poems']);
  expect(withoutView(views, 'LONG').map(({ name }) => name)).toEqual(['Bad', 'Poems']);
});

test('a name must be there and not be longer than a line', () => {
  expect(viewNameProblem(' \n')).toBe('A view needs a name.');
  expect(viewNameProblem('x'.repeat(81))).toBe('At most 80 characters.');
  expect(viewNameProblem('Poems, rejected')).toBeNull();
});

test('what a view refers to and is gone is named, each in a sentence', () => {
  const query = { tag: ['poem', 'a, b'], run: ['1', '4'], near: 12, sort: 'newest' } as const;
  expect(goneFrom(viewOf('V', query, usualLayout), everything)).toEqual([
    'No task is tagged “a, b”.',
    'There is no task of run 4.',
    'Task 12 is gone.',
  ]);
  const off = viewOf('V', { suspicion: 'near-task', sort: 'newest' }, usualLayout);
  expect(goneFrom(off, { ...everything, isOff: (id) => id === 'near-task' })).toHaveLength(1);
});

test('filters of another version are named', () => {
  const fields = { status: 'rejected,lost', colour: 'red', q: 'a,b', near: '3' };
  expect(goneFrom({ name: 'V', fields, columns: usualLayout }, everything)).toEqual([
    'The filter “status: rejected,lost” is not known to this version.',
    'The filter “colour: red” is not known to this version.',
  ]);
});
