import type { Decoding, Recipe } from '#core/model/recipe.ts';
import { alpacaBannedWords } from './banned-words.ts';

/** A chat model's list may have blank lines between its items, so they are no stop here. */
const instructionDecoding: Decoding = {
  maxTokens: 2048,
  temperature: 1,
  topP: 1,
  presencePenalty: 0,
  frequencyPenalty: 0,
  // The number after the last item is added when a prompt is made.
  stops: [],
};

const instanceDecoding: Decoding = {
  maxTokens: 1024,
  temperature: 0.7,
  topP: 1,
  presencePenalty: 0,
  frequencyPenalty: 0,
  stops: ['\nExample 6', '\nTask:'],
};

/** The default: the published method with its flaws mended, for chat models of today. */
export const modernRecipe: Recipe = {
  preset: 'modern',
  name: 'Modern',
  order: 'streaming',
  promptsPerRound: 5,
  demonstrations: { total: 8, machine: 2, useImported: false },
  classificationOnly: false,
  lastItem: 16,
  instruction: instructionDecoding,
  classification: {
    ...instructionDecoding,
    maxTokens: 16,
    temperature: 0,
    // A chat model may begin with an empty line: no newline alone here.
    stops: ['\nTask'],
  },
  generation: instanceDecoding,
  labelled: { ...instanceDecoding, stops: ['\nTask:'] },
  filters: {
    words: 'any-script',
    minWords: 4,
    maxWords: 150,
    bannedWords: alpacaBannedWords,
    allowPrograms: true,
    firstCharacter: 'any-script',
  },
  similarity: { threshold: 0.7, tokeniser: 'unicode' },
  parsing: 'modern',
  maxInstances: 5,
  instanceTries: 2,
  targetCounts: 'accepted',
};
