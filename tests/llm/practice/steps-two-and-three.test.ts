import { beforeAll, describe, expect, it } from 'vitest';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { classificationDemonstrations } from '#core/prompts/classification-demonstrations.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import { instancePrompt } from '#core/prompts/instance-prompt.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { composeInstruction } from '#llm/practice/grammar/grammar.ts';
import { askPractice } from './ask-practice.ts';
import type { Reply } from './ask-practice.ts';

const random = keyedRandom(1, 'tasks', 0);
const tasks = Array.from({ length: 600 }, () => composeInstruction(random, false));

function askType(api: ModelApi, instruction: string, seed: number): Promise<Reply> {
  const decoding = paperRecipe.classification;
  const prompt = classificationPrompt(api, instruction);
  return askPractice({ step: 'classification', api, prompt, decoding, seed });
}

describe.each(['completions', 'chat'] as const)('step 2 over %s', (api) => {
  it('tells its own tasks apart, with rare mistakes', async () => {
    let wrong = 0;
    for (const [seed, { text, family }] of tasks.entries()) {
      const reply = (await askType(api, text, seed)).text;
      expect(reply.trim()).toMatch(/^(Yes|No)$/);
      if ((reply.trim() === 'Yes') !== family.isClassification) wrong += 1;
    }
    expect(wrong).toBeGreaterThan(0);
    expect(wrong).toBeLessThan(tasks.length * 0.05);
  });

  it('tells most foreign tasks apart by cue words', async () => {
    const answers = await Promise.all(
      classificationDemonstrations.map(async ({ task, isClassification }, seed) => {
        const reply = await askType(api, task, seed);
        return (reply.text.trim() === 'Yes') === isClassification;
      }),
    );
    expect(answers.filter(Boolean).length).toBeGreaterThan(20);
  });
});

function askInstances(
  recipe: Recipe,
  api: ModelApi,
  labelled: boolean,
  text: string,
  seed = 0,
): Promise<Reply> {
  return askPractice({
    step: 'instance',
    api,
    prompt: instancePrompt(api, labelled, text),
    decoding: labelled ? recipe.labelled : recipe.generation,
    seed,
  });
}

describe.each([
  ['paper', paperRecipe, 'completions'],
  ['modern', modernRecipe, 'chat'],
] as const)('step 3 by recipe %s', (_, recipe, api) => {
  const totals = { usable: 0, invalid: 0, contradicting: 0, repeated: 0, cut: 0, empty: 0 };
  beforeAll(async () => {
    for (const [seed, { text, family }] of tasks.entries()) {
      const reply = await askInstances(recipe, api, family.isClassification, text, seed);
      const { instances, losses } = parseInstances(
        recipe,
        family.isClassification,
        reply.text,
        reply.finishReason,
        keyedRandom(1, 'sample', seed),
      );
      if (reply.text === '') totals.empty += 1;
      if (instances.length > 0) totals.usable += 1;
      totals.invalid += losses.invalid;
      totals.contradicting += losses.contradicting;
      totals.repeated += losses.repeated;
      totals.cut += losses.cut;
    }
  });

  it('gives most tasks a usable instance', () => {
    expect(totals.usable).toBeGreaterThan(tasks.length * 0.9);
    expect(totals.usable).toBeLessThan(tasks.length);
  });

  it('makes every kind of mistake, but not often', () => {
    for (const kind of ['invalid', 'contradicting', 'repeated', 'cut', 'empty'] as const) {
      expect(totals[kind], kind).toBeGreaterThan(0);
      expect(totals[kind], kind).toBeLessThan(tasks.length * 0.08);
    }
  });

  it('fits inputs to the instruction', async () => {
    const reply = await askInstances(
      recipe,
      api,
      false,
      'work out the sum of the scores of a dart player below, rounded to one decimal place.',
      2,
    );
    const [, values = '', sum = ''] = /^Values: (.+)\nOutput: The sum is (\d+) points\./m.exec(
      reply.text,
    ) ?? ['', '', ''];
    const numbers = values.split(', ').map(Number);
    expect(numbers.reduce((total, value) => total + value, 0)).toBe(Number(sum));
    expect(numbers.length).toBeGreaterThan(4);
  });

  it('says of foreign tasks that their instances are practice text', async () => {
    for (const labelled of [true, false]) {
      const task = 'Is the plant edible or poisonous, going by its description?';
      const reply = await askInstances(recipe, api, labelled, task, 1);
      expect(reply.text).toMatch(/practice text/i);
      if (labelled)
        expect(reply.text).toMatch(/^Class label: edible\n[^]*^Class label: poisonous\n/m);
    }
  });

  it('also answers when step 2 was wrong about the task', async () => {
    const open = await askInstances(
      recipe,
      api,
      true,
      'Write three quiz questions with answers on chess for a sceptical friend.',
      1,
    );
    expect(open.text).toMatch(/^Class label: ./);
    const closed = await askInstances(
      recipe,
      api,
      false,
      'Is the statement on chess true or false?',
      1,
    );
    expect(closed.text).toMatch(/^Example 1\nText: .+\nOutput: (true|false)$/m);
  });
});
