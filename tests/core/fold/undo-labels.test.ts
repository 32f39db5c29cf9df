import { describe, expect, it } from 'vitest';
import type { PersonEvent } from '#core/fold/fold-person.ts';
import { describeEvent } from '#core/fold/undo-stack.ts';
import type { MarksChange } from '#core/model/marks.ts';
import type { SeedTask } from '#core/model/task.ts';
import { SplicePacker } from '#core/replace/packed-splices.ts';
import { replaceLabel } from '#core/replace/replace-words.ts';
import { marksLabel } from '#core/review/marks-words.ts';
import { describeQuery, manyWords } from '#core/review/review-words.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { acceptedLabel, refusedLabel } from '#workers/project/errands/errand-labels.ts';

const seed = (name: string, instruction = 'Do it'): SeedTask => ({
  ...{ id: 's', name, instruction, isClassification: false },
  instances: [{ input: '', output: 'Done' }],
});
const ids = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
const imported = (rows: number): PersonEvent => ({
  ...{ kind: 'imported', importId: 'x', source: 'tasks.jsonl', rows, firstId: 1 },
});
const replaced = (find: string, replacement: string, places: number, tasks: number): string =>
  describeEvent({
    ...{ kind: 'replaced-many', packed: new SplicePacker().finish(), before: [] },
    label: replaceLabel({ find, replacement, which: '' }, places, tasks),
  });
const poem = describeQuery({ text: 'poem', sort: 'newest' });
const marked = (change: MarksChange, what = manyWords(312, poem)): string =>
  describeEvent({
    kind: 'marked',
    ids: [1],
    change,
    before: [{}],
    label: marksLabel(change, what),
  });

describe('what undo would take back reads as a person would say it', () => {
  it('of seeds and imports', () => {
    const added = (count: number): PersonEvent => ({
      ...{ kind: 'seeds-added', seeds: ids(count).map(() => seed('a')), firstId: 1 },
    });
    const edited = (now: SeedTask): PersonEvent => ({
      ...{ kind: 'seed-edited', id: 1, seed: now, before: now },
    });
    const events: PersonEvent[] = [
      ...[added(1), added(1_200), edited(seed('rivers')), edited(seed('', 'One\n\n  two'))],
      { kind: 'seeds-removed', ids: ids(1) },
      { kind: 'seeds-removed', ids: ids(1_200) },
      ...[imported(1), imported(52_002)],
    ];
    expect(events.map(describeEvent)).toEqual([
      'Added one seed',
      'Added 1,200 seeds',
      'Edited seed “rivers”',
      'Edited seed “One ↵ two”',
      'Removed one seed',
      'Removed 1,200 seeds',
      'Imported one task from tasks.jsonl',
      'Imported 52,002 tasks from tasks.jsonl',
    ]);
  });

  it('of verdicts, ratings, tags, flags, notes and suspicions', () => {
    expect([
      marked({ verdict: 'rejected', rejectReason: 'off-topic' }),
      marked({ verdict: 'accepted' }, manyWords(1, poem)),
      marked({ rating: 4 }, 'task 7'),
      marked({ addTags: ['a', 'b'] }),
      marked({ removeTags: ['a'] }),
      marked({ removeTags: ['a', 'b'] }),
      marked({ isFlagged: false }, 'task 7'),
      marked({ note: 'Why' }, 'task 7'),
      marked({ note: null }, 'task 7'),
      marked({ dismiss: ['empty-output', 'cut-output'] }, 'task 7'),
      marked({ suspectAgain: ['empty-output'] }, 'task 7'),
    ]).toEqual([
      'Rejected 312 tasks that match ‘poem’: off topic',
      'Accepted 1 task that matches ‘poem’',
      'Rated task 7: 4 of 5',
      'Tagged 312 tasks that match ‘poem’: a, b',
      'Took the tag a off 312 tasks that match ‘poem’',
      'Took the tags a, b off 312 tasks that match ‘poem’',
      'Took the flag off task 7',
      'Noted on task 7',
      'Removed the note of task 7',
      'Marked as no problem on task 7: output empty, output cut off',
      'Marked as a problem again on task 7: output empty',
    ]);
  });

  it('of everything that a list can be narrowed by', () => {
    const which = (query: Omit<Parameters<typeof describeQuery>[0], 'sort'>): string =>
      manyWords(3, describeQuery({ ...query, sort: 'newest' }));
    expect([
      which({ suspicion: 'any' }),
      which({ suspicion: 'empty-output', type: ['generation', 'untyped'] }),
      which({ completeness: ['incomplete'], verdict: ['none'], rating: ['4', 'none'] }),
      which({ origin: ['machine'], run: ['2'], tag: ['poem'], flag: ['flagged'] }),
      which({ instances: { min: 2 }, judge: { max: 3 }, score: { min: 0.5, max: 0.7 } }),
      which({ near: 17, edited: ['unedited'] }),
      which({ text: `a ${'long '.repeat(40)}search` }),
    ]).toEqual([
      '3 tasks (with any suspicion)',
      '3 tasks (not classification or not typed yet, output empty)',
      '3 tasks (without instances, no verdict, rated 4 or not rated)',
      '3 tasks (machine, run 2, tagged poem, flagged)',
      '3 tasks (number of instances from 2, nearness (ROUGE-L) 0.5 to 0.7, score of a model up to 3)',
      '3 tasks (as it came, nearest to task 17)',
      `3 tasks that match ‘a ${'long '.repeat(15).trim()} lo…’`,
    ]);
  });

  it('of texts, replacements, proposals and replays', () => {
    const label = acceptedLabel('repair', 1_041, 3);
    const { similarity } = modernRecipe;
    const recipe = { ...modernRecipe, similarity: { ...similarity, threshold: 0.5 } };
    const events: PersonEvent[] = [
      { kind: 'edited', id: 7, edit: { instruction: 'New' }, before: null },
      { kind: 'edited', id: 7, edit: null, before: { instruction: 'New' } },
      { kind: 'edited-many', edits: [], errandId: 1, label },
      { kind: 'proposals-refused', ids: [3], errandId: 1, label: refusedLabel('regenerate', 1, 3) },
      { kind: 'replayed', runId: 1, recipe, before: modernRecipe },
    ];
    expect(events.map(describeEvent)).toEqual([
      'Edited task 7',
      'Restored the text of task 7',
      'Accepted 1,041 repairs',
      'Refused a set of new examples for task 3',
      'Replayed the stored replies under other rules',
    ]);
    expect([
      replaced('colour', 'color', 1, 1),
      replaced('colour', 'color', 2_500, 1_200),
      replaced(' please', '', 3, 3),
      replaced('a\nb', 'x'.repeat(50), 3, 2),
    ]).toEqual([
      'Replaced “colour” by “color” in 1 task',
      'Replaced “colour” by “color” 2,500 times in 1,200 tasks',
      'Deleted “ please” in 3 tasks',
      `Replaced “a ↵ b” by “${'x'.repeat(39)}…” 3 times in 2 tasks`,
    ]);
  });
});
