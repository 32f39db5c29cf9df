import fc from 'fast-check';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { dimensions } from '#core/review/dimensions.ts';
import type { NumberRange } from '#core/review/measures.ts';
import type { SearchTerm } from '#core/review/search-terms.ts';
import { suspicionValues } from '#core/suspicions/suspicion-words.ts';
import { sortOrders } from '#core/review/task-sort.ts';
import { writeSearch } from '#core/review/write-search.ts';
import { arbitraryText } from './arbitrary-task.ts';

const some = <Value extends string>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });

/** A range of small numbers, at times an empty one. */
const range: fc.Arbitrary<NumberRange> = fc
  .record({ min: fc.nat(4), max: fc.nat(6) }, { requiredKeys: [] })
  .filter(({ min, max }) => min !== undefined || max !== undefined);

const scores: fc.Arbitrary<NumberRange> = fc.constantFrom(
  { min: 0.5 },
  { max: 0.71 },
  { min: 0.25, max: 0.8 },
);

/** Words and phrases that `arbitraryTask` uses, and others. */
const text: fc.Arbitrary<SearchTerm> = fc.record({
  kind: fc.constant('text' as const),
  text: fc.oneof(
    fc.constantFrom('poem', 'a poem', 'write', 'traße', 'i̇s', '诗', 'ας', '…', 'o'),
    arbitraryText.map((any) => any.toLowerCase()).filter((any) => any !== ''),
  ),
  isExcluded: fc.boolean(),
});

const pattern: fc.Arbitrary<SearchTerm> = fc.record({
  kind: fc.constant('pattern' as const),
  pattern: fc.record({
    source: fc.constantFrom('^Write', 'poem$', 'p.{2}m', 'POEM', '[“…/]', 'a\\b', '^$', '\\p{Lu}'),
    flags: fc.constantFrom('', 'i', 'u', 'iu', 'ms'),
  }),
  isExcluded: fc.boolean(),
});

/** A search that can be read. */
export const arbitrarySearch = (hasPatterns: boolean): fc.Arbitrary<string> =>
  fc
    .array(hasPatterns ? fc.oneof(text, pattern) : text, { minLength: 1, maxLength: 3 })
    .map(writeSearch);

/** Any query; texts are of the words that `arbitraryTask` uses. */
export const arbitraryQueryWith = (search: fc.Arbitrary<string>): fc.Arbitrary<TaskQuery> =>
  fc
    .record(
      {
        status: some(dimensions.status.values),
        reason: some(dimensions.reason.values),
        origin: some(dimensions.origin.values),
        type: some(dimensions.type.values),
        completeness: some(dimensions.completeness.values),
        verdict: some(dimensions.verdict.values),
        rating: some(dimensions.rating.values),
        flag: some(dimensions.flag.values),
        edited: some(dimensions.edited.values),
        tag: some(['a poem', 'POEM', 'Write, then 100%', '诗']),
        run: some(['1', '2', '10']),
        instances: range,
        instructionWords: range,
        inputWords: range,
        outputWords: range,
        created: range,
        score: scores,
        suspicion: fc.constantFrom(...suspicionValues),
        near: fc.integer({ min: 1, max: 4 }),
        text: search,
        sort: fc.constantFrom(...sortOrders),
        seed: fc.integer({ min: 1, max: 999_999_999 }),
      },
      { requiredKeys: ['sort'] },
    )
    // All filters at once leave nothing: of those that came up a few stay.
    .chain(({ sort, seed, text, ...filters }) =>
      fc.subarray(Object.entries(filters), { maxLength: 3 }).map((kept) => ({
        ...Object.fromEntries(kept),
        ...(text !== undefined && { text }),
        sort,
        // A seed means something in random order only.
        ...(sort === 'random' && seed !== undefined && { seed }),
      })),
    );

export const arbitraryQuery = arbitraryQueryWith(arbitrarySearch(false));
