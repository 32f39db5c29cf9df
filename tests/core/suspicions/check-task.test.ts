import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { suspicionIds } from '#core/suspicions/all-suspicions.ts';
import { bitOf, countBits, idsOfBits, TaskChecker } from '#core/suspicions/check-task.ts';
import { exampleOf, reportAsMarkdown } from '#core/suspicions/report.ts';
import { readSuspicionPlan, settingsOf, usualPlan } from '#core/suspicions/suspicion-plan.ts';
import { suspectOf } from '#core/suspicions/suspicion.ts';
import { arbitraryTask } from '#tests/support/arbitrary-task.ts';

const checker = new TaskChecker(usualPlan);

const plain: Task = {
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  ...{ instruction: 'Name a river.', isClassification: null },
  instances: [{ input: '', output: '' }],
};

describe('a checker', () => {
  it('finds the same by bits and by findings, each within its text', () => {
    fc.assert(
      fc.property(arbitraryTask(1), (task) => {
        const found = checker.findings(task);
        const open = found.filter(({ isDismissed }) => !isDismissed).map(({ id }) => id);
        expect(new Set(idsOfBits(checker.bits(task)))).toEqual(new Set(open));
        const suspect = suspectOf(task);
        for (const { finding } of found) {
          const { field, instance = -1, range } = finding;
          const text =
            field === 'instruction' ? suspect.instruction : suspect.instances[instance]?.[field];
          expect(text).toBeDefined();
          if (range === undefined) continue;
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text?.length ?? 0);
        }
      }),
    );
  });

  it('comes to an end with texts made to keep patterns busy', () => {
    const pieces = ['a ', '.', '\n', ' ', '(', '1', 'a@', '0 ', '"', 'the ', '#', '`', '-', 'A1'];
    for (const piece of pieces) {
      const text = `The following: ${piece.repeat(20_000)}x`;
      const instances = [{ input: text, output: text }];
      const task = { ...plain, instruction: text, instances };
      const open = checker.findings(task).map(({ id }) => id);
      expect(new Set(idsOfBits(checker.bits(task))), piece).toEqual(new Set(open));
    }
  });

  it('leaves out what a person dismissed, and what the plan switched off', () => {
    expect(idsOfBits(checker.bits(plain))).toEqual(['empty-output']);
    const dismissed = { ...plain, human: { dismissed: ['empty-output'] } };
    expect(checker.bits(dismissed)).toBe(0);
    expect(checker.findings(dismissed)).toMatchObject([{ id: 'empty-output', isDismissed: true }]);
    const off = new TaskChecker({ 'empty-output': { isOff: true } });
    expect(off.bits(plain)).toBe(0);
    expect(off.findings(plain)).toEqual([]);
  });

  it('calls only what is kept near another task', () => {
    const rejection = { reason: 'too-similar', culprit: 9, score: 0.9 } as const;
    const lost: Task = { ...plain, status: 'rejected', rejection };
    expect(idsOfBits(checker.bits(lost))).not.toContain('near-task');
    const restored: Task = { ...lost, human: { verdict: 'accepted' } };
    expect(idsOfBits(checker.bits(restored))).toContain('near-task');
  });

  it('reads a task as people left it', () => {
    const edit = { instances: [{ input: '', output: 'The Nile' }] };
    expect(checker.bits({ ...plain, human: { edit } })).toBe(0);
  });

  it('goes by the settings of the plan', () => {
    const near = { ...plain, instances: [], novelty: { max: 0.6, mean: 0.2, nearest: [] } };
    expect(checker.bits(near)).toBe(0);
    const strict = new TaskChecker({ 'near-task': { settings: { score: 0.5 } } });
    expect(strict.bits(near)).toBe(bitOf('near-task'));
  });
});

describe('bits', () => {
  it('hold any set of suspicions', () => {
    fc.assert(
      fc.property(fc.subarray([...suspicionIds]), (ids) => {
        const bits = ids.reduce((all, id) => all | bitOf(id), 0);
        expect(idsOfBits(bits)).toEqual(ids);
        expect(countBits(bits)).toBe(ids.length);
      }),
    );
  });
});

describe('a stored plan', () => {
  it('is read back as it was', () => {
    const plan = { 'near-task': { isOff: true, settings: { score: 0.5 } } };
    expect(readSuspicionPlan(structuredClone(plan))).toEqual(plan);
    expect(settingsOf('near-task', plan)).toEqual({ score: 0.5 });
    expect(settingsOf('near-task', usualPlan)).toEqual({ score: 0.67 });
  });

  it('keeps only what it knows, whatever is there', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(() => new TaskChecker(readSuspicionPlan(stored))).not.toThrow();
      }),
    );
    expect(readSuspicionPlan({ 'near-task': { settings: { score: 7, x: 1 } }, other: 1 })).toEqual({
      'near-task': { settings: { score: 1 } },
    });
  });
});

describe('a report', () => {
  it('shows the piece in its place, and no Markdown of a task', () => {
    const text = `${'word '.repeat(60)}# *see* https://news.brookfield.de/a now`;
    const task = { ...plain, instances: [{ input: '', output: text }] };
    const found = checker.findings(task).find(({ id }) => id === 'private-url');
    if (found === undefined) throw new Error('the address was not found');
    const example = exampleOf(task, found);
    expect(example.excerpt).toContain('https://news.brookfield.de/a');
    expect(example.excerpt.startsWith('…')).toBe(true);
    const rows = [{ id: 'private-url', count: 1, examples: [example] } as const];
    const markdown = reportAsMarkdown({ tasks: 4, suspicious: 1, unchecked: 0, rows }, 'A *b*');
    expect(markdown).toContain('# Suspicions in A \\*b\\*');
    expect(markdown).toContain('| web address | 1 | 25.0 % |');
    expect(markdown).toContain('\\*see\\*');
  });
});
