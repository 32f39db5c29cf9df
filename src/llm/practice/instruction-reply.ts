import type { ModelApi } from '#core/model/model-call.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { composeItems } from './compose-items.ts';
import { cutOff, whole } from './draft.ts';
import type { Draft } from './draft.ts';
import { readListRequest } from './read-prompt.ts';
import { replyShares } from './shares.ts';

/** Step 1: a numbered list. A completion goes on after the open number, chat writes that as well. */
export function instructionReply(prompt: string, api: ModelApi, random: Random): Draft {
  if (random() < replyShares.emptyReply) return whole('');
  const request = readListRequest(prompt);
  const lines = composeItems(request, random).map(
    (item, i) => `${request.firstNumber + i}. ${item}`,
  );
  const list = lines.join('\n');
  const text = api === 'chat' ? preamble(random) + list : list.replace(/^\d+\./, '');
  return random() < replyShares.cutList ? cutOff(text, random) : whole(text);
}

function preamble(random: Random): string {
  return random() < replyShares.preamble ? 'Here are more tasks for your list:\n\n' : '';
}
