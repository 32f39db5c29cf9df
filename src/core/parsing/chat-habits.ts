import type { Outcome } from '#core/model/model-call.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

const fence = /^```[^\n`]*\n([^]*?)\n?```$/;

/**
 * How much of a reply is reasoning: some models write it before the answer, between `<think>` and
 * `</think>`. All of it where the reply never came to the answer; 0 where there is none.
 */
export function reasoningLength(text: string): number {
  if (!/^\s*<think>/i.test(text)) return 0;
  const end = /<\/think>/i.exec(text);
  return end === null ? text.length : end.index + end[0].length;
}

/** A reply without its reasoning; empty where it never came to the answer. */
export function withoutReasoning(text: string): string {
  return text.slice(reasoningLength(text));
}

/** Whether a reply was cut by length before it came to any answer, so that it says nothing. */
export function isWithoutAnswer(outcome: Outcome): boolean {
  if (outcome.kind === 'failure' || outcome.finishReason !== 'length') return false;
  return stripWhiteSpace(withoutReasoning(outcome.text)) === '';
}

/** A reply without its reasoning and without a code fence that holds the whole answer. */
export function withoutWrapping(text: string): string {
  const answer = withoutReasoning(text);
  return fence.exec(stripWhiteSpace(answer))?.[1] ?? answer;
}
