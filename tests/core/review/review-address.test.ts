import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameQuery, readReviewAddress, writeReviewAddress } from '#core/review/review-address.ts';
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
