import fc from 'fast-check';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { dimensions } from '#core/review/dimensions.ts';
import { suspicionValues } from '#core/suspicions/suspicion-words.ts';
import { sortOrders } from '#core/review/review-address.ts';
import { arbitraryText } from './arbitrary-task.ts';

/** Any query; texts are of the words that `arbitraryTask` uses. */
export const arbitraryQuery: fc.Arbitrary<TaskQuery> = fc
  .record(
    {
      status: fc.constantFrom(...dimensions.status.values),
      reason: fc.constantFrom(...dimensions.reason.values),
      origin: fc.constantFrom(...dimensions.origin.values),
      type: fc.constantFrom(...dimensions.type.values),
      completeness: fc.constantFrom(...dimensions.completeness.values),
      suspicion: fc.constantFrom(...suspicionValues),
      text: arbitraryText,
      sort: fc.constantFrom(...sortOrders),
      seed: fc.integer({ min: 1, max: 999_999_999 }),
    },
    { requiredKeys: ['sort'] },
  )
  // A seed means something in random order only.
  .map(({ seed, ...query }) =>
    query.sort === 'random' && seed !== undefined ? { ...query, seed } : query,
  );
