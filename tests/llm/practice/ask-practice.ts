import type { ModelApi, ModelCall, Outcome } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';
import type { Prompt } from '#core/prompts/prompt.ts';
import { createPracticeModel } from '#llm/practice/practice-model.ts';

export interface Asked {
  readonly step: ModelCall['step'];
  readonly api: ModelApi;
  readonly prompt: Prompt;
  readonly decoding: Decoding;
  readonly seed?: number;
  readonly modelSeed?: number;
}

export type Reply = Extract<Outcome, { kind: 'reply' }>;

/** Asks the practice model without any delay; anything but a reply fails the test. */
export async function askPractice(asked: Asked): Promise<Reply> {
  const model = createPracticeModel({ seed: asked.modelSeed ?? 1, latencyMs: [0, 0] });
  const { step, api, prompt, decoding, seed = 0 } = asked;
  const call = { step, api, prompt: prompt.prefix + prompt.tail, decoding, seed };
  const outcome = await model(call, new AbortController().signal);
  if (outcome.kind !== 'reply') throw new Error(`No reply: ${outcome.failure.kind}`);
  return outcome;
}
