import { expect, test } from 'vitest';
import type { ReplyYield } from '#core/model/run.ts';
import { acceptance } from '#ui/parts/generate/acceptance.ts';

const reply = (proposed: number, accepted: number, replies = 1): ReplyYield => ({
  replies,
  proposed,
  accepted,
});

test('before any reply there is no rate', () => {
  expect(acceptance([])).toEqual({ rate: null, replies: 0, course: [] });
});

test('only the last fifty replies count', () => {
  const yields = [
    ...Array.from({ length: 30 }, () => reply(10, 10)),
    ...Array.from({ length: 50 }, () => reply(10, 2)),
  ];
  expect(acceptance(yields)).toMatchObject({ rate: 0.2, replies: 50 });
});

test('merged replies count as many as they are', () => {
  const yields = [reply(100, 90, 40), reply(100, 50, 48), reply(10, 5), reply(10, 5)];
  expect(acceptance(yields)).toMatchObject({ replies: 50, rate: 0.5 });
});

test('a reply without any item leaves the course as it was', () => {
  const { course } = acceptance([reply(0, 0), reply(10, 5), reply(0, 0)]);
  expect(course).toEqual([0.5, 0.5]);
});
