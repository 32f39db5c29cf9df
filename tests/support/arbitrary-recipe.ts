import fc from 'fast-check';
import type { Decoding, MeaningRule, Recipe } from '#core/model/recipe.ts';

/** JSON knows one zero only. */
const fraction = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));

const texts = fc.array(fc.string({ minLength: 1, unit: 'binary' }), { maxLength: 6 });

const preset = fc.constantFrom('modern', 'paper', 'alpaca');

const numbers = {
  maxTokens: fc.integer({ min: 1, max: 128_000 }),
  temperature: fraction(0, 2),
  topP: fraction(0, 1),
  presencePenalty: fraction(-2, 2),
  frequencyPenalty: fraction(-2, 2),
  stops: texts,
};

const bias = fc.dictionary(fc.nat(200_000).map(String), fraction(-100, 100), { maxKeys: 4 });

const decoding: fc.Arbitrary<Decoding> = fc.oneof(
  fc.record(numbers),
  fc.record({ ...numbers, logitBias: bias }),
);

const guard = fc.record({
  sets: texts,
  threshold: fraction(0, 1),
  wordRun: fc.integer({ min: 1, max: 1000 }),
});

const unguarded: fc.Arbitrary<Recipe> = fc.record({
  preset,
  name: fc.string({ minLength: 1, maxLength: 30 }).filter((name) => name.trim() !== ''),
  order: fc.constantFrom('streaming', 'rounds'),
  promptsPerRound: fc.integer({ min: 1, max: 100 }),
  demonstrations: fc.record({
    total: fc.integer({ min: 1, max: 50 }),
    machine: fc.integer({ min: 0, max: 50 }),
    useImported: fc.boolean(),
  }),
  classificationOnly: fc.boolean(),
  lastItem: fc.integer({ min: 2, max: 100 }),
  instruction: decoding,
  classification: decoding,
  generation: decoding,
  labelled: decoding,
  filters: fc.record({
    words: fc.constantFrom('any-script', 'white-space'),
    minWords: fc.integer({ min: 1, max: 1000 }),
    maxWords: fc.integer({ min: 1, max: 10_000 }),
    bannedWords: texts,
    allowPrograms: fc.boolean(),
    firstCharacter: fc.constantFrom('any-script', 'ascii'),
  }),
  similarity: fc.record({
    threshold: fraction(0, 1),
    tokeniser: fc.constantFrom('unicode', 'paper'),
  }),
  parsing: preset,
  maxInstances: fc.integer({ min: 1, max: 50 }),
  instanceTries: fc.integer({ min: 1, max: 10 }),
  targetCounts: fc.constantFrom('accepted', 'complete'),
});

const text = fc.string({ minLength: 1, maxLength: 60 }).filter((value) => value.trim() !== '');

const meaning: fc.Arbitrary<MeaningRule> = fc.record({
  threshold: fraction(0, 1),
  space: fc.oneof(
    fc.constant({ kind: 'lexical' as const }),
    fc.record({ kind: fc.constant('model' as const), space: text, key: text, name: text }),
  ),
});

const choice = fc.constantFrom('random' as const, 'diverse' as const);

/** Any recipe that the screen could be made to hold. */
export const arbitraryRecipe: fc.Arbitrary<Recipe> = fc.oneof(
  unguarded,
  fc.tuple(unguarded, guard).map(([recipe, rules]) => ({ ...recipe, guard: rules })),
  fc.tuple(unguarded, meaning, choice).map(([recipe, semantic, chosen]) => ({
    ...recipe,
    demonstrations: { ...recipe.demonstrations, choice: chosen },
    similarity: { ...recipe.similarity, semantic },
  })),
);
