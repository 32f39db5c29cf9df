import type { AbortSignalLike, CallFailure } from '#core/model/model-call.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { addressProblem, keyProblem } from '#core/providers/endpoint-check.ts';
import { localSpace } from '#core/providers/local-address.ts';
import { redact, redactError } from './call-failure.ts';
import { failureOf, type Surroundings } from './network-failure.ts';

/** Whom to ask, with which key, from where. */
export interface Endpoint {
  readonly connection: ModelConnection;
  readonly key: string | null;
  readonly surroundings: Surroundings;
}

/** One HTTP request, under the root of the API. */
export interface HttpRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; absent: a GET. */
  readonly body?: unknown;
}

/** A whole answer, whatever its status; the key is taken out of the body. */
export interface HttpAnswer {
  readonly status: number;
  readonly isOk: boolean;
  readonly headers: Headers;
  readonly body: string;
}

export type Exchanged =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer }
  | { readonly kind: 'failure'; readonly failure: CallFailure };

/**
 * Asks a server and waits for its whole answer, at most the connection's time-out. Refuses
 * redirects, which could carry the key elsewhere, and sends no cookies and no referrer.
 */
export async function exchange(
  endpoint: Endpoint,
  request: HttpRequest,
  caller: AbortSignalLike,
): Promise<Exchanged> {
  const { connection, key } = endpoint;
  const problem = problemOf(endpoint);
  if (problem !== null) return { kind: 'failure', failure: problem };
  const deadline = AbortSignal.timeout(connection.timeoutMs);
  const cancel = new AbortController();
  const abort = (): void => cancel.abort();
  if (caller.aborted) abort();
  caller.addEventListener('abort', abort, { once: true });
  let response: Response | null = null;
  try {
    response = await fetch(`${rootOf(connection)}${request.path}`, {
      ...requestInit(request),
      ...addressSpace(endpoint),
      signal: AbortSignal.any([cancel.signal, deadline]),
    });
    const { status, ok: isOk, headers } = response;
    const received = await response.text();
    const body = isOk ? redact(received, key) : redactError(received, key);
    return { kind: 'answer', answer: { status, isOk, headers, body } };
  } catch (error) {
    if (caller.aborted) return failed('cancelled', 'The call was cancelled.');
    if (deadline.aborted) {
      const seconds = Math.round(connection.timeoutMs / 1000);
      return failed('timed-out', `No answer within ${seconds} seconds.`);
    }
    return { kind: 'failure', failure: await failureOf(error, response, endpoint) };
  } finally {
    caller.removeEventListener('abort', abort);
  }
}

/** What a browser would refuse with an error that quotes the address, or tells nothing. */
function problemOf({ connection, key }: Endpoint): CallFailure | null {
  const address = addressProblem(connection.baseUrl);
  if (address !== null) return { kind: 'wrong-address', message: address };
  const message = key === null ? null : keyProblem(key);
  return message === null ? null : { kind: 'bad-key', message };
}

function requestInit({ headers, body }: HttpRequest): RequestInit {
  const common = {
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  } as const;
  if (body === undefined) return { ...common, method: 'GET', headers };
  return {
    ...common,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** Chrome lets an https page call a plain http address of the local network if it is named so. */
function addressSpace({ connection, surroundings }: Endpoint): object {
  const space = localSpace(connection.baseUrl);
  return surroundings.isHosted && space !== null ? { targetAddressSpace: space } : {};
}

function failed(kind: CallFailure['kind'], message: string): Exchanged {
  return { kind: 'failure', failure: { kind, message } };
}

function rootOf({ baseUrl }: ModelConnection): string {
  return baseUrl.replace(/\/+$/, '');
}
