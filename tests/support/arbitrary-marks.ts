import fc from 'fast-check';
import type { MarksChange } from '#core/model/marks.ts';

const tag = fc.constantFrom('poem', 'check', 'nice', 'later');

const suspicion = fc.constantFrom('cut-output', 'near-task');

/** Any change of marks, one that changes nothing included. */
export const arbitraryMarksChange: fc.Arbitrary<MarksChange> = fc.record(
  {
    verdict: fc.constantFrom('accepted' as const, 'rejected' as const, null),
    rejectReason: fc.constantFrom('unclear', 'duplicate', null),
    contaminated: fc.constant({
      reason: 'contaminated' as const,
      guardText: 'Name a tree',
      setName: 'eval.txt',
      score: 0.75,
    }),
    rating: fc.constantFrom(1 as const, 3 as const, 5 as const, null),
    addTags: fc.uniqueArray(tag),
    removeTags: fc.uniqueArray(tag),
    isFlagged: fc.boolean(),
    note: fc.constantFrom('Ask again', 'Too long', null),
    dismiss: fc.uniqueArray(suspicion),
    suspectAgain: fc.uniqueArray(suspicion),
  },
  { requiredKeys: [] },
);
