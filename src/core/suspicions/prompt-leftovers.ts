import { inTexts, rangeOf, type Finding, type Suspect, type SuspectField } from './suspicion.ts';

export const id = 'prompt-leftovers';
export const label = 'prompt leftovers';
export const explanation =
  'A text still holds pieces of the form in which tasks are asked for: “Output:”, “###”, “<noinput>”, a code fence that never ends. Remove them, or what follows them.';

export const defaults = {};
export const fields = {};

/** Marks that stand for nothing else. */
const anywhere = [
  /<\|?\s*(?:no ?(?:input|output)|end ?of ?text|im_start|im_end|eot_id|endofprompt|begin_of_text|start_header_id|end_header_id|assistant|system|user)\s*\|?>/iu,
  /\[\/?INST\]|<<\/?SYS>>|<\/s>\s*$/u,
  /(?:^|\n)#{3,}[ \t]*(?:$|\n|\d+\.|(?:instruction|input|response|output|human|assistant|user|system|example|task|question|answer)s?\b)/iu,
  /(?:^|\s)#{3,}[ \t]*$/u,
  /(?:^|\n)[ \t]*\d+\.[ \t]*(?:Instruction|Input|Output):/u,
  /(?:^|\n)[ \t]*(?:Class label|Is it classification\?)[ \t]*:?/u,
  /(?:^|\n)[ \t]*Example \d{1,2}[ \t]*[.:]?[ \t]*\n/u,
];

/** Labels of the form, by the field in which they mean nothing else. */
const labels: Readonly<Record<SuspectField, readonly RegExp[]>> = {
  instruction: [
    /^\W{0,4}(?:instruction|task|output|response)[ \t]*\d{0,2}[ \t]*:/iu,
    /\n[ \t]*(?:instruction|input|output|response)[ \t]*\d{0,2}[ \t]*:[ \t]*(?:\n|$)/iu,
    /(?:^|[\n.?!])[ \t]*(?:Input|Output|Instruction):\s*$/u,
  ],
  input: [
    /^\W{0,4}(?:input|instruction|output|task)[ \t]*\d{0,2}[ \t]*:/iu,
    /\n[ \t]*(?:output|instruction|response)[ \t]*\d{0,2}[ \t]*:/iu,
  ],
  output: [
    /^\W{0,4}(?:output|input|instruction|response|answer|task|assistant)[ \t]*\d{0,2}[ \t]*:/iu,
    /\n[ \t]*(?:instruction|input|output)[ \t]*\d{0,2}[ \t]*:/iu,
    /\n[ \t]*\n[ \t]*(?:task|response|human|assistant|user)[ \t]*:/iu,
  ],
};

const fence = /(?:^|\n)[ \t]*(```|~~~)/gu;

/** Finds a piece of the prompt's form in a text. */
export function check(suspect: Suspect): Finding | null {
  return inTexts(suspect, (text, field) => {
    for (const pattern of [...anywhere, ...labels[field]]) {
      const match = pattern.exec(text);
      if (match !== null)
        return { range: rangeOf(match), why: 'This belongs to the form of the prompt.' };
    }
    return openFence(text);
  });
}

function openFence(text: string): Omit<Finding, 'field'> | null {
  if (!text.includes('```') && !text.includes('~~~')) return null;
  const fences = [...text.matchAll(fence)];
  const last = fences.at(-1);
  if (last === undefined || fences.length % 2 === 0) return null;
  return { range: rangeOf(last), why: 'This code fence has no counterpart.' };
}
