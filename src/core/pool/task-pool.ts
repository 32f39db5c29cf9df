import { effectiveType, isComplete, isInPool } from '#core/model/effective-task.ts';
import type { RunId, TaskId } from '#core/model/ids.ts';
import type { PoolCounts } from '#core/model/project.ts';
import type { Task } from '#core/model/task.ts';

/** How far a run has come, people's verdicts counted in. */
export interface RunProgress {
  /** Its tasks that are pool members. */
  readonly accepted: number;
  /** Its tasks that are pool members with an instance. */
  readonly complete: number;
}

type Group = 'seeds' | 'classificationSeeds' | 'machine' | 'imported' | 'untyped' | 'unfilled';

const noProgress: RunProgress = { accepted: 0, complete: 0 };

/** The groups a task belongs to, so that planning never walks the whole pool. */
function groupsOf(task: Task): Group[] {
  if (!isInPool(task)) return [];
  if (task.origin === 'imported') return ['imported'];
  if (task.origin === 'seed') {
    return effectiveType(task) === true ? ['seeds', 'classificationSeeds'] : ['seeds'];
  }
  if (isComplete(task)) return ['machine'];
  return effectiveType(task) === null ? ['machine', 'untyped'] : ['machine', 'unfilled'];
}

/** All tasks of a project in memory, grouped for planning, with the changes since the last commit. */
export class TaskPool {
  readonly #tasks: Task[] = [];
  #lastId = 0;
  readonly #groups: Record<Group, Set<TaskId>> = {
    seeds: new Set(),
    classificationSeeds: new Set(),
    machine: new Set(),
    imported: new Set(),
    untyped: new Set(),
    unfilled: new Set(),
  };
  readonly #progress = new Map<RunId, RunProgress>();
  #rejected = 0;
  #complete = 0;
  #changed = new Set<TaskId>();

  constructor(tasks: readonly Task[] = []) {
    for (const task of tasks) this.#set(task);
  }

  /** The highest id in use; no id at or below it is given again. */
  get size(): number {
    return this.#lastId;
  }

  get nextId(): TaskId {
    return this.#lastId + 1;
  }

  /** In order of id. Only in the middle of a replay are there gaps, and those are left out. */
  get tasks(): readonly Task[] {
    // `flat` leaves holes out.
    return this.#tasks.flat();
  }

  /** The tasks with ids from `from` to `to`, both included. */
  slice(from: TaskId, to: TaskId): readonly Task[] {
    return this.#tasks.slice(from - 1, to).flat();
  }

  get(id: TaskId): Task | undefined {
    return this.#tasks[id - 1];
  }

  /** Members of a group, in the order in which they joined it. */
  group(name: Group): ReadonlySet<TaskId> {
    return this.#groups[name];
  }

  progress(runId: RunId): RunProgress {
    return this.#progress.get(runId) ?? noProgress;
  }

  get counts(): PoolCounts {
    return {
      seeds: this.#groups.seeds.size,
      machine: this.#groups.machine.size,
      imported: this.#groups.imported.size,
      rejected: this.#rejected,
      complete: this.#complete,
    };
  }

  /** Adds a task, or replaces the one with its id. */
  put(task: Task): void {
    if (!Number.isSafeInteger(task.id) || task.id < 1) {
      throw new RangeError(`${task.id} is no task id`);
    }
    const before = this.get(task.id);
    if (before !== undefined) this.#count(before, -1);
    this.#set(task);
    this.#changed.add(task.id);
  }

  #set(task: Task): void {
    this.#tasks[task.id - 1] = task;
    this.#lastId = Math.max(this.#lastId, task.id);
    this.#count(task, 1);
  }

  /** Ids of the tasks that changed since this was last asked. */
  takeChanged(): ReadonlySet<TaskId> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  #count(task: Task, sign: 1 | -1): void {
    for (const group of groupsOf(task)) {
      if (sign === 1) this.#groups[group].add(task.id);
      else this.#groups[group].delete(task.id);
    }
    if (task.isRemoved === true) return;
    if (!isInPool(task)) this.#rejected += sign;
    else if (task.origin !== 'seed' && isComplete(task)) this.#complete += sign;
    this.#countRun(task, sign);
  }

  #countRun(task: Task, sign: 1 | -1): void {
    const runId = task.provenance?.runId;
    if (runId === undefined || !isInPool(task)) return;
    const { accepted, complete } = this.progress(runId);
    this.#progress.set(runId, {
      accepted: accepted + sign,
      complete: complete + (isComplete(task) ? sign : 0),
    });
  }
}
