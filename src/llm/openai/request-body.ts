import type { ModelCall } from '#core/model/model-call.ts';

/** OpenAI takes no more stop sequences; the others are applied on our side. */
const MOST_STOPS = 4;

/** What a model was found to refuse, remembered for as long as its adapter lives. */
export interface Quirks {
  readonly dropped: ReadonlySet<string>;
  /** Newer models refuse `max_tokens` and want the longer name. */
  readonly tokenField: 'max_tokens' | 'max_completion_tokens';
}

/** Nothing refused yet. */
export const noQuirks: Quirks = { dropped: new Set(), tokenField: 'max_tokens' };

/** The JSON body of a call, without the parameters that the model refuses. */
export function requestBody(
  call: ModelCall,
  model: string,
  quirks: Quirks,
): Record<string, unknown> {
  const { decoding, api, prompt } = call;
  const stops = decoding.stops.slice(0, MOST_STOPS);
  const parameters: Record<string, unknown> = {
    [quirks.tokenField]: decoding.maxTokens,
    temperature: decoding.temperature,
    top_p: decoding.topP,
    presence_penalty: decoding.presencePenalty,
    frequency_penalty: decoding.frequencyPenalty,
    ...(stops.length > 0 && { stop: stops }),
    ...(api === 'completions' && decoding.logitBias && { logit_bias: decoding.logitBias }),
  };
  const kept = Object.entries(parameters).filter(([name]) => !quirks.dropped.has(name));
  const question = api === 'chat' ? { messages: [{ role: 'user', content: prompt }] } : { prompt };
  return { model, ...question, ...Object.fromEntries(kept) };
}

/** The quirks after a model refused a parameter; null where leaving it out was tried already. */
export function learnRefusal(quirks: Quirks, parameter: string): Quirks | null {
  if (parameter === 'max_tokens' && quirks.tokenField === 'max_tokens') {
    return { ...quirks, tokenField: 'max_completion_tokens' };
  }
  const droppable = ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty', 'stop'];
  if (![...droppable, 'logit_bias'].includes(parameter)) return null;
  if (quirks.dropped.has(parameter)) return null;
  return { ...quirks, dropped: new Set([...quirks.dropped, parameter]) };
}
