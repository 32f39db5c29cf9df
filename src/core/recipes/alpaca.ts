import type { Recipe } from '#core/model/recipe.ts';
import { alpacaBannedWords } from './banned-words.ts';
import { paperRecipe } from './paper.ts';

/** Stanford Alpaca's variant: one call makes whole tasks, so steps 2 and 3 are never asked. */
export const alpacaRecipe: Recipe = {
  ...paperRecipe,
  preset: 'alpaca',
  name: 'Alpaca',
  demonstrations: { total: 3, machine: 0, useImported: false },
  lastItem: 19,
  instruction: {
    maxTokens: 3072,
    temperature: 1,
    topP: 1,
    presencePenalty: 0,
    frequencyPenalty: 0,
    stops: ['\n20', '20.'],
    // GPT-3's end-of-text token, so that a model goes on to the last task.
    logitBias: { '50256': -100 },
  },
  filters: { ...paperRecipe.filters, bannedWords: alpacaBannedWords },
  parsing: 'alpaca',
  maxInstances: 1,
};
