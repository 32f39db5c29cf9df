import { beforeAll, describe, expect, it } from 'vitest';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import type { ProposedItem } from '#core/parsing/parse-proposals.ts';
import { wholeTaskPrompt } from '#core/prompts/whole-task-prompt.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';
import { starterSeeds } from '#core/starter/starter-seeds.ts';
import { askPractice } from './ask-practice.ts';

describe.each(['completions', 'chat'] as const)('whole tasks over %s', (api) => {
  const items: ProposedItem[] = [];
  const losses = { malformed: 0, empty: 0, cut: 0, emptyReplies: 0 };
  beforeAll(async () => {
    for (let seed = 0; seed < 240; seed += 1) {
      const prompt = wholeTaskPrompt(api, starterSeeds.slice(seed % 170, (seed % 170) + 3));
      const decoding = alpacaRecipe.instruction;
      const reply = await askPractice({ step: 'whole-task', api, prompt, decoding, seed });
      const proposals = parseProposals(alpacaRecipe, reply.text, reply.finishReason);
      if (reply.text === '') losses.emptyReplies += 1;
      if (reply.finishReason === 'length') losses.cut += 1;
      losses.malformed += proposals.losses.malformed;
      losses.empty += proposals.losses.empty;
      items.push(...proposals.items);
    }
  });

  it('come sixteen to a reply, nearly all in the form that is asked for', () => {
    expect(items.length).toBeGreaterThan(240 * 13);
    expect(items.length).toBeLessThanOrEqual(240 * 16);
  });

  it('have an output, and an input where the task needs one', () => {
    const answered = items.filter((item) => (item.instance?.output ?? '') !== '');
    const withInput = answered.filter((item) => item.instance?.input !== '');
    expect(answered.length).toBeGreaterThan(items.length * 0.95);
    expect(withInput.length).toBeGreaterThan(items.length * 0.3);
    expect(withInput.length).toBeLessThan(items.length * 0.8);
  });

  it('are now and then malformed, empty or cut', () => {
    for (const [kind, count] of Object.entries(losses)) {
      expect(count, kind).toBeGreaterThan(0);
    }
    expect(losses.malformed).toBeLessThan(items.length * 0.1);
    expect(losses.cut).toBeLessThan(240 * 0.1);
  });
});
