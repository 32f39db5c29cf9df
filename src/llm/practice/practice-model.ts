import type { Complete, ModelCall, Outcome } from '#core/model/model-call.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { applyStops } from '#core/parsing/apply-stops.ts';
import { failed } from '#llm/call-failure.ts';
import { classificationReply } from './classification-reply.ts';
import type { Draft } from './draft.ts';
import { errandReply } from './errand-reply.ts';
import { instanceReply } from './instance-reply.ts';
import { instructionReply } from './instruction-reply.ts';
import { wait } from './wait.ts';
import { wholeTaskReply } from './whole-task-reply.ts';

/** How the practice model behaves. */
export interface PracticeOptions {
  /** Everything that it makes up follows from this, the prompt and the seed of the call. */
  readonly seed: number;
  /** Shortest and longest time of a call, so that the screen shows life; 40 to 160 by default. */
  readonly latencyMs?: readonly [least: number, most: number];
}

/** Roughly how many characters of English text make a token of today's models. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * The practice model: not an AI and not on the network. It composes replies from a grammar, in the
 * raw form in which models write them, errors included, so that everything after it is the real
 * workflow. An aborted call is a `cancelled` failure; there are no others.
 */
export function createPracticeModel(options: PracticeOptions): Complete {
  const [least, most] = options.latencyMs ?? [40, 160];
  return async (call, signal) => {
    const random = keyedRandom(options.seed, `practice ${call.step} ${call.seed}`, call.prompt);
    const isDone = await wait(least + random() * (most - least), signal);
    return isDone ? limited(draftReply(call, random), call) : cancelled;
  };
}

const cancelled = failed('cancelled', 'The call was cancelled.');

function draftReply(call: ModelCall, random: Random): Draft {
  switch (call.step) {
    case 'instruction':
      return instructionReply(call.prompt, call.api, random);
    case 'classification':
      return classificationReply(call.prompt, call.api, random);
    case 'instance':
      return instanceReply(call.prompt, random);
    case 'whole-task':
      return wholeTaskReply(call.prompt, call.api, random);
    case 'judge':
    case 'repair':
    case 'regenerate':
      return errandReply(call.step, call.prompt, random);
  }
}

/** Applies stops and the token limit, as an endpoint does. */
function limited(draft: Draft, { decoding, prompt }: ModelCall): Outcome {
  const stopped = applyStops(draft.text, decoding.stops);
  const isTooLong = tokensOf(stopped.text) > decoding.maxTokens;
  const text = isTooLong
    ? stopped.text.slice(0, decoding.maxTokens * CHARACTERS_PER_TOKEN)
    : stopped.text;
  return {
    kind: 'reply',
    text,
    finishReason: isTooLong || (draft.isCut && !stopped.isCut) ? 'length' : 'stop',
    usage: { promptTokens: tokensOf(prompt), completionTokens: tokensOf(text) },
  };
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
