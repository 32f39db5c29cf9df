import { asTask, pick, withOutput, wordsOf, type Plant, type Planted, type Row } from './plant.ts';

type Leftover = (row: Row) => Planted;

/** What parsers leave of the forms in which tasks and instances are asked for. */
const leftovers: readonly [Leftover, ...Leftover[]] = [
  (row) => withOutput(row, `Output: ${row.output}`),
  (row) =>
    withOutput(row, `${row.output}\n\nTask: Name three kinds of trees.\nOutput: Oak, ash, elm`),
  (row) => withOutput(row, `${row.output}\n###\n5. Instruction: Describe a lake.`),
  (row) => withOutput(row, `${row.output}\n###`),
  (row) => withOutput(row, `${row.output}\n\nExample 2\nInput: Another text.`),
  (row) => withOutput(row, `${row.output}\n\nInput: Another text.\nOutput: Another answer.`),
  (row) => withOutput(row, `${row.output}<|endoftext|>`),
  (row) => withOutput(row, `${row.output}\n### Instruction:\nDescribe a lake.`),
  (row) => withOutput(row, `### Response:\n${row.output}`),
  (row) => withOutput(row, `\`\`\`\n${row.output}`),
  (row) => withOutput(row, `${row.output}\n\`\`\``),
  (row) => withOutput(row, `Class label: ${row.output}`),
  (row) => withOutput(row, `${row.output}\nInstruction: Describe a lake.`),
  (row) => withOutput(row, '<nooutput>'),
  (row) => asTask({ ...row, input: '<noinput>' }),
  (row) => asTask({ ...row, input: '<NOINPUT>' }),
  (row) => asTask({ ...row, input: `Input: ${row.input || 'a text'}` }),
  (row) => asTask({ ...row, input: `${row.input}\nOutput:` }),
  (row) => asTask({ ...row, instruction: `Instruction: ${row.instruction}` }),
  (row) => asTask({ ...row, instruction: `Task: ${row.instruction}` }),
  (row) => asTask({ ...row, instruction: `${row.instruction}\nInput:` }),
  (row) => asTask({ ...row, instruction: `${row.instruction} ###` }),
  (row) => withOutput(row, `${row.output} [/INST]`),
  (row) => withOutput(row, `<|im_start|>assistant\n${row.output}<|im_end|>`),
];

export const promptLeftovers: Plant = (row, random) => pick(leftovers, random)(row);

type Repeat = (row: Row) => Planted;

/** The same text on both sides. */
const repeats: readonly [Repeat, ...Repeat[]] = [
  (row) =>
    asTask({ ...row, instruction: `${row.instruction.replace(/[.:]$/u, '')}: ${row.input}` }),
  (row) => asTask({ ...row, instruction: `${row.instruction}\n\n${row.input}` }),
  (row) => asTask({ ...row, instruction: `${row.instruction} “${row.input}”` }),
  (row) =>
    asTask({ ...row, instruction: `${row.instruction}\n${row.input.replace(/[,.;]/gu, '')}` }),
  (row) => asTask({ ...row, input: row.instruction }),
  (row) => asTask({ ...row, input: row.instruction.toLowerCase() }),
  (row) => asTask({ ...row, input: `${row.instruction}\n${row.input}` }),
  (row) => asTask({ ...row, input: `${row.instruction} ${row.input}` }),
];

export const repeatsInput: Plant = (row, random) =>
  wordsOf(row.input).length < 4 || wordsOf(row.instruction).length < 4
    ? null
    : pick(repeats, random)(row);

/**
 * A loose net, so that the bench does not decide by the rule that it measures: whatever may point at
 * the input that is taken away.
 */
const mayPoint =
  /\b(?:following|given|below|above|provided|this|these|the (?:\w+ ){0,2}(?:sentences?|text|passage|paragraph|article|story|poem|words?|list|code|numbers?|data|statement|phrase|quote|review|email|document|dialogue|conversation|equation|table|tweet|input))\b/iu;

/** Whether the instruction gives the input itself, so that nothing is missing without it. */
const isInInstruction = ({ instruction, input }: Row): boolean =>
  instruction.includes(input.slice(0, 15)) || /[:"“]\s*\S+ \S+ \S+/u.test(instruction);

export const missingInput: Plant = (row) =>
  mayPoint.test(row.instruction) && wordsOf(row.input).length >= 3 && !isInInstruction(row)
    ? asTask({ ...row, input: '' })
    : null;
