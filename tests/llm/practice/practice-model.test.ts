import { describe, expect, it } from 'vitest';
import type { ModelCall } from '#core/model/model-call.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import { modernRecipe } from '#core/recipes/modern.ts';
import { createPracticeModel } from '#llm/practice/practice-model.ts';

const { prefix, tail } = classificationPrompt('chat', 'Is the number even or odd?');
const call: ModelCall = {
  step: 'classification',
  api: 'chat',
  prompt: prefix + tail,
  decoding: modernRecipe.classification,
  seed: 1,
};

describe('createPracticeModel', () => {
  it('answers after a delay, with usage', async () => {
    const model = createPracticeModel({ seed: 1, latencyMs: [1, 5] });
    const outcome = await model(call, new AbortController().signal);
    const promptTokens = Math.ceil(call.prompt.length / 4);
    expect(outcome).toEqual({
      kind: 'reply',
      text: 'Yes',
      finishReason: 'stop',
      usage: { promptTokens, completionTokens: 1 },
    });
  });

  it('gives up when it is aborted, before or while it waits', async () => {
    const model = createPracticeModel({ seed: 1, latencyMs: [600_000, 600_000] });
    const controller = new AbortController();
    const waiting = model(call, controller.signal);
    controller.abort();
    for (const outcome of [await waiting, await model(call, controller.signal)]) {
      expect(outcome).toMatchObject({ kind: 'failure', failure: { kind: 'cancelled' } });
    }
  });
});
