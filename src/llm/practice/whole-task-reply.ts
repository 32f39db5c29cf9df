import type { ModelApi } from '#core/model/model-call.ts';
import type { InputField } from '#core/prompts/input-first-demonstrations.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { composeItems } from './compose-items.ts';
import { cutOff, whole } from './draft.ts';
import type { Draft } from './draft.ts';
import { spoilWorked } from './instance-flaws.ts';
import { workedFor } from './practice-instances.ts';
import { readWholeTaskRequest } from './read-prompt.ts';
import { replyShares } from './shares.ts';

/** Recipe alpaca: whole tasks with one instance each, in numbered blocks. */
export function wholeTaskReply(prompt: string, api: ModelApi, random: Random): Draft {
  if (random() < replyShares.emptyReply) return whole('');
  const request = readWholeTaskRequest(prompt);
  const blocks = composeItems(request, random).map((item, i) =>
    block(item, request.firstNumber + i, random),
  );
  const list = blocks.join('\n###\n');
  const text = api === 'chat' ? `###\n${list}` : list.replace(/^\d+\. Instruction:/, '');
  return random() < replyShares.cutList ? cutOff(text, random) : whole(text);
}

function block(instruction: string, number: number, random: Random): string {
  const cases = workedFor(instruction, random);
  const [first] = random() < replyShares.spoiltInstance ? spoilWorked(cases, random) : cases;
  const head = `${number}. Instruction: ${instruction}\n${number}. Input:\n`;
  const input = inputText(first?.fields ?? []);
  if (random() < replyShares.malformedTask) return `${head}${input}`;
  return `${head}${input}\n${number}. Output:\n${first?.output ?? ''}`;
}

/** A single input needs no name here; an absent one is said to be so. */
function inputText(fields: readonly InputField[]): string {
  if (fields.length === 0) return '<noinput>';
  const [only] = fields;
  if (fields.length === 1 && only) return only.text.trim();
  return fields.map(({ name, text }) => `${name}: ${text}`).join('\n');
}
