// @vitest-environment happy-dom
import { flushSync, mount, unmount } from 'svelte';
import { expect, test } from 'vitest';
import { success } from '#core/model/result.ts';
import type { Task } from '#core/model/task.ts';
import { ReviewDraft } from '#state/review/review-draft.svelte.ts';
import LongTextField from '#ui/parts/review/LongTextField.svelte';

const [long, other] = [
  'one word after another '.repeat(2_000),
  'quite another text '.repeat(2_000),
];

function draftOf(outputs: readonly string[]): ReviewDraft {
  const task: Task = {
    id: 1,
    origin: 'imported',
    status: 'accepted',
    stage: 'instanced',
    instruction: 'Tell a story',
    isClassification: false,
    instances: outputs.map((output) => ({ input: '', output })),
    createdAt: 0,
  };
  return new ReviewDraft(task, {
    editTask: () => Promise.resolve(success(null)),
    taskDetail: () => Promise.reject(new Error('nothing is saved here')),
  });
}

/** The field of the output that stands first, as the editor of a task shows it. */
function openFirst(draft: ReviewDraft): { field: () => HTMLTextAreaElement; close: () => void } {
  const props = {
    label: 'Output',
    rows: 2,
    get value() {
      return draft.instances[0]?.output ?? '';
    },
    set value(output: string) {
      draft.changeInstance(0, { output });
    },
  };
  const mounted = mount(LongTextField, { target: document.body, props });
  flushSync();
  return {
    field: () => {
      const area = document.querySelector('textarea');
      if (area === null) throw new Error('there is no field');
      return area;
    },
    close: () => void unmount(mounted),
  };
}

/** Types something before what the field holds. */
function typeBefore(area: HTMLTextAreaElement, typed: string): void {
  area.value = typed + area.value;
  area.setSelectionRange(typed.length, typed.length);
  area.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}

test('a long text that changed places and came back is the one that is shown and typed into', () => {
  const draft = draftOf([long, other]);
  const { field, close } = openFirst(draft);
  typeBefore(field(), 'First ');
  for (const by of [1, -1] as const) {
    draft.moveInstance(by === 1 ? 0 : 1, by);
    flushSync();
  }
  expect(field().value.startsWith('First one word')).toBe(true);
  typeBefore(field(), 'At ');
  expect(draft.instances.map(({ output }) => output)).toEqual([`At First ${long}`, other]);
  close();
});

test('a part that grows too long is cut where the caret is, and nothing of it is lost', () => {
  const draft = draftOf([long]);
  const { field, close } = openFirst(draft);
  const more = 'more and '.repeat(300);
  typeBefore(field(), more);
  expect(field().value.startsWith(more)).toBe(true);
  expect(draft.instances[0]?.output).toBe(more + long);
  close();
});
