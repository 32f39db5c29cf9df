import { showInputFirst, showOutputFirst } from '#core/prompts/show-instances.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { cutOff, whole } from './draft.ts';
import type { Draft } from './draft.ts';
import { spoilLabelled, spoilWorked } from './instance-flaws.ts';
import { labelledFor, workedFor } from './practice-instances.ts';
import { readTask, wantsLabelsFirst } from './read-prompt.ts';
import { replyShares } from './shares.ts';

/** Step 3: instances in the form that the demonstrations of the prompt have. */
export function instanceReply(prompt: string, random: Random): Draft {
  if (random() < replyShares.emptyReply) return whole('');
  const task = readTask(prompt);
  const text = wantsLabelsFirst(prompt) ? labelledText(task, random) : workedText(task, random);
  return random() < replyShares.cutInstances ? cutOff(text, random) : whole(text);
}

function labelledText(task: string, random: Random): string {
  const instances = labelledFor(task, random);
  return showOutputFirst(isSpoilt(random) ? spoilLabelled(instances, random) : instances);
}

function workedText(task: string, random: Random): string {
  const instances = workedFor(task, random);
  return showInputFirst(isSpoilt(random) ? spoilWorked(instances, random) : instances);
}

function isSpoilt(random: Random): boolean {
  return random() < replyShares.spoiltInstance;
}
