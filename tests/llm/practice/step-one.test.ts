import { beforeAll, describe, expect, it } from 'vitest';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { instructionPrompt } from '#core/prompts/instruction-prompt.ts';
import { recogniseInstruction } from '#llm/practice/grammar/grammar.ts';
import { starterSeeds } from '#core/starter/starter-seeds.ts';
import { askPractice } from './ask-practice.ts';
import { growPool } from './grow-pool.ts';
import type { Grown } from './grow-pool.ts';

const seeds = starterSeeds.map((seed) => seed.instruction);

describe('a pool grown from the starter seeds by recipe modern', () => {
  let grown: Grown;
  beforeAll(async () => {
    grown = await growPool(modernRecipe, 'chat', seeds, 360);
  });
  const share = (...reasons: string[]): number =>
    reasons.reduce((sum, reason) => sum + (grown.losses[reason] ?? 0), 0) / grown.proposed;

  it('reaches 1,000 accepted instructions', () => {
    expect(grown.accepted.length).toBeGreaterThan(1000);
  });

  it('holds classification tasks in about the share of the published set', () => {
    const first = grown.accepted.slice(0, 500);
    const closed = first.filter((text) => recogniseInstruction(text)?.family.isClassification);
    expect(closed.length / first.length).toBeGreaterThan(0.2);
    expect(closed.length / first.length).toBeLessThan(0.36);
  });

  it('loses items for every reason, each in a sensible share', () => {
    expect(share('too-similar')).toBeGreaterThan(0.15);
    for (const reason of ['banned-word', 'too-short', 'too-long', 'starts-badly', 'item-empty']) {
      expect(share(reason), reason).toBeGreaterThan(0.001);
      expect(share(reason), reason).toBeLessThan(0.06);
    }
  });

  it('gets some replies that are empty or cut', () => {
    for (const reason of ['reply-empty', 'reply-cut']) {
      expect(grown.losses[reason], reason).toBeGreaterThan(0);
      expect(grown.losses[reason], reason).toBeLessThan(grown.replies * 0.1);
    }
    expect(grown.losses['cut']).toBeGreaterThan(0);
  });
});

describe('a pool grown by recipe paper', () => {
  it('reaches 500 over the completion endpoint, and its stops keep replies short', async () => {
    const grown = await growPool(paperRecipe, 'completions', seeds, 160);
    expect(grown.accepted.length).toBeGreaterThan(500);
    expect(grown.proposed / grown.replies).toBeLessThanOrEqual(7);
    expect(grown.losses['asks-for-program']).toBeGreaterThan(0);
  });
});

describe('one reply', () => {
  const ask = (seed: number, modelSeed: number, classificationOnly = false): Promise<string> => {
    const recipe = { ...modernRecipe, classificationOnly };
    const prompt = instructionPrompt(recipe, 'chat', seeds.slice(0, 8));
    const { instruction } = modernRecipe;
    return askPractice({
      step: 'instruction',
      api: 'chat',
      prompt,
      decoding: instruction,
      seed,
      modelSeed,
    }).then((reply) => reply.text);
  };

  it('depends on prompt, call seed and model seed alone', async () => {
    expect(await ask(3, 1)).toBe(await ask(3, 1));
    expect(await ask(4, 1)).not.toBe(await ask(3, 1));
    expect(await ask(3, 2)).not.toBe(await ask(3, 1));
    expect(await ask(3, 1, true)).not.toBe(await ask(3, 1));
  });

  it('numbers items from the first that is asked for to the last', async () => {
    const numbers = [...(await ask(3, 1)).matchAll(/^(\d+)\. /gm)].map((match) => match[1]);
    expect(numbers).toEqual(['9', '10', '11', '12', '13', '14', '15', '16']);
  });

  it('proposes classification tasks only, where those are asked for', async () => {
    const replies = await Promise.all([1, 2, 3, 4, 5].map((seed) => ask(seed, 1, true)));
    const own = replies
      .join('\n')
      .split('\n')
      .flatMap((line) => recogniseInstruction(line.replace(/^\d+\. /, '')) ?? []);
    expect(own.length).toBeGreaterThan(20);
    expect(own.every(({ family }) => family.isClassification)).toBe(true);
  });

  it('ends by length at the token limit', async () => {
    const prompt = instructionPrompt(paperRecipe, 'completions', seeds.slice(0, 8));
    const decoding = { ...alpacaRecipe.instruction, maxTokens: 20 };
    const reply = await askPractice({ step: 'instruction', api: 'completions', prompt, decoding });
    expect(reply.finishReason).toBe('length');
    expect(reply.text).toHaveLength(80);
    expect(reply.usage?.completionTokens).toBe(20);
  });
});
