import type { FinishReason, ModelCall, Outcome, TokenUsage } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import { finishReply, notJson } from '#llm/finish-reply.ts';
import { asNumber, asObject, asString, parseJson, type JsonObject } from '#llm/json-shape.ts';
import { providerError } from './provider-error.ts';
import { kindOf } from './read-failure.ts';

/** Reads the body of a 200. Gateways may put an error there instead of a reply. */
export function readReply(body: string, call: ModelCall, dropped: readonly string[]): Outcome {
  const parsed = parseJson(body);
  if (parsed === undefined) return notJson(body);
  const answer = asObject(parsed);
  if (answer['error'] !== undefined && answer['error'] !== null)
    return errorUnder200(parsed, body, call);
  const choice = asObject(Array.isArray(answer['choices']) ? answer['choices'][0] : undefined);
  // OpenRouter reports an upstream failure in the choice itself.
  if (choice['error'] !== undefined && choice['error'] !== null)
    return errorUnder200(choice, body, call);
  const message = asObject(choice['message']);
  const text = call.api === 'chat' ? message['content'] : choice['text'];
  const finishReason = readFinishReason(asString(choice['finish_reason']) ?? '');
  if (choice['finish_reason'] === 'error') return errorUnder200(choice, body, call);
  const usage = readUsage(answer['usage']);
  const hasReasoned = tellsReasoning(message, answer['usage']);
  return finishReply({ text: textOf(text), finishReason, usage, hasReasoned, dropped, body });
}

/** vLLM, llama.cpp and DeepSeek send the reasoning beside the text, OpenRouter and Groq too; OpenAI counts it. */
function tellsReasoning(message: JsonObject, usage: unknown): boolean {
  const told = message['reasoning_content'] ?? message['reasoning'];
  const tokens = asObject(asObject(usage)['completion_tokens_details'])['reasoning_tokens'];
  return (asString(told) ?? '').trim() !== '' || (asNumber(tokens) ?? 0) > 0;
}

/** Some servers send the content of a message in parts. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return asString(content) ?? '';
  return content.map((part) => asString(asObject(part)['text']) ?? '').join('');
}

/** Gateways like OpenRouter report a provider's error under HTTP 200. */
function errorUnder200(holder: unknown, body: string, call: ModelCall): Outcome {
  const error = providerError(holder);
  const status = Number(error.code);
  const kind = status >= 400 && status < 600 ? kindOf(status, error, call) : 'error-in-reply';
  return failed(kind, error.message || 'The answer holds an error instead of a reply.', {
    status: 200,
    evidence: evidenceOf(body),
  });
}

function readFinishReason(reason: string): FinishReason | null {
  if (reason === '') return null;
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  return reason === 'content_filter' ? 'content-filter' : 'stop';
}

function readUsage(usage: unknown): TokenUsage | undefined {
  const promptTokens = asNumber(asObject(usage)['prompt_tokens']);
  const completionTokens = asNumber(asObject(usage)['completion_tokens']);
  if (promptTokens === undefined || completionTokens === undefined) return undefined;
  return { promptTokens, completionTokens };
}
