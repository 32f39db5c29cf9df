import type { WireCall } from '#llm/wire.ts';

/** The JSON body of a call, in the names of OpenAI. */
export function requestBody({ call, model, sent, capabilities }: WireCall): object {
  const question =
    call.api === 'chat'
      ? { messages: [{ role: 'user', content: call.prompt }] }
      : { prompt: call.prompt };
  return {
    model,
    ...question,
    [capabilities.tokenField]: sent.maxTokens,
    temperature: sent.temperature,
    top_p: sent.topP,
    presence_penalty: sent.presencePenalty,
    frequency_penalty: sent.frequencyPenalty,
    ...(sent.stops.length > 0 && { stop: sent.stops }),
    ...(sent.logitBias && { logit_bias: sent.logitBias }),
    seed: sent.seed,
    reasoning_effort: call.api === 'chat' ? sent.reasoningEffort : undefined,
    response_format: sent.schema && {
      type: 'json_schema',
      json_schema: { name: sent.schema.name, strict: true, schema: sent.schema.schema },
    },
  };
}
