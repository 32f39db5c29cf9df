import type { ModelApi } from '#core/model/model-call.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { whole } from './draft.ts';
import type { Draft } from './draft.ts';
import { recogniseInstruction } from './grammar/grammar.ts';
import { readTask } from './read-prompt.ts';
import { replyShares } from './shares.ts';

const cues =
  /\b(classif\w+|categori[sz]e|label|true or false|yes or no|fact or opinion|positive|sentiment|which of the|one of the following|is (?:it|this|the)\b.+\bor\b)/i;

/** Step 2: Yes or No. The grammar knows its own tasks; others are told by cue words. */
export function classificationReply(prompt: string, api: ModelApi, random: Random): Draft {
  const task = readTask(prompt);
  const own = recogniseInstruction(task);
  const isClassification = own ? own.family.isClassification : cues.test(task);
  const isWrong = random() < replyShares.wrongType;
  const word = isClassification === isWrong ? 'No' : 'Yes';
  return whole(api === 'chat' ? word : ` ${word}`);
}
