import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelCall } from '#core/model/model-call.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import type { LearntModel } from '#core/providers/learnt-model.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import type { ModelRealm } from '#llm/create-model.ts';
import { memoryIn } from '#tests/support/model-memory.ts';
import type { ModelServer } from '#tests/support/model-server/model-server.ts';
import type { WireName } from '#tests/support/model-server/wires/wire.ts';

export const wireNames = ['openai', 'anthropic', 'gemini'] as const;
export const key = 'sk-test-abcdefgh';

const prompt = classificationPrompt('chat', 'Sort the fruit by weight');

/** A call that carries every parameter of the paper: none of them is a neutral one. */
export const call: ModelCall = {
  step: 'classification',
  api: 'chat',
  prompt: prompt.prefix + prompt.tail,
  decoding: { ...paperRecipe.instruction, maxTokens: 16, stops: ['\nTask'] },
  seed: 1,
};

/** What of a call with a schema its failure is read by. */
export const askedWithSchema = { schema: { name: 'judgement', schema: {}, ask: 'As JSON.' } };

/** How a page would reach the scripted server as one of the three providers. */
export function connectionTo(
  server: ModelServer,
  wire: WireName,
  options: Partial<ModelConnection> = {},
): ModelConnection {
  return {
    provider: wire === 'openai' ? 'openai-compatible' : wire,
    baseUrl: wire === 'gemini' ? server.geminiUrl : server.baseUrl,
    model: 'scripted',
    api: 'chat',
    usesKey: true,
    maxConcurrent: 1,
    timeoutMs: 5_000,
    ...options,
  };
}

/** A realm that remembers in `noted` what models are like; online, on this machine. */
export function realm(noted: Map<string, LearntModel> = new Map()): ModelRealm {
  return {
    surroundings: {
      isOnline: () => true,
      isHosted: false,
      localAccess: () => Promise.resolve('unknown'),
    },
    memory: memoryIn(noted),
    browserModel: () => null,
  };
}
