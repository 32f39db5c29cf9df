import type { Decoding, Recipe } from '#core/model/recipe.ts';

const decoding: Decoding = {
  maxTokens: 1024,
  temperature: 0.7,
  topP: 0.5,
  presencePenalty: 2,
  frequencyPenalty: 0,
  stops: ['\n\n', '\n16', '16.', '16 .'],
};

/** A recipe like the published one, with some fields of a test's own. */
export function recipeWith(changes: Partial<Recipe>): Recipe {
  return {
    preset: 'paper',
    name: 'Test',
    order: 'rounds',
    promptsPerRound: 5,
    demonstrations: { total: 8, machine: 2, useImported: false },
    classificationOnly: false,
    lastItem: 15,
    instruction: decoding,
    classification: decoding,
    generation: decoding,
    labelled: decoding,
    filters: {
      words: 'white-space',
      minWords: 4,
      maxWords: 150,
      bannedWords: [],
      allowPrograms: false,
      firstCharacter: 'ascii',
    },
    similarity: { threshold: 0.7, tokeniser: 'paper' },
    parsing: 'paper',
    maxInstances: 5,
    instanceTries: 1,
    targetCounts: 'accepted',
    ...changes,
  };
}
