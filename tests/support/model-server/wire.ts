import type { ServerResponse } from 'node:http';
import type { Answer } from './scenarios.ts';
import type { Said, Wire, WireCall } from './wires/wire.ts';

/** What it takes to write an answer in a provider's form. */
interface Asked {
  readonly wire: Wire;
  readonly call: WireCall;
  /** Names of the request's headers, which decide about CORS with one provider. */
  readonly headerNames: readonly string[];
  readonly promptTokens: number;
  /** What the model has to say, unless the answer brings its own text. */
  readonly text: () => string;
}

/** The CORS headers that a provider gives to a request with these headers; none where it refuses. */
export function corsHeaders(
  wire: Wire,
  headerNames: readonly string[],
  exposed: string | undefined = wire.exposed,
): Record<string, string> {
  const allowed = wire.allowedHeaders(headerNames);
  if (allowed === null) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': allowed,
    'access-control-max-age': '600',
    ...(exposed === undefined ? {} : { 'access-control-expose-headers': exposed }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  cors: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { ...cors, 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Writes the answer of a scenario; a hang leaves the connection open until either side ends it. */
export function sendAnswer(response: ServerResponse, answer: Answer, asked: Asked): void {
  if (answer.kind === 'hang') return;
  const { wire, call, headerNames } = asked;
  const cors = corsHeaders(wire, headerNames);
  if (answer.kind === 'body') {
    const own =
      answer.exposed === undefined ? cors : corsHeaders(wire, headerNames, answer.exposed);
    const type = { 'content-type': answer.contentType };
    const sent = answer.withoutCors === true ? {} : own;
    response.writeHead(answer.status, { ...sent, ...type, ...answer.headers });
    response.end(answer.body);
    return;
  }
  const whole = wire.reply(call, say(asked, answer.kind === 'reply' ? answer : {}));
  if (answer.kind === 'reply') sendJson(response, 200, whole, cors);
  else cutInTheMiddle(response, JSON.stringify(whole), cors);
}

function cutInTheMiddle(
  response: ServerResponse,
  text: string,
  cors: Readonly<Record<string, string>>,
): void {
  const headers = { ...cors, 'content-type': 'application/json' };
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function say(asked: Asked, answer: Partial<Extract<Answer, { kind: 'reply' }>>): Said {
  const said = limit(answer.text ?? asked.text(), asked.call);
  return {
    text: said.text,
    finishReason: answer.finishReason === undefined ? said.finishReason : answer.finishReason,
    promptTokens: asked.promptTokens,
    completionTokens: tokensOf(said.text),
  };
}

/** About four characters a token, as English text has with common tokenisers. */
const charactersPerToken = 4;
export const tokensOf = (text: string): number => Math.ceil(text.length / charactersPerToken);

/** Ends a text where a real model would: at the first stop, or when its tokens are used up. */
function limit(
  text: string,
  { stops, mostTokens }: WireCall,
): { text: string; finishReason: 'stop' | 'length' } {
  const stopped = applyStops(text, stops);
  return tokensOf(stopped) > mostTokens
    ? { text: stopped.slice(0, mostTokens * charactersPerToken), finishReason: 'length' }
    : { text: stopped, finishReason: 'stop' };
}

function applyStops(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}
