import type {
  EditOfTask,
  FoundContamination,
  ProjectFailure,
} from '#core/contracts/project-api.ts';
import { hasMarks, marksBefore, marksChangeAt } from '#core/fold/fold-marks.ts';
import { effectiveInstances } from '#core/model/effective-task.ts';
import type { ErrandId, TaskId } from '#core/model/ids.ts';
import type { Judgement, MarksChange } from '#core/model/marks.ts';
import { isSameText, textOf, type TaskText } from '#core/model/task-text.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { SeedTask, Task, TaskEdit, TaskStatus } from '#core/model/task.ts';
import { marksProblem } from '#core/review/marks-rules.ts';
import type { ProjectWriter } from './project-writer.ts';
import { badInput, conflict, gone, isGone, notFound, taskProblem, unchanged } from './refusals.ts';
import type { StepWatch } from './step-watch.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

// A reason of another kind would be another's.
const contaminationChange = { verdict: 'rejected', rejectReason: null } as const;

/** What people do to seeds and tasks; each action is one log entry and can be undone. */
export class PersonActions {
  readonly #writer: ProjectWriter;

  constructor(writer: ProjectWriter) {
    this.#writer = writer;
  }

  addSeeds(seeds: readonly SeedTask[]): Answer<{ ids: readonly TaskId[] }> {
    return this.#writer.exclusive(async () => {
      if (seeds.length === 0) return failure(badInput('There is no seed to add.'));
      const problem = seeds.map(seedProblem).find((found) => found !== null);
      if (problem !== undefined) return failure(badInput(problem));
      const firstId = this.#writer.state.pool.nextId;
      const recorded = await this.#writer.record({ kind: 'seeds-added', seeds, firstId });
      return recorded.ok ? success({ ids: seeds.map((_, index) => firstId + index) }) : recorded;
    });
  }

  editSeed(id: TaskId, seed: SeedTask): Answer<null> {
    return this.#writer.exclusive(async () => {
      const task = this.#writer.state.pool.get(id);
      if (task?.origin !== 'seed') return failure(notFound(id));
      if (isGone(task)) return failure(gone(id));
      const problem = seedProblem(seed);
      if (problem !== null) return failure(badInput(problem));
      return this.#writer.record({ kind: 'seed-edited', id, seed, before: asSeed(task) });
    });
  }

  removeSeeds(ids: readonly TaskId[]): Answer<null> {
    return this.#writer.exclusive(async () => {
      const { pool } = this.#writer.state;
      const present = ids.filter((id) => pool.get(id)?.origin === 'seed' && !isGone(pool.get(id)));
      if (present.length === 0) return failure(badInput('These seeds are removed already.'));
      return this.#writer.record({ kind: 'seeds-removed', ids: present });
    });
  }

  setVerdict(
    ids: readonly TaskId[],
    verdict: TaskStatus | null,
    label: string,
    watch?: StepWatch,
  ): Answer<null> {
    return this.#writer.exclusive(async () => {
      const { pool } = this.#writer.state;
      const problem = taskProblem(ids, pool) ?? this.#sameProblem(ids, { verdict });
      if (problem !== null) return failure(problem);
      const hasReasons = ids.some((id) => hasReason(pool.get(id)));
      // Reasons belong to a rejection and go with it.
      if (verdict !== 'rejected' && hasReasons) return this.#mark(ids, { verdict }, label, watch);
      const before = ids.map((id) => pool.get(id)?.human?.verdict ?? null);
      const event = { kind: 'verdict', ids: [...ids], verdict, before, label } as const;
      return this.#writer.record(event, [], watch);
    });
  }

  setMarks(
    ids: readonly TaskId[],
    change: MarksChange,
    label: string,
    watch?: StepWatch,
  ): Answer<null> {
    return this.#writer.exclusive(async () => {
      const wrong = marksProblem(change);
      const problem =
        taskProblem(ids, this.#writer.state.pool) ??
        (wrong === null ? this.#sameProblem(ids, change) : badInput(wrong));
      return problem === null ? this.#mark(ids, change, label, watch) : failure(problem);
    });
  }

  /** Rejects what a check found too near a guard set, and keeps with each task what that was. */
  rejectContaminated(found: readonly FoundContamination[], label: string): Answer<null> {
    return this.#writer.exclusive(async () => {
      const { pool } = this.#writer.state;
      const ids = found.map(({ id }) => id);
      const problem = taskProblem(ids, pool);
      if (problem !== null) return failure(problem);
      const contaminated = found.map((one) => one.contaminated);
      const event = { kind: 'marked', ids, change: contaminationChange, contaminated } as const;
      const changeOf = (place: number) => marksChangeAt({ ...event, before: [], label }, place);
      const overlays = ids.map((id) => pool.get(id)?.human ?? {});
      if (overlays.every((human, place) => hasMarks(human, changeOf(place)))) {
        return failure(unchanged(ids));
      }
      const before = overlays.map((human, place) => marksBefore(human, changeOf(place)));
      return this.#writer.record({ ...event, before, label });
    });
  }

  editTask(id: TaskId, edit: TaskEdit | null, seen?: TaskText): Answer<null> {
    return this.#writer.exclusive(async () => {
      const task = this.#writer.state.pool.get(id);
      if (task === undefined) return failure(notFound(id));
      if (isGone(task)) return failure(gone(id));
      const problem = edit === null ? null : editProblem(edit);
      if (problem !== null) return failure(badInput(problem));
      if (seen !== undefined && !isSameText(seen, textOf(task))) return failure(conflict(id));
      return this.#writer.record({ kind: 'edited', id, edit, before: task.human?.edit ?? null });
    });
  }

  /**
   * Changes the texts of many tasks in one step. `errandId`: a model proposed it, for tasks that
   * were as `isAsAsked` says; where one is not any more, nothing is changed.
   */
  editTasks(
    edits: readonly EditOfTask[],
    label: string,
    errandId?: ErrandId,
    isAsAsked: (task: Task) => boolean = () => true,
  ): Answer<null> {
    return this.#writer.exclusive(async () => {
      const { pool } = this.#writer.state;
      const missing = taskProblem(
        edits.map(({ id }) => id),
        pool,
      );
      if (missing !== null) return failure(missing);
      for (const { id, edit } of edits) {
        const task = pool.get(id);
        if (task !== undefined && !isAsAsked(task)) return failure(badInput(changedMeanwhile(id)));
        const problem = edit === null ? null : editProblem(edit);
        if (problem !== null) return failure(badInput(`Task ${id}: ${problem}`));
      }
      const changes = edits.map(({ id, edit }) => {
        return { id, edit, before: pool.get(id)?.human?.edit ?? null };
      });
      const errand = errandId === undefined ? {} : { errandId };
      return this.#writer.record({ kind: 'edited-many', edits: changes, label, ...errand });
    });
  }

  /** Remembers that what a model proposed for these tasks is not wanted. */
  refuseProposals(errandId: ErrandId, ids: readonly TaskId[], label: string): Answer<null> {
    return this.#writer.exclusive(async () => {
      const problem = taskProblem(ids, this.#writer.state.pool);
      if (problem !== null) return failure(problem);
      return this.#writer.record({ kind: 'proposals-refused', errandId, ids: [...ids], label });
    });
  }

  /** Why this would be no step: every task is so already. */
  #sameProblem(ids: readonly TaskId[], change: MarksChange): ProjectFailure | null {
    const { pool } = this.#writer.state;
    const isSame = ids.every((id) => hasMarks(pool.get(id)?.human ?? {}, change));
    return isSame ? unchanged(ids) : null;
  }

  #mark(
    ids: readonly TaskId[],
    change: MarksChange,
    label: string,
    watch?: StepWatch,
  ): Answer<null> {
    const { pool } = this.#writer.state;
    const before = shared(ids.map((id) => marksBefore(pool.get(id)?.human ?? {}, change)));
    const event = { kind: 'marked', ids: [...ids], change, before, label } as const;
    return this.#writer.record(event, [], watch);
  }
}

/** The same values with one object for all that are equal: a clone then holds each of them once. */
function shared(marks: readonly Judgement[]): Judgement[] {
  const known = new Map<string, Judgement>();
  return marks.map((each) => {
    const key = JSON.stringify(each);
    const same = known.get(key) ?? each;
    known.set(key, same);
    return same;
  });
}

function seedProblem(seed: SeedTask): string | null {
  const name = seed.name || seed.id;
  if (seed.instruction.trim() === '') return `Seed “${name}” has no instruction.`;
  if (seed.instances.length === 0) return `Seed “${name}” has no instance.`;
  const isEmpty = seed.instances.some(({ output }) => output.trim() === '');
  return isEmpty ? `Seed “${name}” has an instance without an output.` : null;
}

function editProblem({ instruction, instances }: TaskEdit): string | null {
  if (instruction?.trim() === '') return 'The instruction is empty.';
  const isEmpty = instances?.some(({ output }) => output.trim() === '') === true;
  return isEmpty ? 'An instance has no output.' : null;
}

function asSeed(task: Task): SeedTask {
  return {
    id: task.seedId ?? '',
    name: task.name ?? '',
    instruction: task.instruction,
    instances: effectiveInstances(task),
    isClassification: task.isClassification === true,
  };
}

function changedMeanwhile(id: TaskId): string {
  return `Task ${id} changed in the meantime, so nothing was overwritten. Try again.`;
}

const hasReason = (task: Task | undefined): boolean =>
  task?.human?.rejectReason !== undefined || task?.human?.contaminated !== undefined;
