import type { ServerResponse } from 'node:http';
import type { Answer } from './scenarios.ts';

/** What it takes to write an answer in OpenAI's wire format. */
interface Asked {
  readonly api: 'chat' | 'completions';
  readonly body: Readonly<Record<string, unknown>>;
  /** What the model has to say, unless the answer brings its own text. */
  readonly text: () => string;
}

/** Any origin, and no more request headers than providers list. */
export function corsHeaders(exposed?: string): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    ...(exposed === undefined ? {} : { 'access-control-expose-headers': exposed }),
  };
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...corsHeaders(), 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** Writes the answer of a scenario; a hang leaves the connection open until either side ends it. */
export function sendAnswer(response: ServerResponse, answer: Answer, asked: Asked): void {
  if (answer.kind === 'hang') return;
  if (answer.kind === 'body') {
    const cors = answer.withoutCors === true ? {} : corsHeaders(answer.exposed);
    const type = { 'content-type': answer.contentType };
    response.writeHead(answer.status, { ...cors, ...type, ...answer.headers });
    response.end(answer.body);
    return;
  }
  const whole = completion(asked, answer.kind === 'reply' ? answer : {});
  if (answer.kind === 'reply') sendJson(response, 200, whole);
  else cutInTheMiddle(response, JSON.stringify(whole));
}

function cutInTheMiddle(response: ServerResponse, text: string): void {
  const headers = { ...corsHeaders(), 'content-type': 'application/json' };
  response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function completion(asked: Asked, answer: Partial<Extract<Answer, { kind: 'reply' }>>): unknown {
  const said = limit(answer.text ?? asked.text(), asked.body);
  const finish_reason = answer.finishReason === undefined ? said.finishReason : answer.finishReason;
  const content =
    asked.api === 'chat'
      ? { message: { role: 'assistant', content: said.text } }
      : { text: said.text };
  const completion_tokens = tokensOf(said.text);
  const prompt_tokens = tokensOf(JSON.stringify(asked.body));
  return {
    id: 'scripted-1',
    object: asked.api === 'chat' ? 'chat.completion' : 'text_completion',
    model: asked.body['model'],
    choices: [{ index: 0, ...content, finish_reason }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}

/** About four characters a token, as English text has with common tokenisers. */
const charactersPerToken = 4;
const tokensOf = (text: string): number => Math.ceil(text.length / charactersPerToken);

/** Ends a text where a real model would: at the first stop, or when its tokens are used up. */
function limit(text: string, body: Asked['body']): { text: string; finishReason: string } {
  const stopped = applyStops(text, stopsOf(body));
  const most = Number(body['max_completion_tokens'] ?? body['max_tokens'] ?? Infinity);
  return tokensOf(stopped) > most
    ? { text: stopped.slice(0, most * charactersPerToken), finishReason: 'length' }
    : { text: stopped, finishReason: 'stop' };
}

function stopsOf(body: Asked['body']): readonly string[] {
  const { stop } = body;
  if (typeof stop === 'string') return [stop];
  return Array.isArray(stop) ? stop.filter((item) => typeof item === 'string') : [];
}

function applyStops(text: string, stops: readonly string[]): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}
