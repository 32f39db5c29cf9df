import type { Wire, WireCall } from '#llm/wire.ts';
import { readFailure } from './read-failure.ts';
import { readReply } from './read-reply.ts';

/** The form of Anthropic's messages API (version 2023-06-01). */
export const anthropicWire: Wire = {
  headers: (key) => ({
    ...(key !== null && { 'x-api-key': key }),
    'anthropic-version': '2023-06-01',
    // Without it the API sends no CORS headers; the key is the user's own and stays in this browser.
    'anthropic-dangerous-direct-browser-access': 'true',
  }),
  request: (call) => ({ path: '/messages', body: requestBody(call) }),
  readReply,
  readFailure,
};

function requestBody({ call, model, sent }: WireCall): object {
  // Stops of white space alone are refused; like all stops they are applied on our side as well.
  const stops = sent.stops.filter((stop) => stop.trim() !== '');
  return {
    model,
    max_tokens: sent.maxTokens,
    messages: [{ role: 'user', content: call.prompt }],
    temperature: sent.temperature,
    top_p: sent.topP,
    ...(stops.length > 0 && { stop_sequences: stops }),
    output_config: sent.schema && { format: { type: 'json_schema', schema: sent.schema.schema } },
  };
}
