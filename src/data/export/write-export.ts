import type { ExportPlan, ExportPreview, ExportResult } from '#core/contracts/files-api.ts';
import type { TaskSources } from '#core/formats/published-lines.ts';
import type { Task } from '#core/model/task.ts';
import { tasksPerPage, type ProjectDb } from '#data/project-db.ts';
import { exportKinds, lineCountOf } from './export-kinds.ts';
import { LineFile } from './line-file.ts';
import { selectedTasks } from './selected-tasks.ts';
import { ShuffledLines } from './shuffled-lines.ts';
import { SourceReader } from './task-sources.ts';

/** How an export is watched and stopped. */
export interface ExportWatch {
  readonly signal: AbortSignal;
  /** Called with tasks that were looked at and rows that were written since the last call. */
  readonly onStep: (lookedAt: number, rows: number) => void;
}

const previewLines = 3;

const noSources: TaskSources = {
  mostSimilar: [],
  instructionCall: null,
  typeCall: null,
  instanceCall: null,
};

/** Writes what a plan asks for into a file, page by page; throws a `FilesError` on cancel. */
export async function writeExport(
  db: ProjectDb,
  plan: ExportPlan,
  watch: ExportWatch,
): Promise<ExportResult> {
  const { header, mark = '', mediaType, fileName } = exportKinds[plan.format];
  const file = new LineFile();
  if (header !== undefined) file.add(`${mark}${header}`);
  let tasks = 0;
  for await (const step of exportSteps(db, plan, watch.signal)) {
    for (const line of step.lines) file.add(line);
    tasks += step.tasks;
    watch.onStep(step.lookedAt, step.lines.length);
  }
  const rows = file.lines - (header === undefined ? 0 : 1);
  return { file: file.toBlob(mediaType), fileName: fileName(rows), rows, tasks };
}

/** The first three rows that `writeExport` would write, after what heads them, and how many. */
export async function previewExport(
  db: ProjectDb,
  plan: ExportPlan,
  signal: AbortSignal,
): Promise<ExportPreview> {
  return exportKinds[plan.format].isShuffled === true
    ? previewShuffled(db, plan, signal)
    : previewOrdered(db, plan, signal);
}

interface Step {
  readonly lines: readonly string[];
  readonly tasks: number;
  readonly lookedAt: number;
}

async function* exportSteps(
  db: ProjectDb,
  plan: ExportPlan,
  signal: AbortSignal,
): AsyncGenerator<Step> {
  const shuffled = await shuffledLinesFor(db, plan);
  const write = lineWriter(db, plan);
  for await (const { tasks, lookedAt } of selectedTasks(db, plan, signal)) {
    const lines = await write(tasks);
    if (shuffled !== null) for (const line of lines) shuffled.add(line);
    yield { lines: shuffled === null ? lines : [], tasks: tasks.length, lookedAt };
  }
  if (shuffled === null) return;
  for await (const lines of shuffled.drain(signal)) yield { lines, tasks: 0, lookedAt: 0 };
}

async function shuffledLinesFor(db: ProjectDb, plan: ExportPlan): Promise<ShuffledLines | null> {
  if (exportKinds[plan.format].isShuffled !== true) return null;
  return new ShuffledLines((await db.taskPages.count()) * tasksPerPage, plan.seed);
}

function lineWriter(
  db: ProjectDb,
  plan: ExportPlan,
): (tasks: readonly Task[]) => Promise<readonly string[]> {
  const kind = exportKinds[plan.format];
  const reader = kind.needsSources === true ? new SourceReader(db) : null;
  return async (tasks) => {
    const sourcesOf = reader === null ? () => noSources : await reader.read(tasks);
    return tasks.flatMap((task) => kind.lines(task, sourcesOf(task), plan.seed));
  };
}

async function previewOrdered(
  db: ProjectDb,
  plan: ExportPlan,
  signal: AbortSignal,
): Promise<ExportPreview> {
  const first: Task[] = [];
  let rows = 0;
  let count = 0;
  for await (const { tasks } of selectedTasks(db, plan, signal)) {
    first.push(...tasks.slice(0, previewLines - first.length));
    count += tasks.length;
    for (const task of tasks) rows += lineCountOf(plan.format, task);
  }
  const lines = (await lineWriter(db, plan)(first)).slice(0, previewLines);
  const { header } = exportKinds[plan.format];
  return {
    lines: header === undefined || rows === 0 ? lines : [header, ...lines],
    rows,
    tasks: count,
  };
}

/** Only all of the rows tell which repeat and which come first. */
async function previewShuffled(
  db: ProjectDb,
  plan: ExportPlan,
  signal: AbortSignal,
): Promise<ExportPreview> {
  const first: string[] = [];
  let rows = 0;
  let count = 0;
  for await (const { lines, tasks } of exportSteps(db, plan, signal)) {
    first.push(...lines.slice(0, previewLines - first.length));
    rows += lines.length;
    count += tasks;
  }
  return { lines: first, rows, tasks: count };
}
