import type { FinishReason, ModelCall, Outcome, TokenUsage } from '#core/model/model-call.ts';
import { evidenceOf, failed } from '#llm/call-failure.ts';
import { finishReply, notJson } from '#llm/finish-reply.ts';
import { asNumber, asObject, asString, parseJson, type JsonObject } from '#llm/json-shape.ts';
import { geminiError, kindOf } from './read-failure.ts';

/** Finish reasons with which a reply was held back; the enum of `Candidate.finishReason`. */
const heldBack: readonly string[] = [
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
];

/** Reads the body of a 200 from `generateContent`. */
export function readReply(body: string, call: ModelCall, dropped: readonly string[]): Outcome {
  const parsed = parseJson(body);
  if (parsed === undefined) return notJson(body);
  const answer = asObject(parsed);
  if (answer['error'] !== undefined) return errorUnder200(answer, body, call);
  const candidate = asObject(Array.isArray(answer['candidates']) ? answer['candidates'][0] : null);
  const usage = readUsage(answer['usageMetadata']);
  const reason = asString(candidate['finishReason']) ?? '';
  // A prompt that was blocked has no candidate at all.
  const isBlocked = asObject(answer['promptFeedback'])['blockReason'] !== undefined;
  if (reason === 'OTHER' || reason.startsWith('MALFORMED')) {
    const message = asString(candidate['finishMessage']) ?? `The model stopped: ${reason}.`;
    return failed('error-in-reply', message, {
      status: 200,
      evidence: evidenceOf(body),
      ...(usage && { usage }),
    });
  }
  const finishReason = isBlocked ? 'content-filter' : readFinishReason(reason);
  const thoughts = asNumber(asObject(answer['usageMetadata'])['thoughtsTokenCount']) ?? 0;
  const hasReasoned = thoughts > 0;
  return finishReply({ text: textOf(candidate), finishReason, usage, hasReasoned, dropped, body });
}

/** The parts of the reply, its thoughts left out. */
function textOf(candidate: JsonObject): string {
  const parts = asObject(candidate['content'])['parts'];
  return (Array.isArray(parts) ? parts.map(asObject) : [])
    .filter((part) => part['thought'] !== true)
    .map((part) => asString(part['text']) ?? '')
    .join('');
}

function errorUnder200(answer: JsonObject, body: string, call: ModelCall): Outcome {
  const error = geminiError(answer);
  const kind = error.status === 0 ? 'error-in-reply' : kindOf(error.status, error, call);
  return failed(kind, error.message || 'The answer holds an error instead of a reply.', {
    status: 200,
    evidence: evidenceOf(body),
  });
}

function readFinishReason(reason: string): FinishReason | null {
  if (reason === '' || reason === 'FINISH_REASON_UNSPECIFIED') return null;
  if (reason === 'MAX_TOKENS') return 'length';
  return heldBack.includes(reason) ? 'content-filter' : 'stop';
}

/** Thoughts are billed as output, though they are not in the reply. */
function readUsage(usage: unknown): TokenUsage | undefined {
  const told = asObject(usage);
  const promptTokens = asNumber(told['promptTokenCount']);
  if (promptTokens === undefined) return undefined;
  const reply = asNumber(told['candidatesTokenCount']) ?? 0;
  return { promptTokens, completionTokens: reply + (asNumber(told['thoughtsTokenCount']) ?? 0) };
}
