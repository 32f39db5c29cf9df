import type { TokenUsage } from '#core/model/model-call.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import { assumedAcceptedPerReply, type CallTokens, type ForecastBasis } from './forecast.ts';

/** About four characters a token where the provider does not say. */
const CHARACTERS_A_TOKEN = 4;

/** What a preview tells of a run: tokens of each step, and how much of a reply is accepted. */
export function basisFromPreview({ calls, items }: PreviewRound): ForecastBasis {
  const tokens: Record<string, CallTokens> = {};
  for (const { step, prompt, outcome } of calls) {
    if (outcome.kind === 'reply') tokens[step] = outcome.usage ?? guess(prompt, outcome.text);
  }
  const accepted = items.filter(({ verdict }) => verdict.keep).length;
  const isObserved = calls.some(({ outcome }) => outcome.kind === 'reply');
  return {
    acceptedPerReply: isObserved ? accepted : assumedAcceptedPerReply,
    tokens,
    isObserved,
  };
}

function guess(prompt: string, reply: string): TokenUsage {
  return {
    promptTokens: Math.ceil(prompt.length / CHARACTERS_A_TOKEN),
    completionTokens: Math.ceil(reply.length / CHARACTERS_A_TOKEN),
  };
}
