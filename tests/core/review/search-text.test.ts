import { expect, test } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { holdsAll, parseSearch, searchTextOf } from '#core/review/search-text.ts';

const task: Task = {
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  instruction: 'Name a RIVER in Asia',
  isClassification: false,
  instances: [
    { input: '', output: 'Yangtze' },
    { input: 'Siberia', output: 'Лена' },
  ],
};

const finds = (query: string): boolean => holdsAll(searchTextOf(task), parseSearch(query));

test('finds words anywhere in instruction, input and output, without case', () => {
  expect(finds('river')).toBe(true);
  expect(finds('YANGTZE  name')).toBe(true);
  expect(finds('sib лена')).toBe(true);
});

test('every word must occur', () => {
  expect(finds('river europe')).toBe(false);
});

test('nothing searched for finds everything', () => {
  expect(parseSearch(' \n ')).toEqual([]);
  expect(finds('  ')).toBe(true);
});

test('a word never reaches over the end of a field', () => {
  expect(finds('asiayangtze')).toBe(false);
});

test('searches what a person made of it', () => {
  const changed = { ...task, human: { edit: { instruction: 'Name a lake' } } };
  expect(holdsAll(searchTextOf(changed), ['river'])).toBe(false);
  expect(holdsAll(searchTextOf(changed), ['lake', 'yangtze'])).toBe(true);
});
