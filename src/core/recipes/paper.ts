import type { Decoding, Recipe } from '#core/model/recipe.ts';
import { publishedBannedWords } from './banned-words.ts';

const instanceDecoding: Decoding = {
  maxTokens: 350,
  temperature: 0,
  topP: 0,
  presencePenalty: 1.5,
  frequencyPenalty: 0,
  stops: ['Example 6', 'Task:'],
};

/** Self-Instruct as published, bit for bit (Wang et al. 2022, arXiv 2212.10560, and its code). */
export const paperRecipe: Recipe = {
  preset: 'paper',
  name: 'Paper',
  order: 'rounds',
  promptsPerRound: 5,
  demonstrations: { total: 8, machine: 2, useImported: false },
  classificationOnly: false,
  lastItem: 15,
  instruction: {
    maxTokens: 1024,
    temperature: 0.7,
    topP: 0.5,
    presencePenalty: 2,
    frequencyPenalty: 0,
    stops: ['\n\n', '\n16', '16.', '16 .'],
  },
  classification: {
    maxTokens: 3,
    temperature: 0,
    topP: 0,
    presencePenalty: 0,
    frequencyPenalty: 0,
    stops: ['\n', 'Task'],
  },
  generation: instanceDecoding,
  labelled: { ...instanceDecoding, maxTokens: 300 },
  filters: {
    words: 'white-space',
    minWords: 4,
    maxWords: 150,
    bannedWords: publishedBannedWords,
    allowPrograms: false,
    firstCharacter: 'ascii',
  },
  similarity: { threshold: 0.7, tokeniser: 'paper' },
  parsing: 'paper',
  maxInstances: 5,
  instanceTries: 1,
  targetCounts: 'accepted',
};
