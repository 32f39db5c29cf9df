import type { Wire, WireCall } from '#llm/wire.ts';
import { readFailure } from './read-failure.ts';
import { readReply } from './read-reply.ts';

/** The form of Gemini's `generateContent` (v1beta). */
export const geminiWire: Wire = {
  headers: (key) => (key === null ? {} : { 'x-goog-api-key': key }),
  request: (call) => ({
    path: `/${modelPath(call.model)}:generateContent`,
    body: requestBody(call),
  }),
  readReply,
  readFailure,
};

/** `gemini-2.5-flash` and `models/gemini-2.5-flash` are the same; tuned models have their own root. */
function modelPath(model: string): string {
  const whole = model.includes('/') ? model : `models/${model}`;
  return whole.split('/').map(encodeURIComponent).join('/');
}

function requestBody({ call, sent }: WireCall): object {
  return {
    contents: [{ role: 'user', parts: [{ text: call.prompt }] }],
    generationConfig: {
      maxOutputTokens: sent.maxTokens,
      temperature: sent.temperature,
      topP: sent.topP,
      presencePenalty: sent.presencePenalty,
      frequencyPenalty: sent.frequencyPenalty,
      ...(sent.stops.length > 0 && { stopSequences: sent.stops }),
      seed: sent.seed,
      thinkingConfig: thinking(sent.reasoningEffort),
      ...(sent.schema && {
        responseMimeType: 'application/json',
        responseJsonSchema: sent.schema.schema,
      }),
    },
  };
}

/** Models up to 2.5 take a budget of tokens, later ones a level. */
function thinking(effort: string | undefined): object | undefined {
  if (effort === undefined) return undefined;
  return /^\d+$/.test(effort) ? { thinkingBudget: Number(effort) } : { thinkingLevel: effort };
}
