/** What a step-1 prompt shows and asks for. */
export interface ListRequest {
  /** Demonstrations, in order. */
  readonly shown: readonly string[];
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly isClassificationOnly: boolean;
}

/** A completion goes on until a stop or the token limit ends it; this is where the list ends. */
const ITEMS_WITHOUT_REQUEST = 16;

/** Reads a step-1 prompt: its demonstrations, and up to which number the list is to go. */
export function readListRequest(prompt: string): ListRequest {
  return listRequest(prompt, /^\d+\. (.+)$/gm);
}

/** Reads a prompt of recipe alpaca: the instructions of its seeds, and the last number wanted. */
export function readWholeTaskRequest(prompt: string): ListRequest {
  return listRequest(prompt, /^\d+\. Instruction: (.+)$/gm);
}

function listRequest(prompt: string, item: RegExp): ListRequest {
  const shown = [...prompt.matchAll(item)].map((match) => match[1] ?? '');
  const firstNumber = shown.length + 1;
  const wanted = [
    ...prompt.matchAll(/^(?:Write items|Continue the list with tasks) \d+ to (\d+)/gm),
  ];
  const last = Number(wanted.at(-1)?.[1] ?? firstNumber + ITEMS_WITHOUT_REQUEST - 1);
  return {
    shown,
    firstNumber,
    lastNumber: Math.max(last, firstNumber),
    isClassificationOnly: /classification tasks/.test(prompt.split('\n1. ')[0] ?? ''),
  };
}

/** The task that steps 2 and 3 ask about: the last one of the prompt, without what follows it. */
export function readTask(prompt: string): string {
  const task = prompt.slice(prompt.lastIndexOf('\nTask: ') + '\nTask: '.length);
  const end = /\nIs it classification\?|\n\nWrite the /.exec(task)?.index;
  return task.slice(0, end).trim();
}

/** Whether a step-3 prompt asks for labels first: its demonstrations show them. */
export function wantsLabelsFirst(prompt: string): boolean {
  return prompt.slice(0, prompt.lastIndexOf('\nTask: ')).includes('\nClass label: ');
}
