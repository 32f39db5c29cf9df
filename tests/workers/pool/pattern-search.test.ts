import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PatternMatcher } from '#core/contracts/pattern-api.ts';
import type { Task } from '#core/model/task.ts';
import { parseSearch } from '#core/review/parse-search.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import { arbitraryQueryWith, arbitrarySearch } from '#tests/support/arbitrary-query.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';
import { plainQuery } from '#tests/support/plain-query.ts';
import { PatternService } from '#workers/pattern/pattern-service.ts';
import type { PatternOutcome } from '#workers/pool/pattern-search.ts';
import { PoolIndex } from '#workers/pool/pool-index.ts';

const never = new Promise<'overtaken'>(() => undefined);

function termsOf(search: string): readonly SearchTerm[] {
  const terms = parseSearch(search);
  if (!terms.ok) throw new Error(terms.error.message);
  return terms.value;
}

const tasks = fc.tuple(...Array.from({ length: 12 }, (_, i) => arbitraryTask(i + 1)));

test('finds with patterns what a plain search finds, before and after tasks change', async () => {
  await fc.assert(
    fc.asyncProperty(
      tasks,
      tasks,
      arbitraryQueryWith(arbitrarySearch(true)),
      async (first, second, query) => {
        const index = new PoolIndex();
        const terms = termsOf(query.text ?? '');
        for (const held of [first, second]) {
          index.replace(1, 12, held);
          await index.resolvePatterns(terms, new PatternService(), never);
          const found = Array.from(index.select(query).places, (place) => place + 1);
          expect(found).toEqual(plainQuery(held, query));
        }
      },
    ),
  );
});

const task: Task = {
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  instruction: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!',
  isClassification: false,
  instances: [],
};

function searchWith(
  matcher: PatternMatcher,
  until: Promise<'overtaken'>,
  stallMs = 60_000,
): Promise<PatternOutcome> {
  const index = new PoolIndex({ stallMs, totalMs: 60_000 });
  index.replace(1, 1, [task]);
  return index.resolvePatterns(termsOf('/(a+)+$/'), matcher, until);
}

const stuck: PatternMatcher = { match: () => new Promise(() => undefined) };

test('a pattern that never ends is given up, with the time that it had', async () => {
  expect(await searchWith(stuck, never, 20)).toEqual({ kind: 'slow', seconds: 0.02 });
});

test('who waits for a pattern can be let go', async () => {
  expect(await searchWith(stuck, Promise.resolve('overtaken'))).toEqual({ kind: 'overtaken' });
});

test('what changed while it was looked at is not known, and found the next time', async () => {
  const index = new PoolIndex();
  index.replace(1, 1, [task]);
  const service = new PatternService();
  const meanwhile: PatternMatcher = {
    match: (pattern, texts) => {
      index.replace(1, 1, [{ ...task, instruction: 'No pattern here' }]);
      return service.match(pattern, texts);
    },
  };
  const terms = termsOf('/a{9}/');
  await index.resolvePatterns(terms, meanwhile, never);
  expect(index.select({ sort: 'newest', text: '/a{9}/' }).places).toHaveLength(0);
  index.replace(1, 1, [task]);
  await index.resolvePatterns(terms, service, never);
  expect(index.select({ sort: 'newest', text: '/a{9}/' }).places).toHaveLength(1);
});

const searchWords = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot'];

test.each([
  ...[5, 6].map((many) => [many, 'with', '']),
  ...[5, 6].map((many) => [many, 'without', '-']),
])('a search of %i patterns keeps to all of them, %s what they match', async (many, _, sign) => {
  const index = new PoolIndex();
  const texts = [...searchWords, searchWords.join(' '), 'nothing of these'];
  const held = texts.map((instruction, i) => ({ ...task, id: i + 1, instruction }));
  index.replace(1, held.length, held);
  const used = searchWords.slice(0, Number(many));
  const text = used.map((word) => `${sign}/${word}/`).join(' ');
  for (let turn = 0; turn < 2; turn += 1) {
    await index.resolvePatterns(termsOf(text), new PatternService(), never);
    const found = Array.from(index.select({ sort: 'oldest', text }).places, (place) => place + 1);
    const wanted = held.filter(({ instruction }) =>
      used.every((word) => instruction.includes(word) !== (sign === '-')),
    );
    expect(found).toEqual(wanted.map(({ id }) => id));
  }
});

test('marks every match of every pattern, and no empty one', async () => {
  const ranges = await new PatternService().rangesOf(
    [
      { source: 'a.', flags: '' },
      { source: 'X*', flags: 'i' },
    ],
    ['ab xx ac', 'none'],
  );
  expect(ranges).toEqual([
    [
      { start: 0, end: 2 },
      { start: 6, end: 8 },
      { start: 3, end: 5 },
    ],
    [],
  ]);
});
