import type { ModelCall, ReplySchema } from '#core/model/model-call.ts';
import type { Capabilities } from './capabilities.ts';
import type { Parameter } from './provider.ts';

/** The parameters of one call as they go out; each wire has its own names for them. */
export interface SentParameters {
  readonly maxTokens: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  /** At most as many as the provider takes; all are applied on our side as well. */
  readonly stops: readonly string[];
  readonly logitBias?: Readonly<Record<string, number>>;
  readonly seed?: number;
  readonly reasoningEffort?: string;
  /** Held to in chats only. */
  readonly schema?: ReplySchema;
}

/**
 * Settles what a call carries, and which settings of the recipe had to be left out: those that the
 * server refused, and those that the model is known not to take where they would change anything.
 */
export function settleParameters(
  call: ModelCall,
  capabilities: Capabilities,
): { readonly sent: SentParameters; readonly dropped: readonly Parameter[] } {
  const { takes, refused, provider, mostStops, reasoningEffort } = capabilities;
  const wanted = wantedBy(call);
  // Stops are applied on our side too, so that not sending them changes nothing but tokens.
  const isLost = ({ parameter, isNeutral }: Wanted): boolean =>
    !isNeutral && parameter !== 'stop' && !takes.includes(parameter);
  const dropped = wanted.filter((want) => refused.includes(want.parameter) || isLost(want));
  const sends = new Set(
    wanted
      .filter(
        ({ parameter, isNeutral }) =>
          takes.includes(parameter) && (!isNeutral || provider.sendsNeutral),
      )
      .map(({ parameter }) => parameter),
  );
  const { decoding } = call;
  if (capabilities.isOneSampler && sends.has('temperature') && sends.delete('top_p')) {
    if (decoding.topP !== 1) dropped.push({ parameter: 'top_p', isNeutral: false });
  }
  const schema = call.api === 'chat' ? call.schema : undefined;
  if (schema && refused.includes('response_format')) {
    dropped.push({ parameter: 'response_format', isNeutral: false });
  }
  const sent: SentParameters = {
    maxTokens: decoding.maxTokens,
    ...(sends.has('temperature') && { temperature: decoding.temperature }),
    ...(sends.has('top_p') && { topP: decoding.topP }),
    ...(sends.has('presence_penalty') && { presencePenalty: decoding.presencePenalty }),
    ...(sends.has('frequency_penalty') && { frequencyPenalty: decoding.frequencyPenalty }),
    stops: sends.has('stop') ? decoding.stops.slice(0, mostStops) : [],
    ...(sends.has('logit_bias') && decoding.logitBias && { logitBias: decoding.logitBias }),
    ...(takes.includes('seed') && { seed: call.seed }),
    ...(takes.includes('reasoning_effort') && reasoningEffort !== null && { reasoningEffort }),
    ...(takes.includes('response_format') && schema && { schema }),
  };
  return { sent, dropped: dropped.map(({ parameter }) => parameter) };
}

/** A call as it is put: with the word for its schema where that goes along. */
export function askedWith<C extends Pick<ModelCall, 'prompt'>>(call: C, sent: SentParameters): C {
  return sent.schema ? { ...call, prompt: `${call.prompt}\n\n${sent.schema.ask}` } : call;
}

interface Wanted {
  readonly parameter: Parameter;
  /** Leaving it out changes nothing. */
  readonly isNeutral: boolean;
}

/** What the recipe gives for a call; a bias of tokens only counts in text completion. */
function wantedBy({ api, decoding }: ModelCall): Wanted[] {
  const biases = api === 'completions' && decoding.logitBias !== undefined;
  return [
    { parameter: 'temperature', isNeutral: decoding.temperature === 1 },
    { parameter: 'top_p', isNeutral: decoding.topP === 1 },
    { parameter: 'presence_penalty', isNeutral: decoding.presencePenalty === 0 },
    { parameter: 'frequency_penalty', isNeutral: decoding.frequencyPenalty === 0 },
    ...(decoding.stops.length > 0 ? [{ parameter: 'stop', isNeutral: false } as const] : []),
    ...(biases ? [{ parameter: 'logit_bias', isNeutral: false } as const] : []),
  ];
}
