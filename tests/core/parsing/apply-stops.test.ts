import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#core/model/model-call.ts';
import { applyStops, countedPart } from '#core/parsing/apply-stops.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { readReply } from '#llm/openai/read-reply.ts';
import { MemoryProject, testConnection } from '#tests/support/memory-project.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

const stopLists = [
  modernRecipe.generation.stops,
  modernRecipe.classification.stops,
  paperRecipe.instruction.stops,
  paperRecipe.generation.stops,
];
const reply = (text: string, finishReason: 'stop' | 'length' = 'length'): Outcome => ({
  kind: 'reply',
  text,
  finishReason,
});

describe('Stops on our side', () => {
  it('cut at the first one, and what was cut so ended there, not by length', () => {
    expect(countedPart(reply('Yes\nTask: and more'), ['more', '\nTask'])).toEqual(
      reply('Yes', 'stop'),
    );
    expect(countedPart(reply('Yes'), ['\nTask'])).toEqual(reply('Yes'));
  });

  it('do not look through reasoning before the answer', () => {
    const thought = '<think>\nLet me see.\nTask: sort.\n</think>\n';
    const answer = 'Example 1\nOutput: 1';
    expect(applyStops(`${thought}${answer}\nTask: next`, ['\nTask:'])).toEqual({
      text: `${thought}${answer}`,
      isCut: true,
    });
    const unfinished = '<think>\nTask: one\nTask: two';
    expect(applyStops(unfinished, ['\nTask:'])).toEqual({ text: unfinished, isCut: false });
  });

  it('change nothing in a text that an adapter had cut before it was stored', () => {
    const part = fc.constantFrom('<think>', '</think>', '\nTask:', '\n\n', '16.', 'Yes', ' ', 'a');
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom(...stopLists), (parts, stops) => {
        const text = parts.join('');
        const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
        const storedOnce = text.slice(0, Math.min(text.length, ...places));
        expect(applyStops(storedOnce, stops)).toEqual({ text: storedOnce, isCut: false });
      }),
    );
  });
});

describe('A reply that runs on past a stop', () => {
  const ranOn =
    '<think>\nTask: sort it.\n</think>\nExample 1\nOutput: 1 2\nTask: Say no\nOutput: n';

  it('is stored whole, as it was received', () => {
    const body = JSON.stringify({
      choices: [{ finish_reason: 'length', message: { content: ranOn } }],
    });
    const call = {
      step: 'instance',
      api: 'chat',
      prompt: 'x',
      decoding: modernRecipe.generation,
      seed: 1,
    } as const;
    expect(readReply(body, call, [])).toEqual(reply(ranOn));
  });

  it('is read up to the stop, live and in a fold', async () => {
    const connection = { ...testConnection, api: 'chat', model: 'plain' } as const;
    const project = new MemoryProject(modernRecipe, 4, { connection });
    await project.drive((call) =>
      Promise.resolve(call.step === 'instance' ? reply(ranOn) : replyTo(call)),
    );
    const filled = project.machineTasks.filter(
      ({ instances, isClassification }) => isClassification === false && instances.length > 0,
    );
    expect(filled.length).toBeGreaterThan(0);
    expect(
      new Set(filled.flatMap(({ instances }) => instances.map(({ output }) => output))),
    ).toEqual(new Set(['1 2']));
    expect(
      [...project.attempts.values()].some(
        ({ outcome }) => outcome.kind === 'reply' && outcome.text === ranOn,
      ),
    ).toBe(true);
    expect(await project.folded()).toEqual(project.tasks);
  });
});
