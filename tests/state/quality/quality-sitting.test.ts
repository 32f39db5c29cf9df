import { describe, expect, it } from 'vitest';
import type { QualityView } from '#core/contracts/quality-api.ts';
import type { QualityRow } from '#core/model/quality.ts';
import { failure, success } from '#core/model/result.ts';
import { redoStep, undoStep, withoutUndone } from '#core/quality/answer-steps.ts';
import { QualityAnswerBook } from '#state/quality/quality-answers.svelte.ts';
import { QualitySitting } from '#state/quality/quality-sitting.svelte.ts';

const items = ['one', 'two', 'three'].map((instruction, at) => ({
  ...{ taskId: at + 1, instance: 0, instruction, input: '', output: 'o' },
}));
const review = { id: 'q', seed: 1, pool: 9, startedAt: 1, isDrawnHere: true, items };

/** A disk that keeps rows as the worker does, and can be made to fail. */
class Disk {
  rows = new Map<number, QualityRow>();
  isFull = false;

  view = () => {
    const view: QualityView = {
      review,
      standings: items.map(() => 'same'),
      rows: [...this.rows.values()],
    };
    return Promise.resolve(success(view));
  };

  answer: Ports['answer'] = (said) => {
    if (this.isFull) return Promise.resolve(failure({ kind: 'storage', message: 'No room.' }));
    const { answers, note, ...key } = said;
    const states = [...(this.rows.get(key.place)?.states ?? []), { answers, note, at: ++this.#at }];
    for (const row of withoutUndone([...this.rows.values()])) this.rows.set(row.place, row);
    this.rows.set(key.place, { ...key, states });
    return Promise.resolve(success({ ...key, states }));
  };

  undo: Ports['undo'] = () => this.#step(undoStep);
  redo: Ports['redo'] = () => this.#step(redoStep);

  #step(step: typeof undoStep): ReturnType<Ports['undo']> {
    const row = step([...this.rows.values()]);
    if (row !== null) this.rows.set(row.place, row);
    return Promise.resolve(success(row));
  }

  #at = 0;
}

type Ports = ConstructorParameters<typeof QualityAnswerBook>[0];

async function sit(disk = new Disk()): Promise<{ sitting: QualitySitting; shown: number[] }> {
  const book = new QualityAnswerBook(disk, 'q');
  await book.load();
  const shown: number[] = [];
  const sitting = new QualitySitting(book, {
    reviewer: () => 'Ada',
    canAnswer: () => true,
    onItem: (item) => shown.push(item),
    showKeys: () => undefined,
  });
  sitting.begin(null);
  return { sitting, shown };
}

describe('a sitting', () => {
  it('goes from question to question and from item to item, and says so', async () => {
    const { sitting, shown } = await sit();
    expect(sitting.announcement).toBe('Item 1 of 3, question 1: one');
    sitting.run('accept');
    expect(sitting.announcement).toBe('Yes. Does the input suit the instruction?');
    sitting.run('reject');
    sitting.run('accept');
    expect([sitting.place, sitting.question]).toEqual([1, 'task']);
    expect(sitting.announcement).toBe('Yes. Item 2 of 3, question 1: two');
    expect(sitting.book.rows.answers('Ada', 0)).toEqual({ task: true, input: false, output: true });
    sitting.run('previous');
    sitting.run('previous');
    expect(sitting.announcement).toBe('No item before this');
    sitting.run('skip');
    expect(shown).toEqual([1, 2, 1, 2]);
  });

  it('begins again at the first item that is not done', async () => {
    const disk = new Disk();
    const { sitting } = await sit(disk);
    for (let press = 0; press < 4; press += 1) sitting.run('accept');
    const later = await sit(disk);
    expect([later.sitting.place, later.sitting.question]).toEqual([1, 'input']);
  });

  it('after the last item goes to one that was left out, and then says that all are answered', async () => {
    const { sitting } = await sit();
    sitting.run('next');
    for (let press = 0; press < 6; press += 1) sitting.run('accept');
    expect(sitting.place).toBe(0);
    for (let press = 0; press < 3; press += 1) sitting.run('reject');
    sitting.begin(3);
    sitting.run('rate-3');
    sitting.run('accept');
    expect(sitting.announcement).toBe('Yes. All 3 items are answered');
    expect(sitting.book.rows.done('Ada')).toBe(3);
  });

  it('asks nothing once all are answered, until somebody goes back', async () => {
    const disk = new Disk();
    const { sitting } = await sit(disk);
    for (let press = 0; press < 9; press += 1) sitting.run('accept');
    sitting.run('reject');
    expect(sitting.question).toBeNull();
    expect(sitting.announcement).toBe('All 3 items are answered');
    expect(sitting.book.rows.answers('Ada', 2)).toEqual({ task: true, input: true, output: true });
    const later = await sit(disk);
    later.sitting.run('reject');
    expect(later.sitting.book.rows.answers('Ada', 0).task).toBe(true);
    sitting.run('previous');
    sitting.run('reject');
    expect(sitting.book.rows.answers('Ada', 1)).toEqual({ task: false, input: true, output: true });
    sitting.run('accept');
    sitting.run('reject');
    expect([sitting.place, sitting.question]).toEqual([1, null]);
    await sitting.step('undo');
    expect([sitting.place, sitting.question]).toEqual([1, 'output']);
    await sitting.step('redo');
    expect(sitting.question).toBeNull();
  });

  it('undoes what was answered last and asks it again', async () => {
    const { sitting } = await sit();
    for (let press = 0; press < 3; press += 1) sitting.run('accept');
    await sitting.step('undo');
    expect([sitting.place, sitting.question]).toEqual([0, 'output']);
    await sitting.step('undo');
    expect([sitting.place, sitting.question]).toEqual([0, 'input']);
    await sitting.step('undo');
    await sitting.step('undo');
    expect(sitting.announcement).toBe('Nothing to undo');
    expect(sitting.book.rows.reviewers).toEqual([]);
  });

  it('does again what was undone, until something else is answered', async () => {
    const { sitting } = await sit();
    for (let press = 0; press < 4; press += 1) sitting.run('accept');
    for (let press = 0; press < 3; press += 1) await sitting.step('undo');
    expect(sitting.book.rows.canStep('Ada', 'redo')).toBe(true);
    await sitting.step('redo');
    expect([sitting.place, sitting.announcement]).toEqual([
      0,
      expect.stringMatching(/^Done again/),
    ]);
    await sitting.step('redo');
    expect(sitting.book.rows.answers('Ada', 0)).toEqual({ task: true, input: true, output: true });
    await sitting.step('undo');
    sitting.run('reject');
    await sitting.step('redo');
    expect(sitting.announcement).toBe('Nothing to redo');
    expect(sitting.book.rows.answers('Ada', 0)).toEqual({ task: true, input: true, output: false });
    expect(sitting.book.rows.canStep('Ada', 'redo')).toBe(false);
  });

  it('keeps a note on the item that it was begun for', async () => {
    const { sitting } = await sit();
    sitting.run('note');
    sitting.begin(2);
    sitting.note('of the first');
    expect(sitting.isNoting).toBe(false);
    expect(sitting.book.rows.note('Ada', 0)).toBe('of the first');
    expect(sitting.book.rows.note('Ada', 1)).toBe('');
  });

  it('goes back to what the disk has where an answer could not be kept', async () => {
    const disk = new Disk();
    const { sitting } = await sit(disk);
    sitting.run('accept');
    disk.isFull = true;
    await sitting.book.say('Ada', 0, { answers: { task: true, input: true } });
    expect(sitting.book.failure).toBe('No room.');
    expect(sitting.book.rows.answers('Ada', 0)).toEqual({ task: true });
    disk.isFull = false;
    await sitting.book.say('Ada', 0, { answers: { task: true, input: false } });
    expect(sitting.book.failure).toBeNull();
  });
});
