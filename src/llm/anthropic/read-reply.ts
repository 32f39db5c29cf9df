import type { FinishReason, ModelCall, Outcome, TokenUsage } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import { finishReply, notJson } from '#llm/finish-reply.ts';
import { asNumber, asObject, asString, parseJson } from '#llm/json-shape.ts';
import { kindOf } from './read-failure.ts';

/** Reads the body of a 200 from the messages API. */
export function readReply(body: string, call: ModelCall, dropped: readonly string[]): Outcome {
  const parsed = parseJson(body);
  if (parsed === undefined) return notJson(body);
  const answer = asObject(parsed);
  if (answer['type'] === 'error' || answer['error'] !== undefined)
    return errorUnder200(answer, body, call);
  const blocks = Array.isArray(answer['content']) ? answer['content'].map(asObject) : [];
  const text = blocks
    .filter((block) => block['type'] === 'text')
    .map((block) => asString(block['text']) ?? '')
    .join('');
  const finishReason = readFinishReason(asString(answer['stop_reason']) ?? '');
  const hasReasoned = blocks.some(
    ({ type }) => type === 'thinking' || type === 'redacted_thinking',
  );
  const usage = readUsage(answer['usage']);
  return finishReply({ text, finishReason, usage, hasReasoned, dropped, body });
}

function errorUnder200(
  answer: ReturnType<typeof asObject>,
  body: string,
  call: ModelCall,
): Outcome {
  const error = asObject(answer['error']);
  const message = asString(error['message']) ?? '';
  const kind = kindOf(200, { type: asString(error['type']) ?? '', message }, call);
  return failed(kind, message || 'The answer holds an error instead of a reply.', {
    status: 200,
    evidence: evidenceOf(body),
  });
}

function readFinishReason(reason: string): FinishReason | null {
  switch (reason) {
    case '':
      return null;
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'content-filter';
    default:
      return 'stop';
  }
}

/** Tokens read from a cache or written to one are told apart there, but were sent all the same. */
function readUsage(usage: unknown): TokenUsage | undefined {
  const told = asObject(usage);
  const input = asNumber(told['input_tokens']);
  const completionTokens = asNumber(told['output_tokens']);
  if (input === undefined || completionTokens === undefined) return undefined;
  const cached = ['cache_creation_input_tokens', 'cache_read_input_tokens'];
  const promptTokens = cached.reduce((sum, name) => sum + (asNumber(told[name]) ?? 0), input);
  return { promptTokens, completionTokens };
}
