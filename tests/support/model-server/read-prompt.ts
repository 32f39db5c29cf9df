import type { ErrandKind } from '#core/model/model-call.ts';

/** What a prompt asks, as far as a model can tell from its text. */
export type Question =
  | {
      readonly step: 'instruction';
      readonly shown: readonly string[];
      readonly first: number;
      readonly last: number;
    }
  | { readonly step: 'classification'; readonly instruction: string }
  | {
      readonly step: 'instance';
      readonly instruction: string;
      readonly isOutputFirst: boolean;
    }
  | { readonly step: 'whole-task'; readonly first: number; readonly last: number }
  | { readonly step: ErrandKind; readonly instruction: string; readonly outputs: readonly string[] }
  | { readonly step: 'other' };

/** Reads which of the method's questions a prompt asks, in either wire form. */
export function readPrompt(prompt: string): Question {
  return (
    readErrand(prompt) ??
    readWholeTask(prompt) ??
    readClassification(prompt) ??
    readInstance(prompt) ??
    readInstruction(prompt) ?? { step: 'other' }
  );
}

/** What is asked about a task that is there: the task stands between lines of its own. */
function readErrand(prompt: string): Question | null {
  const shown = /\n=== Instruction ===\n([^]*?)\n=== End ===\n/.exec(prompt)?.[1];
  if (shown === undefined) return null;
  const [instruction = '', ...parts] = shown.split(/\n=== (?:Input|Output) ===\n/);
  const outputs = parts.slice(-1);
  if (prompt.includes('NO CHANGE')) return { step: 'repair', instruction, outputs };
  const step = prompt.includes('\nScore:') ? 'judge' : 'regenerate';
  return { step, instruction, outputs };
}

function readWholeTask(prompt: string): Question | null {
  if (!prompt.includes('\n###\n')) return null;
  const open = /###\n(\d+)\. Instruction:$/.exec(prompt);
  const asked = /tasks (\d+) to (\d+)/.exec(prompt.slice(prompt.lastIndexOf('###\n\n')));
  const first = Number(open?.[1] ?? asked?.[1] ?? 4);
  return { step: 'whole-task', first, last: Number(asked?.[2] ?? 20) };
}

function readClassification(prompt: string): Question | null {
  const asked = /\nTask: (.*)\nIs it classification\?\s*(?:Answer with .*)?$/.exec(prompt);
  return asked === null ? null : { step: 'classification', instruction: asked[1] ?? '' };
}

function readInstance(prompt: string): Question | null {
  const last = prompt.lastIndexOf('\nTask: ');
  if (last < 0) return null;
  const [instruction = ''] = prompt.slice(last + '\nTask: '.length).split('\n');
  const isOutputFirst = prompt.slice(0, last).includes('Class label:');
  return { step: 'instance', instruction, isOutputFirst };
}

function readInstruction(prompt: string): Question | null {
  const shown = [...prompt.matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
  const open = /(?:^|\n)(\d+)\.$/.exec(prompt);
  if (open !== null) return { step: 'instruction', shown, first: Number(open[1]), last: 20 };
  const asked = /items (\d+) to (\d+)/.exec(prompt);
  if (asked === null) return null;
  return { step: 'instruction', shown, first: Number(asked[1]), last: Number(asked[2]) };
}
