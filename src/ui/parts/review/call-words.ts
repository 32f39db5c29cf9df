import type { FinishReason, Step } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';

export const stepWords: Readonly<Record<Step, string>> = {
  instruction: 'Step 1: proposed the instruction',
  classification: 'Step 2: classification or not',
  instance: 'Step 3: wrote the instances',
  'whole-task': 'Wrote the whole task',
};

export const finishWords: Readonly<Record<FinishReason, string>> = {
  stop: 'ended by itself',
  length: 'cut off by the token limit',
  'content-filter': 'cut off by the provider’s filter',
};

/** The parameters of a call in one line; stops as they are sent. */
export function decodingWords(decoding: Decoding): string {
  const { maxTokens, temperature, topP, presencePenalty, frequencyPenalty, stops } = decoding;
  const parts = [
    `at most ${maxTokens} tokens`,
    `temperature ${temperature}`,
    `top-p ${topP}`,
    `presence penalty ${presencePenalty}`,
    `frequency penalty ${frequencyPenalty}`,
  ];
  if (stops.length > 0)
    parts.push(`stops at ${stops.map((stop) => JSON.stringify(stop)).join(', ')}`);
  return parts.join(', ');
}

/** How long a call took: 340 ms, 2.4 s, 75 s. */
export function latencyWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}
