import type { LogSeq, TaskId } from '#core/model/ids.ts';
import type { LogEntry, LogEvent } from '#core/model/log.ts';
import type { Judgement, MarksChange } from '#core/model/marks.ts';
import type {
  HumanOverlay,
  ImportedTask,
  SeedTask,
  Task,
  TaskEdit,
  TaskStatus,
} from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { eachSpliced, hashOfTask } from '#core/replace/packed-splices.ts';
import { editAfter } from '#core/replace/splices.ts';
import { changeMarks, marksChangeAt, restoreMarks } from './fold-marks.ts';

/** Log events that change no task by themselves, or only through a reply. */
type RunEventKind = 'run-started' | 'applied' | 'handed-over' | 'recalled';

const runEventKinds: readonly LogEvent['kind'][] = [
  'run-started',
  'applied',
  'handed-over',
  'recalled',
] satisfies RunEventKind[];

/** Log events that people cause; all but `undone` and `redone` can be undone. */
export type PersonEvent = Exclude<LogEvent, { kind: RunEventKind }>;

/** The tasks that an event is laid over: a pool's, or what is to become of them. */
type FoldedTasks = Pick<TaskPool, 'get' | 'put'>;

/** What the fold of a person's event looks up. */
export interface PersonLookup {
  /** The entry that `undone` and `redone` name. */
  entry(seq: LogSeq): LogEntry | undefined;
  /** The rows of a committed import. */
  imported(importId: string): readonly ImportedTask[];
}

/** Tells whether an event is one that a person can undo. */
export function isPersonEvent<T extends LogEvent>(event: T): event is T & PersonEvent {
  return !runEventKinds.includes(event.kind);
}

/** Lays a person's event over the pool: one step of the fold. `at`: its time. */
export function foldPerson(
  pool: FoldedTasks,
  event: PersonEvent,
  at: number,
  lookup: PersonLookup,
): void {
  switch (event.kind) {
    case 'seeds-added':
      event.seeds.forEach((seed, index) => {
        pool.put(seedTask(event.firstId + index, seed, at));
      });
      break;
    case 'imported':
      lookup.imported(event.importId).forEach((row, index) => {
        pool.put(importedTask(event.firstId + index, row, at));
      });
      break;
    case 'replayed':
      // Nothing of its own: the pool was folded again from the start.
      break;
    case 'undone':
    case 'redone':
      foldAgain(pool, event, lookup);
      break;
    default:
      foldChange(pool, event, 'forward');
  }
}

function foldAgain(
  pool: FoldedTasks,
  event: PersonEvent & { kind: 'undone' | 'redone' },
  lookup: PersonLookup,
): void {
  const target = lookup.entry(event.targetSeq);
  if (target === undefined || !isPersonEvent(target)) return;
  foldChange(pool, target, event.kind === 'undone' ? 'back' : 'forward');
}

type Direction = 'forward' | 'back';

/** Applies an event whose tasks exist, or takes it back with what it says was there before. */
function foldChange(pool: FoldedTasks, event: PersonEvent, direction: Direction): void {
  const isBack = direction === 'back';
  switch (event.kind) {
    case 'seeds-added':
      setRemoved(pool, range(event.firstId, event.seeds.length), isBack);
      break;
    case 'imported':
      setRemoved(pool, range(event.firstId, event.rows), isBack);
      break;
    case 'seeds-removed':
      setRemoved(pool, event.ids, !isBack);
      break;
    case 'seed-edited':
      change(pool, event.id, (task) => ({
        ...task,
        ...seedFields(isBack ? event.before : event.seed),
      }));
      break;
    case 'verdict':
      event.ids.forEach((id, index) => {
        setVerdict(pool, id, isBack ? (event.before[index] ?? null) : event.verdict);
      });
      break;
    case 'marked':
      event.ids.forEach((id, index) => {
        const before = isBack ? (event.before[index] ?? {}) : null;
        const wanted = marksChangeAt(event, index);
        change(pool, id, (task) => withOverlay(task, overlayAfter(task, wanted, before)));
      });
      break;
    case 'edited':
      setEdit(pool, event.id, isBack ? event.before : event.edit);
      break;
    case 'edited-many':
      for (const { id, edit, before } of event.edits) setEdit(pool, id, isBack ? before : edit);
      break;
    case 'replaced-many':
      if (isBack) takeReplacementBack(pool, event);
      else replacePieces(pool, event);
      break;
    case 'proposals-refused':
    case 'replayed':
    case 'undone':
    case 'redone':
      break;
  }
}

function change(pool: FoldedTasks, id: TaskId, alter: (task: Task) => Task): void {
  const task = pool.get(id);
  if (task !== undefined) pool.put(alter(task));
}

function setRemoved(pool: FoldedTasks, ids: readonly TaskId[], isRemoved: boolean): void {
  for (const id of ids) {
    change(pool, id, ({ isRemoved: _, ...task }) => (isRemoved ? { ...task, isRemoved } : task));
  }
}

function setVerdict(pool: FoldedTasks, id: TaskId, verdict: TaskStatus | null): void {
  change(pool, id, (task) => {
    const { verdict: _, ...human } = task.human ?? {};
    return withOverlay(task, verdict === null ? human : { ...human, verdict });
  });
}

/** `before`: what was there, where the change is taken back; else null. */
function overlayAfter(
  { human = {} }: Task,
  change: MarksChange,
  before: Judgement | null,
): HumanOverlay {
  return before === null ? changeMarks(human, change) : restoreMarks(human, change, before);
}

function setEdit(pool: FoldedTasks, id: TaskId, edit: TaskEdit | null): void {
  change(pool, id, (task) => {
    const { edit: _, ...human } = task.human ?? {};
    return withOverlay(task, edit === null ? human : { ...human, edit });
  });
}

type Replacement = Extract<PersonEvent, { kind: 'replaced-many' }>;

/** A text that is another one by now, for example after a replay, is left as it is. */
function replacePieces(pool: FoldedTasks, { packed }: Replacement): void {
  eachSpliced(packed, (id, hash, splices) => {
    const task = pool.get(id);
    if (task === undefined || hashOfTask(task) !== hash) return;
    setEdit(pool, id, editAfter(task, splices));
  });
}

function takeReplacementBack(pool: FoldedTasks, { packed, before }: Replacement): void {
  const edits = new Map(before.map(({ id, edit }) => [id, edit]));
  for (const id of packed.ids) setEdit(pool, id, edits.get(id) ?? null);
}

function withOverlay({ human: _, ...task }: Task, human: HumanOverlay): Task {
  return Object.keys(human).length === 0 ? task : { ...task, human };
}

function seedFields(seed: SeedTask) {
  const { id, name, instruction, instances, isClassification } = seed;
  return { seedId: id, name, instruction, instances, isClassification };
}

function seedTask(id: TaskId, seed: SeedTask, createdAt: number): Task {
  return {
    id,
    origin: 'seed',
    status: 'accepted',
    stage: 'instanced',
    ...seedFields(seed),
    createdAt,
  };
}

function importedTask(id: TaskId, row: ImportedTask, createdAt: number): Task {
  const { instruction, instances, isClassification } = row;
  const stage = instances.length > 0 ? 'instanced' : isClassification === null ? 'novel' : 'typed';
  return {
    id,
    origin: 'imported',
    status: 'accepted',
    stage,
    instruction,
    instances,
    isClassification,
    createdAt,
  };
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
