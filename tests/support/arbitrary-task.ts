import fc from 'fast-check';
import type { HumanOverlay, Instance, Rejection, Task, TaskEdit } from '#core/model/task.ts';

const words = ['Write', 'a', 'poem', 'POEM', 'about', 'İstanbul', 'Straße', '写一首诗', 'ΑΣ', '…'];

/** Short texts of few words, so that searches find something; sometimes anything at all. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const instances: fc.Arbitrary<Instance[]> = fc.array(
  fc.record({ input: arbitraryText, output: arbitraryText }),
  { maxLength: 3 },
);

const rejection: fc.Arbitrary<Rejection> = fc.oneof(
  fc.constant({ reason: 'cut' } as const),
  fc.constant({ reason: 'too-short', words: 2, least: 4 } as const),
  fc.constant({ reason: 'banned-word', word: 'map' } as const),
  fc.record({
    reason: fc.constant('too-similar' as const),
    culprit: fc.integer({ min: 1, max: 4 }),
    score: fc.constantFrom(0.71, 0.8, 1),
  }),
);

const edit: fc.Arbitrary<TaskEdit> = fc.record(
  { instruction: arbitraryText, instances, isClassification: fc.boolean() },
  { requiredKeys: [] },
);

const human: fc.Arbitrary<HumanOverlay> = fc.record(
  {
    verdict: fc.constantFrom('accepted', 'rejected'),
    edit,
    rating: fc.constantFrom(1, 2, 3, 4, 5),
    tags: fc.uniqueArray(
      arbitraryText.filter((text) => text !== ''),
      { minLength: 1, maxLength: 3 },
    ),
    isFlagged: fc.constant(true as const),
    rejectReason: fc.constantFrom('unclear', 'duplicate'),
    contaminated: fc.constant({
      reason: 'contaminated' as const,
      guardText: 'Name a tree',
      setName: 'eval.txt',
      score: 0.75,
    }),
    note: arbitraryText,
    dismissed: fc.uniqueArray(arbitraryText, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const novelty = fc.record({
  max: fc.constantFrom(0, 0.25, 0.5, 0.7),
  mean: fc.constant(0.1),
  nearest: fc.array(fc.record({ id: fc.integer({ min: 1, max: 4 }), score: fc.constant(0.5) }), {
    maxLength: 2,
  }),
});

/** Any task that the pool may hold under an id; removed ones and overlays included. */
export function arbitraryTask(id: number): fc.Arbitrary<Task> {
  const kinds = fc.oneof(
    fc.record({ status: fc.constant('accepted' as const) }),
    fc.record({ status: fc.constant('rejected' as const), rejection }),
  );
  const rest = fc.record(
    {
      id: fc.constant(id),
      origin: fc.constantFrom('seed' as const, 'machine' as const, 'imported' as const),
      stage: fc.constant('novel' as const),
      instruction: arbitraryText,
      isClassification: fc.constantFrom(true, false, null),
      instances,
      createdAt: fc.constantFrom(0, 3, 5, 1_795_000_000_000),
      provenance: fc.record({
        runId: fc.constantFrom(1, 2, 10),
        requestId: fc.constant(1),
        item: fc.constant(0),
      }),
      novelty,
      human,
      isRemoved: fc.boolean(),
    },
    {
      requiredKeys: [
        ...(['id', 'origin', 'stage', 'instruction', 'isClassification'] as const),
        ...(['instances', 'createdAt'] as const),
      ],
    },
  );
  return fc.tuple(kinds, rest).map(([kind, task]) => ({ ...task, ...kind }));
}
