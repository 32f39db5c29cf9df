import type { Wire } from '#llm/wire.ts';
import { readFailure } from './read-failure.ts';
import { readReply } from './read-reply.ts';
import { requestBody } from './request-body.ts';

/**
 * The form of OpenAI, which most servers speak. Sends only `content-type` and, with a key,
 * `authorization`: other headers break CORS preflights on several providers.
 */
export const openAiWire: Wire = {
  headers: (key) => (key === null ? {} : { authorization: `Bearer ${key}` }),
  request: (call) => ({
    path: call.call.api === 'chat' ? '/chat/completions' : '/completions',
    body: requestBody(call),
  }),
  readReply,
  readFailure,
};
