import type { ExportFormat } from '#core/contracts/files-api.ts';
import { fineTuningRows } from '#core/encoding/fine-tuning-rows.ts';
import { conversationLines, messageLines } from '#core/formats/chat-lines.ts';
import { csvHeader, csvLines, csvMark } from '#core/formats/csv-lines.ts';
import {
  classificationLine,
  instanceLines,
  machineInstancesLine,
  machineInstructionLine,
  seedTaskLine,
  type TaskSources,
} from '#core/formats/published-lines.ts';
import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
  isComplete,
  isInPool,
} from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';

/** What a format takes of a project and how it writes it. */
export interface ExportKind {
  readonly fileName: (rows: number) => string;
  /** `only`: the format is for seeds. `never`: the format is for what was machine-made. */
  readonly seeds: 'as-asked' | 'only' | 'never';
  readonly takes: (task: Task) => boolean;
  /** Lines of one task; `sources` only where `needsSources`. */
  readonly lines: (task: Task, sources: TaskSources, seed: number) => readonly string[];
  /** Lines need the calls behind a task and its neighbours' texts. */
  readonly needsSources?: true;
  /** The first line, which is no row. */
  readonly header?: string;
  /** Stands in the file before that. */
  readonly mark?: string;
  /** Absent: JSON Lines. */
  readonly mediaType?: string;
  /** Exact repeats go, and the rows are shuffled. */
  readonly isShuffled?: true;
}

const countInstances = (task: Task): number => effectiveInstances(task).length;

/** Every export format, with the file name of the published repository where there is one. */
export const exportKinds: Readonly<Record<ExportFormat, ExportKind>> = {
  'seed-tasks': {
    fileName: () => 'seed_tasks.jsonl',
    seeds: 'only',
    takes: isInPool,
    lines: (task) => [seedTaskLine(task)],
  },
  'machine-generated-instructions': {
    fileName: () => 'machine_generated_instructions.jsonl',
    seeds: 'never',
    // Each of the original's files holds what its step had: this one, every accepted instruction.
    takes: isInPool,
    lines: (task, sources) => [machineInstructionLine(task, sources)],
    needsSources: true,
  },
  'is-classification': {
    fileName: () => 'is_clf_or_not_davinci_template_1.jsonl',
    seeds: 'never',
    takes: (task) => isInPool(task) && effectiveType(task) !== null,
    lines: (task, sources) => [classificationLine(task, sources)],
    needsSources: true,
  },
  'machine-generated-instances': {
    fileName: () => 'machine_generated_instances.jsonl',
    seeds: 'never',
    takes: isComplete,
    lines: (task, sources) => [machineInstancesLine(task, sources)],
    needsSources: true,
  },
  'all-generated-instances': {
    fileName: () => 'all_generated_instances.jsonl',
    seeds: 'as-asked',
    takes: isComplete,
    lines: instanceLines,
  },
  finetuning: {
    fileName: (rows) => `gpt3_finetuning_data_${rows}.jsonl`,
    seeds: 'as-asked',
    takes: isComplete,
    lines: fineTuningLines,
    isShuffled: true,
  },
  'alpaca-jsonl': {
    fileName: () => 'alpaca_data.jsonl',
    seeds: 'as-asked',
    takes: isComplete,
    lines: instanceLines,
  },
  'chat-messages': {
    fileName: () => 'chat_messages.jsonl',
    seeds: 'as-asked',
    takes: isComplete,
    lines: messageLines,
  },
  sharegpt: {
    fileName: () => 'sharegpt.jsonl',
    seeds: 'as-asked',
    takes: isComplete,
    lines: conversationLines,
  },
  csv: {
    fileName: () => 'tasks.csv',
    seeds: 'as-asked',
    takes: isComplete,
    lines: csvLines,
    header: csvHeader,
    mark: csvMark,
    mediaType: 'text/csv',
  },
};

const oneAnInstance: readonly ExportFormat[] = [
  ...(['all-generated-instances', 'alpaca-jsonl', 'chat-messages', 'sharegpt', 'csv'] as const),
];

/** How many lines a task gives, told without writing them; shuffled formats drop repeats later. */
export const lineCountOf = (format: ExportFormat, task: Task): number =>
  oneAnInstance.includes(format) ? countInstances(task) : 1;

/** Chance is keyed by the task, so that a task's rows don't depend on what else is exported. */
function fineTuningLines(task: Task, _: TaskSources, seed: number): string[] {
  const encodable = {
    instruction: effectiveInstruction(task),
    instances: effectiveInstances(task),
  };
  return fineTuningRows([encodable], keyedRandom(seed, 'encoding', task.id)).map(
    ({ prompt, completion }) => JSON.stringify({ prompt, completion }),
  );
}
