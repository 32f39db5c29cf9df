import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { suspicions, type SuspicionId } from './all-suspicions.ts';
import type { Suspected } from './check-task.ts';
import { suspectOf, type Finding, type Suspect } from './suspicion.ts';

/** A task that a suspicion falls on, with the piece that it is about. */
export interface SuspicionExample {
  readonly taskId: TaskId;
  /** The start of the instruction. */
  readonly instruction: string;
  readonly field: Finding['field'];
  /** The text around the piece; empty where the field is. */
  readonly excerpt: string;
  readonly why: string;
}

export interface SuspicionReportRow {
  readonly id: SuspicionId;
  readonly count: number;
  readonly examples: readonly SuspicionExample[];
}

/** What looks wrong with some tasks. */
export interface SuspicionReport {
  /** How many tasks were looked at. */
  readonly tasks: number;
  /** How many of them have at least one suspicion. */
  readonly suspicious: number;
  /** How many were not checked yet; 0 in a report that is done. */
  readonly unchecked: number;
  /** One for every suspicion that is on, in the order in which they are shown. */
  readonly rows: readonly SuspicionReportRow[];
}

const longestInstruction = 160;
const around = 60;
const longestExcerpt = 220;

/** Shows a finding in its place. */
export function exampleOf(task: Task, { finding }: Suspected): SuspicionExample {
  const suspect = suspectOf(task);
  const text = fieldOf(suspect, finding);
  return {
    taskId: task.id,
    instruction: shorten(suspect.instruction, longestInstruction),
    field: finding.field,
    excerpt: excerptOf(text, finding),
    why: finding.why,
  };
}

function fieldOf({ instruction, instances }: Suspect, { field, instance = 0 }: Finding): string {
  return field === 'instruction' ? instruction : (instances[instance]?.[field] ?? '');
}

function excerptOf(text: string, { range }: Finding): string {
  if (range === undefined) return shorten(text, longestExcerpt);
  const start = Math.max(0, range.start - around);
  const end = Math.min(text.length, Math.max(range.end, start + longestExcerpt - around));
  const piece = shorten(text.slice(start, end), longestExcerpt);
  return `${start > 0 ? '…' : ''}${piece}${end < text.length && !piece.endsWith('…') ? '…' : ''}`;
}

const shorten = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** The report as a document: Markdown with a table and the examples. `name`: the project's. */
export function reportAsMarkdown(report: SuspicionReport, name: string): string {
  const { tasks, suspicious, rows } = report;
  const head = [
    `# Suspicions in ${inline(name)}`,
    '',
    `${count(suspicious)} of ${count(tasks)} tasks have at least one (${share(suspicious, tasks)}).`,
    '',
    '| Suspicion | Tasks | Share |',
    '| --- | ---: | ---: |',
    ...rows.map(
      ({ id, count: found }) =>
        `| ${suspicions[id].label} | ${count(found)} | ${share(found, tasks)} |`,
    ),
  ];
  const parts = rows.filter(({ count: found }) => found > 0).flatMap(partOf);
  return `${[...head, ...parts].join('\n')}\n`;
}

function partOf({ id, count: found, examples }: SuspicionReportRow): string[] {
  const { label, explanation } = suspicions[id];
  const shown = examples.map(
    ({ taskId, instruction, field, excerpt, why }) =>
      `- Task ${taskId}: ${inline(instruction)}\n  - ${why} ${field}: ${inline(excerpt) || '(empty)'}`,
  );
  return ['', `## ${label}: ${count(found)}`, '', explanation, '', ...shown];
}

/** Text of a task on one line, so that it can't be taken for Markdown's own. */
const inline = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|]/gu, '\\$&');

const count = (value: number): string => value.toLocaleString('en');

const share = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : ((part / whole) * 100).toFixed(1)} %`;
