import type { ModelConnection } from '#core/model/connection.ts';
import type { Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { failed, redact } from '#llm/call-failure.ts';
import { networkFailure, type Surroundings } from '#llm/network-failure.ts';
import { readFailure } from './read-failure.ts';
import { readReply } from './read-reply.ts';
import { learnRefusal, noQuirks, requestBody, type Quirks } from './request-body.ts';

/**
 * An OpenAI-compatible endpoint over plain `fetch`, not streaming. Sends only `content-type` and,
 * with a key, `authorization`: other headers break CORS preflights on several providers. A parameter that the
 * model refuses is left out from then on; the refused call itself is reported, to be sent again.
 */
export function createOpenAiModel(
  connection: ModelConnection,
  key: string | null,
  surroundings: Surroundings,
): Complete {
  let quirks: Quirks = noQuirks;
  return async (call, signal) => {
    const sent = quirks;
    const outcome = await ask({ connection, key, surroundings }, call, sent, signal as AbortSignal);
    const refused = outcome.kind === 'failure' ? outcome.failure.parameter : undefined;
    if (outcome.kind === 'reply' || refused === undefined) return outcome;
    // Another call may have learnt of the same refusal in the meantime.
    const learnt = sent === quirks ? learnRefusal(quirks, refused) : quirks;
    if (learnt === null) return outcome;
    quirks = learnt;
    return { kind: 'failure', failure: { ...outcome.failure, isMended: true } };
  };
}

interface Endpoint {
  readonly connection: ModelConnection;
  readonly key: string | null;
  readonly surroundings: Surroundings;
}

async function ask(
  { connection, key, surroundings }: Endpoint,
  call: ModelCall,
  quirks: Quirks,
  signal: AbortSignal,
): Promise<Outcome> {
  const deadline = AbortSignal.timeout(connection.timeoutMs);
  const either = AbortSignal.any([signal, deadline]);
  let response: Response | null = null;
  try {
    response = await fetch(address(connection, call), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(requestBody(call, connection.model, quirks)),
      signal: either,
      // A redirect could carry the key to another origin.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const body = redact(await response.text(), key);
    return response.ok
      ? readReply(body, call, [...quirks.dropped])
      : readFailure(response.status, body, response.headers);
  } catch (error) {
    if (signal.aborted) return failed('cancelled', 'The call was cancelled.');
    if (deadline.aborted) {
      const seconds = Math.round(connection.timeoutMs / 1000);
      return failed('timed-out', `No answer within ${seconds} seconds.`);
    }
    return networkFailure(error, connection.baseUrl, response, surroundings);
  }
}

function address({ baseUrl }: ModelConnection, { api }: ModelCall): string {
  const root = baseUrl.replace(/\/+$/, '');
  return api === 'chat' ? `${root}/chat/completions` : `${root}/completions`;
}
