import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { canBeSampled, drawSample, sampleId } from '#core/quality/draw-sample.ts';
import { standingOf } from '#core/quality/item-standing.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';
import { makeTask } from '#tests/support/stored-project.ts';

const poolOf = (size: number, instances = 1): Task[] =>
  Array.from({ length: size }, (_, index) =>
    makeTask({
      id: index + 1,
      instruction: `Do ${index + 1}`,
      instances: Array.from({ length: instances }, (__, at) => ({
        input: `in ${at}`,
        output: `out ${at}`,
      })),
    }),
  );

const anyPool = fc
  .nat({ max: 12 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => arbitraryTask(at + 1))));

describe('a quality sample', () => {
  it('is the same for the same seed and pool, and another for another seed', () => {
    const tasks = poolOf(500, 3);
    expect(drawSample(tasks, 7, 200)).toEqual(drawSample([...tasks], 7, 200));
    expect(sampleId(drawSample(tasks, 7, 200))).not.toBe(sampleId(drawSample(tasks, 8, 200)));
    expect(sampleId(drawSample(tasks, 7, 200))).not.toBe(
      sampleId(drawSample(tasks.slice(1), 7, 200)),
    );
  });

  it('holds no task twice, only complete ones that are no seeds, and their own texts', () => {
    fc.assert(
      fc.property(
        anyPool,
        fc.nat({ max: 99 }),
        fc.integer({ min: 1, max: 15 }),
        (tasks, seed, size) => {
          const { pool, items } = drawSample(tasks, seed, size);
          const eligible = tasks.filter(canBeSampled);
          expect(pool).toBe(eligible.length);
          expect(items).toHaveLength(Math.min(size, eligible.length));
          expect(new Set(items.map(({ taskId }) => taskId)).size).toBe(items.length);
          for (const item of items) {
            const task = eligible.find(({ id }) => id === item.taskId);
            expect(task?.origin).not.toBe('seed');
            expect(standingOf(item, task, { isDrawnHere: true })).toBe('same');
          }
        },
      ),
    );
  });

  it('takes every task, and every instance of a task, about as often', () => {
    const tasks = poolOf(20, 4);
    const seeds = 2_000;
    const drawn = new Map<number, number>();
    const chosen = [0, 0, 0, 0];
    for (let seed = 0; seed < seeds; seed += 1) {
      for (const { taskId, instance } of drawSample(tasks, seed, 5).items) {
        drawn.set(taskId, (drawn.get(taskId) ?? 0) + 1);
        chosen[instance] = (chosen[instance] ?? 0) + 1;
      }
    }
    // 500 and 2,500 expected, with standard deviations of 19 and 43: five of them.
    for (const { id } of tasks) expect(Math.abs((drawn.get(id) ?? 0) - 500)).toBeLessThan(97);
    for (const count of chosen) expect(Math.abs(count - 2_500)).toBeLessThan(217);
  });

  it('chooses among the instances as a person left them', () => {
    const [task = makeTask({ id: 1, instruction: '' })] = poolOf(1);
    const edited: Task = {
      ...task,
      human: { edit: { instruction: 'New', instances: [{ input: 'i', output: 'o' }] } },
    };
    expect(drawSample([edited], 1, 1).items).toEqual([
      { taskId: 1, instance: 0, instruction: 'New', input: 'i', output: 'o' },
    ]);
  });
});

describe('what became of a sampled task', () => {
  const [task = makeTask({ id: 1, instruction: '' })] = poolOf(1);
  const [item] = drawSample([task], 1, 1).items;
  if (item === undefined) throw new Error('one was drawn');
  const edited: Task = { ...task, human: { edit: { instruction: 'Other' } } };
  const here = { isDrawnHere: true };
  const elsewhere = { isDrawnHere: false };

  it('is told for tasks of this project', () => {
    expect(standingOf(item, task, here)).toBe('same');
    expect(standingOf(item, edited, here)).toBe('edited');
    expect(standingOf(item, { ...task, human: { verdict: 'rejected' } }, here)).toBe('rejected');
    expect(standingOf(item, { ...task, isRemoved: true }, here)).toBe('removed');
    expect(standingOf(item, undefined, here)).toBe('removed');
  });

  it('is not guessed for those of another project, unless the texts show that they are these', () => {
    expect(standingOf(item, undefined, elsewhere)).toBe('elsewhere');
    expect(standingOf(item, makeTask({ id: 1, instruction: 'B' }), elsewhere)).toBe('elsewhere');
    expect(standingOf(item, task, elsewhere)).toBe('same');
    expect(standingOf(item, edited, elsewhere)).toBe('edited');
  });
});
