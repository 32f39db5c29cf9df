import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksBefore } from '#core/fold/fold-marks.ts';
import { foldPerson, type PersonEvent } from '#core/fold/fold-person.ts';
import { describeEvent, UndoStack } from '#core/fold/undo-stack.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { HumanOverlay, TaskStatus } from '#core/model/task.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { arbitraryMarksChange } from '#tests/support/arbitrary-marks.ts';

const taskCount = 4;

/** A pool, its log and its undo stack, as the writer keeps them. */
class Book {
  readonly pool = new TaskPool();
  readonly undo = new UndoStack();
  readonly entries: LogEntry[] = [];

  constructor() {
    const rows = Array.from({ length: taskCount }, (_, i) => ({
      instruction: `Task ${i + 1}`,
      instances: [],
      isClassification: null,
    }));
    const event = { kind: 'imported', importId: 'a', source: 'a', rows: taskCount } as const;
    foldPerson(this.pool, { ...event, firstId: 1 }, 0, {
      entry: () => undefined,
      imported: () => rows,
    });
  }

  note(event: PersonEvent): void {
    const entry: LogEntry = { ...event, seq: this.entries.length + 1, at: 0 };
    this.entries.push(entry);
    const entryAt = (seq: number): LogEntry | undefined => this.entries[seq - 1];
    foldPerson(this.pool, event, 0, { entry: entryAt, imported: () => [] });
    this.undo.note(entry);
  }

  mark(ids: readonly number[], change: MarksChange): void {
    const before = ids.map((id) => marksBefore(this.overlay(id), change));
    this.note({ kind: 'marked', ids, change, before, label: `Marked ${ids.length}` });
  }

  judge(ids: readonly number[], verdict: TaskStatus | null): void {
    const before = ids.map((id) => this.overlay(id).verdict ?? null);
    this.note({ kind: 'verdict', ids, verdict, before, label: 'Judged' });
  }

  overlay(id: number): HumanOverlay {
    return this.pool.get(id)?.human ?? {};
  }

  get overlays(): HumanOverlay[] {
    return Array.from({ length: taskCount }, (_, i) => this.overlay(i + 1));
  }
}

/** What a change of marks means, said once more in the plainest way. */
function plainly(overlay: HumanOverlay, change: MarksChange): HumanOverlay {
  const marks = new Map<string, unknown>(Object.entries(overlay));
  const put = (name: string, value: unknown): void => {
    if (value === null || value === false) marks.delete(name);
    else if (value !== undefined) marks.set(name, value);
  };
  put('rejectReason', change.rejectReason);
  if (typeof change.rejectReason === 'string') put('contaminated', null);
  if (change.verdict !== undefined && change.verdict !== 'rejected') put('contaminated', null);
  put('contaminated', change.contaminated);
  put('verdict', change.verdict);
  if (change.verdict !== undefined && change.verdict !== 'rejected') put('rejectReason', null);
  put('rating', change.rating);
  put('isFlagged', change.isFlagged);
  put('note', change.note);
  const tags = new Set(overlay.tags);
  for (const tag of change.removeTags ?? []) tags.delete(tag);
  for (const tag of change.addTags ?? []) tags.add(tag);
  put('tags', tags.size === 0 ? null : [...tags]);
  const dismissed = new Set(overlay.dismissed);
  for (const id of change.suspectAgain ?? []) dismissed.delete(id);
  for (const id of change.dismiss ?? []) dismissed.add(id);
  put('dismissed', dismissed.size === 0 ? null : [...dismissed]);
  return Object.fromEntries(marks);
}

const ids = fc.uniqueArray(fc.integer({ min: 1, max: taskCount }), { minLength: 1 });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('mark'), ids, change: arbitraryMarksChange }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('judge'),
      ids,
      verdict: fc.constantFrom('accepted' as const, 'rejected' as const, null),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'undo' }) },
  { weight: 1, arbitrary: fc.constant({ do: 'redo' }) },
);

describe('marks', () => {
  it('fold, undo and redo as a plain list of pictures would', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const book = new Book();
        const past: HumanOverlay[][] = [];
        const future: HumanOverlay[][] = [];
        let now = book.overlays;
        for (const each of steps) {
          if ('change' in each || 'verdict' in each) {
            past.push(now);
            future.length = 0;
            const change = 'change' in each ? each.change : { verdict: each.verdict };
            now = now.map((overlay, i) => {
              if (!each.ids.includes(i + 1)) return overlay;
              if ('change' in each) return plainly(overlay, change);
              // A verdict by itself leaves reasons to the one who records it.
              const { verdict: _, ...rest } = overlay;
              return each.verdict === null ? rest : { ...rest, verdict: each.verdict };
            });
            if ('change' in each) book.mark(each.ids, each.change);
            else book.judge(each.ids, each.verdict);
          } else if (each.do === 'undo') {
            const target = book.undo.nextUndo;
            expect(target === null).toBe(past.length === 0);
            if (target === null) continue;
            future.push(now);
            now = past.pop() ?? [];
            book.note({ kind: 'undone', targetSeq: target.seq });
          } else {
            const target = book.undo.nextRedo;
            expect(target === null).toBe(future.length === 0);
            if (target === null) continue;
            past.push(now);
            now = future.pop() ?? [];
            book.note({ kind: 'redone', targetSeq: target.seq });
          }
          expect(book.overlays).toEqual(now);
        }
      }),
    );
  });

  it('take the reason for a rejection away with the rejection', () => {
    const book = new Book();
    book.mark([1, 2], { verdict: 'rejected', rejectReason: 'unclear' });
    book.mark([1], { verdict: 'accepted' });
    expect(book.overlays.slice(0, 2)).toEqual([
      { verdict: 'accepted' },
      { verdict: 'rejected', rejectReason: 'unclear' },
    ]);
    const last = book.undo.nextUndo;
    expect(last && describeEvent(last)).toBe('Marked 1');
  });
});
