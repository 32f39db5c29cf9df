import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QualityItem, QualityRow, QualityState } from '#core/model/quality.ts';
import { mergeAnswers } from '#core/quality/merge-answers.ts';
import {
  readQualityFile,
  writeQualityFile,
  type QualityFile,
  type QualityReviewer,
} from '#core/quality/quality-file.ts';

const text = fc.string({ unit: 'binary', maxLength: 20 });
const item: fc.Arbitrary<QualityItem> = fc.record({
  taskId: fc.integer({ min: 1, max: 1e6 }),
  instance: fc.nat({ max: 9 }),
  ...{ instruction: text, input: text, output: text },
});
const state: fc.Arbitrary<QualityState> = fc.record({
  answers: fc.record(
    { task: fc.boolean(), input: fc.boolean(), output: fc.boolean() },
    { requiredKeys: [] },
  ),
  note: text,
  at: fc.nat(),
});
const name = fc.constantFrom('Ada', 'Grace Hopper', '李明', 'e\u0301', '<b>');
const file: fc.Arbitrary<QualityFile> = fc
  .array(item, { minLength: 1, maxLength: 6 })
  .chain((items) =>
    fc.record({
      sample: fc.record({
        seed: fc.nat({ max: 999_999 }),
        pool: fc.integer({ min: 1, max: 1e6 }),
        items: fc.constant(items),
      }),
      reviewers: fc.uniqueArray(
        fc.record({
          name,
          states: fc
            .array(fc.tuple(fc.nat({ max: items.length - 1 }), state))
            .map((some): ReadonlyMap<number, QualityState> => new Map(some)),
        }),
        { selector: (reviewer) => reviewer.name },
      ),
    }),
  );

const one: QualityFile = {
  sample: {
    ...{ seed: 7, pool: 9 },
    items: [
      { taskId: 3, instance: 0, instruction: 'Name a bird.', input: '', output: 'Wren' },
      { taskId: 5, instance: 1, instruction: 'Add.', input: '1 2', output: '3' },
    ],
  },
  reviewers: [
    {
      name: 'Ada',
      states: new Map([
        [0, { answers: { task: true, input: true, output: false }, note: 'Dull', at: 5 }],
        [1, { answers: { task: true }, note: '', at: 6 }],
      ]),
    },
  ],
};

/** The file as text, with one piece of it replaced. */
function spoilt(piece: string, by: string): string {
  const whole = writeQualityFile(one);
  expect(whole).toContain(piece);
  return whole.replace(piece, by);
}

describe('a reviewer’s file', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(file, (written) => {
        expect(readQualityFile(writeQualityFile(written))).toEqual({ ok: true, value: written });
      }),
    );
  });

  it('is never half-read: any change of a character is refused, or is of names and answers', () => {
    const whole = writeQualityFile(one);
    const end = whole.indexOf('"reviewers"');
    fc.assert(
      fc.property(fc.nat({ max: end - 1 }), fc.constantFrom('x', '9', '"', '}'), (at, by) => {
        const changed = whole.slice(0, at) + by + whole.slice(at + 1);
        const read = readQualityFile(changed);
        if (read.ok) expect(read.value).toEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', /no file of a quality review/],
    ['[1, 2', /no file of a quality review/],
    ['[]', /no file of a quality review/],
    [`${'['.repeat(50)}${']'.repeat(50)}`, /no file of a quality review/],
    [spoilt('seedbed-quality-review', 'seedbed-recipe'), /no file of a quality review/],
    [spoilt('"version": 1', '"version": 2'), /newer Seedbed .* Reload/],
    [spoilt('"version": 1', '"version": "1"'), /version must be a whole number/],
    [spoilt('"output": "Wren"', '"output": 3'), /sample\.items 1\.output must be a text, not 3/],
    [spoilt('"output": "Wren"', '"out": "Wren"'), /sample\.items 1\.output is missing/],
    [spoilt('"output": "Wren"', '"output": "Owl"'), /changed after it was saved/],
    [spoilt('"item": 2', '"item": 3'), /answers 2\.item must be a whole number from 1 to 2, not 3/],
    [spoilt('"item": 2', '"item": 1'), /every item stands once/],
    [spoilt('"task": true', '"task": "yes"'), /answers 1\.task must be true or false, not "yes"/],
    [spoilt('"note": ""', '"notes": ""'), /answers 2\.note is missing/],
    [spoilt('"note": ""', '"note": "", "mood": 1'), /mood is not a field of such a file/],
    [spoilt('"name": "Ada"', '"name": "  "'), /reviewers 1\.name must be a text of 1 to 60/],
    [spoilt('"reviewers"', '"people"'), /reviewers is missing.*Have it saved and sent again/],
  ])('%# is refused in words', (content, words) => {
    expect(readQualityFile(content)).toEqual({
      ok: false,
      error: expect.stringMatching(words) as string,
    });
  });

  it('tells of the first mistakes only, and how many more there are', () => {
    const items = one.sample.items.map(({ taskId }) => ({ taskId }));
    const whole = JSON.parse(writeQualityFile(one)) as { sample: object };
    const spoiltFile = { ...whole, sample: { ...whole.sample, items } };
    const read = readQualityFile(JSON.stringify(spoiltFile));
    expect(read.ok ? '' : read.error).toMatch(/And 5 more like this\./);
  });
});

describe('taking a reviewer’s answers over', () => {
  const said = (task: boolean, at: number): QualityState => ({ answers: { task }, note: '', at });
  const row = (place: number, ...states: QualityState[]): [number, QualityRow] => [
    place,
    { reviewId: 'q', reviewer: 'Ada', place, states },
  ];
  const reviewer: QualityReviewer = {
    name: 'Ada',
    states: new Map([
      [0, said(true, 5)],
      [1, said(true, 5)],
      [2, said(true, 5)],
      [3, said(true, 5)],
    ]),
  };

  it('adds, replaces what is older, and leaves what is newer or the same', () => {
    const known = new Map([row(1, said(true, 4)), row(2, said(false, 4)), row(3, said(false, 6))]);
    const { added, replaced, kept, rows } = mergeAnswers('q', reviewer, known);
    expect([added, replaced, kept]).toEqual([1, 1, 1]);
    expect(rows).toEqual([row(0, said(true, 5))[1], row(2, said(false, 4), said(true, 5))[1]]);
  });

  it('a second time changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 5 }), state)),
        fc.array(fc.tuple(fc.nat({ max: 5 }), state)),
        (before, after) => {
          const known = new Map(before.map(([place, each]) => row(place, each)));
          const incoming = { name: 'Ada', states: new Map(after) };
          for (const each of mergeAnswers('q', incoming, known).rows) known.set(each.place, each);
          expect(mergeAnswers('q', incoming, known).rows).toEqual([]);
        },
      ),
    );
  });
});
