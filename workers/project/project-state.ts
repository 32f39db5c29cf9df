import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { idsIn } from '#core/batch/id-ranges.ts';
import { Decisions } from '#core/errands/decisions.ts';
import { foldPerson, isPersonEvent, type PersonEvent } from '#core/fold/fold-person.ts';
import { GuardBook } from '#core/guard/guard-book.ts';
import type { MeaningIndex } from '#core/fold/meaning-index.ts';
import { PoolIndex } from '#core/fold/pool-index.ts';
import { UndoStack, type PersonEntry } from '#core/fold/undo-stack.ts';
import type { RequestId } from '#core/model/ids.ts';
import type { LogEntry } from '#core/model/log.ts';
import type { Run } from '#core/model/run.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { StagedTasks } from '#core/pool/staged-tasks.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import type { ProjectRepository } from '#data/project-repository.ts';

/** A project in memory, as the disk has it: made anew whenever a commit failed. */
export class ProjectState {
  readonly pool: TaskPool;
  readonly index: PoolIndex;
  /** The pool’s embeddings for the run that is under way; null where its recipe asks for none. */
  meaning: MeaningIndex | null = null;
  readonly undo = new UndoStack();
  /** Which proposals of models people accepted or refused. */
  readonly decisions = new Decisions();
  /** Requests whose replies took effect. */
  readonly applied = new Set<RequestId>();
  /** Requests that are in a batch file, and whether they were called back. */
  readonly #batched = new Map<RequestId, 'away' | 'recalled'>();
  runs: Run[];
  guards: GuardBook;
  seq = 0;
  readonly #people = new Map<number, PersonEntry>();

  private constructor(pool: TaskPool, index: PoolIndex, runs: Run[], guards: GuardBook) {
    this.pool = pool;
    this.index = index;
    this.runs = runs;
    this.guards = guards;
  }

  /** Reads a project from disk. */
  static async load(repository: ProjectRepository, api: SimilarityApi): Promise<ProjectState> {
    const [tasks, log, runs, guards] = await Promise.all([
      repository.tasks(),
      repository.log(),
      repository.runs(),
      repository.guardSets(),
    ]);
    const pool = new TaskPool(tasks);
    const index = new PoolIndex(api, pool);
    const state = new ProjectState(pool, index, runs, new GuardBook(guards));
    for (const entry of log) state.note(entry);
    return state;
  }

  /** Takes a committed entry into account. */
  note(entry: LogEntry): void {
    this.seq = entry.seq;
    this.undo.note(entry);
    this.decisions.note(entry);
    if (isPersonEvent(entry)) this.#people.set(entry.seq, entry);
    if (entry.kind === 'applied') this.applied.add(entry.requestId);
    if (entry.kind === 'handed-over' || entry.kind === 'recalled') {
      const place = entry.kind === 'handed-over' ? 'away' : 'recalled';
      for (const id of idsIn(entry.requests)) this.#batched.set(id, place);
    }
  }

  /** Whether a request's answer is to come by a batch, so that no call may ask for it. */
  isAway(id: RequestId): boolean {
    return this.#batched.get(id) === 'away';
  }

  /**
   * What a person's event makes of the tasks, which the pool does not hold before it is stored.
   * `imported`: the rows, where the event is an import.
   */
  stage(event: PersonEvent, at: number, imported: readonly ImportedTask[] = []): StagedTasks {
    const staged = new StagedTasks(this.pool);
    foldPerson(staged, event, at, {
      entry: (seq) => this.#people.get(seq),
      imported: () => imported,
    });
    return staged;
  }

  /** A person's entry of the log. */
  personEntry(seq: number): PersonEntry | undefined {
    return this.#people.get(seq);
  }

  get run(): Run | null {
    return this.runs.at(-1) ?? null;
  }

  /** Replaces a run's row, or adds it. */
  putRun(run: Run): void {
    this.runs = [...this.runs.filter(({ id }) => id !== run.id), run].sort((a, b) => a.id - b.id);
  }
}
