import { describeEvent, type PersonEntry } from '#core/fold/undo-stack.ts';
import { touchesTask } from '#core/fold/touched-tasks.ts';
import { isInPool } from '#core/model/effective-task.ts';
import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Task } from '#core/model/task.ts';
import { explainRejection } from './review-words.ts';

/** One thing that happened to a task. */
export interface HistoryLine {
  /** Its place in the log. */
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who did it: a model's reply that took effect, or a person. */
  readonly by: 'model' | 'person';
  readonly words: string;
}

/** A reply that took effect on a task, or a last failure that closed its request. */
export interface AppliedCall {
  readonly seq: number;
  readonly at: number;
  readonly request: ModelRequest;
  readonly attempt: Attempt | undefined;
}

/** What a history is told from. */
export interface HistorySources {
  /** What people did in the whole project, in order of the log. */
  readonly people: Iterable<PersonEntry>;
  readonly entryAt: (seq: number) => PersonEntry | undefined;
  readonly calls: readonly AppliedCall[];
}

/** Everything that happened to a task, in plain words and in order of the log. */
export function taskHistory(task: Task, sources: HistorySources): readonly HistoryLine[] {
  const lines = sources.calls.map((call): HistoryLine => {
    return { seq: call.seq, at: call.at, by: 'model', words: wordsOfCall(task, call) };
  });
  const born = Math.min(Infinity, ...sources.calls.map(({ seq }) => seq));
  for (const entry of sources.people) {
    const words = wordsOfEntry(task, entry, born, sources.entryAt);
    if (words !== null) lines.push({ seq: entry.seq, at: entry.at, by: 'person', words });
  }
  return lines.sort((a, b) => a.seq - b.seq);
}

function wordsOfEntry(
  task: Task,
  entry: PersonEntry,
  born: number,
  entryAt: HistorySources['entryAt'],
): string | null {
  if (entry.kind === 'undone' || entry.kind === 'redone') {
    const target = entryAt(entry.targetSeq);
    if (target === undefined || !concerns(task, target, born)) return null;
    const verb = entry.kind === 'undone' ? 'Undone' : 'Done again';
    return `${verb}: ${describeEvent(target)}`;
  }
  return concerns(task, entry, born) ? describeEvent(entry) : null;
}

/** A replay reads every reply again: it concerns all tasks that came of them before. */
function concerns(task: Task, entry: PersonEntry, born: number): boolean {
  if (entry.kind !== 'replayed') return touchesTask(entry, task.id);
  return task.provenance?.runId === entry.runId && entry.seq > born;
}

function wordsOfCall(task: Task, { request, attempt }: AppliedCall): string {
  const which = `request ${request.id} of run ${request.runId}`;
  if (attempt?.outcome.kind !== 'reply') return `${stepNames[request.step]} failed, ${which}`;
  switch (request.step) {
    case 'instruction':
    case 'whole-task':
      return `Proposed by ${which}, item ${(task.provenance?.item ?? 0) + 1}: ${decision(task)}`;
    case 'classification':
      return `${typeWords(task)}, ${which}`;
    case 'instance':
      return instanceWords(task, request, which);
    default:
      return `Answered by ${which}`;
  }
}

const stepNames: Readonly<Record<string, string>> = {
  instruction: 'Step 1',
  classification: 'Step 2',
  instance: 'Step 3',
  'whole-task': 'The call',
};

/** What the rules made of the proposal, as they now read it. */
function decision(task: Task): string {
  if (task.rejection !== undefined) return `rejected, ${explainRejection(task.rejection)}`;
  if (task.status === 'rejected') return 'rejected';
  const { novelty } = task;
  const nearest = novelty === undefined ? '' : `, nearest ROUGE-L ${novelty.max.toFixed(2)}`;
  return `accepted${nearest}${isInPool(task) ? '' : ', not in the pool now'}`;
}

function typeWords({ isClassification }: Task): string {
  if (isClassification === null) return 'Step 2 told no type';
  return `Typed as ${isClassification ? 'classification' : 'no classification'}`;
}

function instanceWords(task: Task, request: ModelRequest, which: string): string {
  if (task.provenance?.instanceRequestId !== request.id) return `No usable instance, ${which}`;
  const count = task.instances.length;
  return `Given ${count} ${count === 1 ? 'instance' : 'instances'}, ${which}`;
}
