import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { textOf } from '#core/model/task-text.ts';
import { editFrom, mergeDraft, problemsOf } from '#core/review/task-draft.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';

const task: Task = {
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  instruction: 'Name a river.',
  isClassification: false,
  instances: [{ input: '', output: 'Yangtze' }],
};

test('an untouched draft is no edit', () => {
  expect(editFrom(task, textOf(task))).toBeNull();
});

test('only what differs from the original is in the edit', () => {
  const draft = { ...textOf(task), instruction: 'Name a lake.' };
  expect(editFrom(task, draft)).toEqual({ instruction: 'Name a lake.' });
});

test('changing an edited task back to its original takes the edit away', () => {
  const changed: Task = { ...task, human: { edit: { instruction: 'Name a lake.' } } };
  expect(textOf(changed).instruction).toBe('Name a lake.');
  expect(editFrom(changed, { ...textOf(changed), instruction: 'Name a river.' })).toBeNull();
});

test('saving a draft and opening it again shows the same', () => {
  fc.assert(
    fc.property(arbitraryTask(1), arbitraryTask(1), (original, other) => {
      const draft = textOf(other);
      const edit = editFrom(original, draft);
      const saved: Task = { ...original, human: edit === null ? {} : { edit } };
      const type = draft.isClassification ?? original.isClassification;
      expect(textOf(saved)).toEqual({ ...draft, isClassification: type });
    }),
  );
});

test('an empty instruction or output is named, by its place', () => {
  const draft = {
    ...textOf(task),
    instruction: ' ',
    instances: [
      { input: '', output: 'x' },
      { input: 'y', output: '\n' },
    ],
  };
  expect(problemsOf(draft).map(({ place }) => place)).toEqual(['instruction', 1]);
  expect(problemsOf(textOf(task))).toEqual([]);
});

test('what changed elsewhere goes into a draft, and only what both changed is a conflict', () => {
  fc.assert(
    fc.property(arbitraryTask(1), arbitraryTask(1), arbitraryTask(1), (a, b, c) => {
      const [seen, mine, theirs] = [textOf(a), textOf(b), textOf(c)];
      const { draft, conflicts } = mergeDraft(mine, seen, theirs);
      for (const field of ['instruction', 'instances', 'isClassification'] as const) {
        const [was, here, there] = [seen, mine, theirs].map((text) => JSON.stringify(text[field]));
        const isConflict = here !== was && there !== was && here !== there;
        expect(conflicts.includes(field)).toBe(isConflict);
        expect(JSON.stringify(draft[field])).toBe(here === was ? there : here);
      }
    }),
  );
});
