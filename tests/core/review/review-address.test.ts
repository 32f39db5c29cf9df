import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureIds } from '#core/review/measures.ts';
import { isSameQuery, readReviewAddress, writeReviewAddress } from '#core/review/review-address.ts';
import { describeQuery } from '#core/review/review-words.ts';
import { dayAt } from '#ui/parts/review/days.ts';
import { arbitraryQuery } from '#tests/support/arbitrary-query.ts';

test('reads the address that the funnel links to', () => {
  const fields = { status: 'rejected', reason: 'too-similar', q: 'subject line', task: '8812' };
  expect(readReviewAddress(fields)).toEqual({
    mode: 'table',
    query: { status: ['rejected'], reason: ['too-similar'], text: 'subject line', sort: 'newest' },
    taskId: 8812,
  });
});

test('leaves out what it does not know', () => {
  const fields = { status: 'lost', origin: '', sort: 'sideways', task: '-3', colour: 'red' };
  expect(readReviewAddress(fields)).toEqual({
    mode: 'table',
    query: { sort: 'newest' },
    taskId: null,
  });
});

const modes = fc.constantFrom('table' as const, 'queue' as const);

test('what is written is read back', () => {
  fc.assert(
    fc.property(modes, arbitraryQuery, fc.option(fc.integer({ min: 1 })), (mode, query, taskId) => {
      const read = readReviewAddress(writeReviewAddress({ mode, query, taskId }));
      const text = query.text?.trim();
      const { text: _, ...rest } = query;
      expect(read).toEqual({ mode, query: { ...rest, ...(text && { text }) }, taskId });
      expect(isSameQuery(read.query, query)).toBe(true);
    }),
  );
});

const number = fc.oneof(
  fc.constantFrom('99999999999999999', '8640000000000001', '0.0000001', '9'.repeat(400), '-5', ''),
  fc.double().map(String),
  fc.stringMatching(/^\d{0,30}(\.\d{0,30})?$/),
);
const anyRange = fc.oneof(
  fc.tuple(number, number).map((ends) => ends.join('..')),
  fc.string(),
);
const anyFields = fc.record(
  Object.fromEntries([
    ...measureIds.map((id) => [id, anyRange] as const),
    ...['q', 'status', 'suspicion', 'near', 'sort', 'seed', 'task', 'tag'].map(
      (name) => [name, fc.oneof(fc.string({ unit: 'binary' }), number)] as const,
    ),
  ]),
  { requiredKeys: [] },
);

test('any address gives a query that can be told, shown and written again', () => {
  fc.assert(
    fc.property(anyFields, (fields) => {
      const known = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const read = readReviewAddress(Object.fromEntries(known));
      expect(describeQuery(read.query)).not.toContain('NaN');
      expect(dayAt(read.query.created?.min ?? 0)).toMatch(/^\d+-\d\d-\d\d$/);
      expect(readReviewAddress(writeReviewAddress(read))).toEqual(read);
    }),
    { numRuns: 500 },
  );
});

test('a search that no address should hold is cut, never within a character', () => {
  const read = (q: string): string => readReviewAddress({ q }).query.text ?? '';
  expect(read('x'.repeat(10_000))).toHaveLength(2_000);
  expect(read(`${'x'.repeat(1_999)}😀`)).toBe('x'.repeat(1_999));
  expect(read('😀'.repeat(1_000))).toHaveLength(2_000);
});
