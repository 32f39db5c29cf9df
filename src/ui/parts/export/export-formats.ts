import type { ExportFormat } from '#core/contracts/files-api.ts';

export interface FormatWords {
  readonly value: ExportFormat;
  readonly label: string;
  /** What a line holds, and what it is for. */
  readonly text: string;
}

export interface FormatGroup {
  readonly title: string;
  readonly formats: readonly FormatWords[];
}

/** The formats by what they are for. */
export const formatGroups: readonly FormatGroup[] = [
  {
    title: 'For training',
    formats: [
      {
        value: 'alpaca-jsonl',
        label: 'Alpaca JSON lines',
        text: 'instruction, input, output: a line an instance. Most training tools read it.',
      },
      {
        value: 'finetuning',
        label: 'Prompt and completion',
        text: 'The original’s 13 encodings, drawn at random by the seed of chance, shuffled.',
      },
      {
        value: 'chat-messages',
        label: 'Chat messages',
        text: 'messages: a user’s turn (the instruction and, below it, the input) and the assistant’s answer, a line an instance.',
      },
      {
        value: 'sharegpt',
        label: 'ShareGPT',
        text: 'conversations: the same turns, from human and gpt.',
      },
      {
        value: 'csv',
        label: 'CSV',
        text: 'instruction, input, output, is_classification: a row an instance. A spreadsheet may run texts that begin with =, +, - or @ as formulas: import the columns as text.',
      },
    ],
  },
  {
    title: 'The original’s files',
    formats: [
      {
        value: 'all-generated-instances',
        label: 'All instances',
        text: 'all_generated_instances.jsonl: instruction, input, output.',
      },
      {
        value: 'machine-generated-instructions',
        label: 'Instructions',
        text: 'machine_generated_instructions.jsonl: step 1, with the most similar and the mean score.',
      },
      {
        value: 'is-classification',
        label: 'Classification or not',
        text: 'is_clf_or_not_davinci_template_1.jsonl: step 2.',
      },
      {
        value: 'machine-generated-instances',
        label: 'Raw instances',
        text: 'machine_generated_instances.jsonl: step 3, replies as they came.',
      },
      {
        value: 'seed-tasks',
        label: 'Seed tasks',
        text: 'seed_tasks.jsonl: the seeds, to share or to start another project.',
      },
    ],
  },
];

const exportsTasks: readonly ExportFormat[] = [
  ...(['alpaca-jsonl', 'finetuning', 'chat-messages', 'sharegpt', 'csv'] as const),
  'all-generated-instances',
];

/** False for formats that hold steps of the pipeline, or seeds, and nothing else. */
export function takesOtherRows(format: ExportFormat): boolean {
  return exportsTasks.includes(format);
}
