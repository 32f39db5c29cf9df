import { untrack } from 'svelte';
import type { FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import type { SeedTask, Task } from '#core/model/task.ts';
import type { FilesHandle } from '#rpc/files-handle.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';
import type { ProjectSession, SessionFailure } from '#state/project/project-session.svelte.ts';
import { saveFile } from '#state/files/save-file.ts';
import { fieldProblems, findTwins, type SeedTwin } from './seed-checks.ts';

/** The seeds of a project as its page shows them, with what the checks say. */
export class SeedBook {
  readonly #session: ProjectSession;
  readonly #files: FilesHandle;
  #seeds = $state.raw<readonly Task[] | null>(null);
  #twins = $state.raw<ReadonlyMap<TaskId, SeedTwin> | null>(null);
  #checking = new AbortController();

  readonly #incomplete = $derived(
    (this.#seeds ?? []).filter((seed) => fieldProblems(seed).length > 0).length,
  );

  readonly #classification = $derived(
    (this.#seeds ?? []).filter((seed) => seed.isClassification === true).length,
  );

  constructor(session: ProjectSession, files: FilesHandle) {
    this.#session = session;
    this.#files = files;
    // Seeds change here, by undo in the bar above, or in another tab; runs leave them alone.
    $effect(() => {
      this.#watch();
      untrack(() => void this.#load());
    });
    $effect(() => () => this.#checking.abort());
  }

  /** `null` while they are being read. */
  get list(): readonly Task[] | null {
    return this.#seeds;
  }

  /** The nearest other seed of each that is too near to one; `null` while they are compared. */
  get twins(): ReadonlyMap<TaskId, SeedTwin> | null {
    return this.#twins;
  }

  /** How many lack something. */
  get incomplete(): number {
    return this.#incomplete;
  }

  get classification(): number {
    return this.#classification;
  }

  async add(seeds: readonly SeedTask[]): Promise<Result<unknown, SessionFailure>> {
    return this.#reload(await this.#session.seeds.add(seeds));
  }

  async edit(id: TaskId, seed: SeedTask): Promise<Result<unknown, SessionFailure>> {
    return this.#reload(await this.#session.seeds.edit(id, seed));
  }

  async remove(ids: readonly TaskId[]): Promise<Result<unknown, SessionFailure>> {
    return this.#reload(await this.#session.seeds.remove(ids));
  }

  /** The 175 seeds that come with the program. */
  async addStarters(): Promise<Result<unknown, SessionFailure>> {
    const { starterSeeds } = await import('#core/starter/starter-seeds.ts');
    return this.add(starterSeeds);
  }

  /** Adds what can be used of a file; the report tells of the rest. */
  async addFile(
    file: File,
  ): Promise<Result<ImportReport, FilesFailure | WorkerFailure | SessionFailure>> {
    const read = await this.#files.readSeeds(file);
    if (!read.ok) return read;
    const added = await this.add(read.value.seeds);
    return added.ok ? { ok: true, value: read.value.report } : added;
  }

  /** Saves the seeds as `seed_tasks.jsonl`, in the published form. */
  async save(): Promise<Result<unknown, FilesFailure | WorkerFailure>> {
    const plan = {
      format: 'seed-tasks',
      includeSeeds: true,
      includeImported: false,
      seed: 1,
    } as const;
    const written = await this.#files.writeExport(this.#session.id, plan, () => undefined);
    if (written.ok) saveFile(written.value.file, 'seed_tasks.jsonl');
    return written;
  }

  async #reload<T extends Result<unknown, SessionFailure>>(answer: T): Promise<T> {
    if (answer.ok) await this.#load();
    return answer;
  }

  /** Reads what tells that seeds changed, for effects. */
  #watch(): unknown {
    const snapshot = this.#session.snapshot;
    return [snapshot?.counts.seeds, snapshot?.undoLabel, snapshot?.redoLabel];
  }

  async #load(): Promise<void> {
    const read = await this.#session.seeds.all();
    if (!read.ok || isUnchanged(this.#seeds, read.value)) return;
    this.#seeds = read.value;
    this.#checking.abort();
    this.#checking = new AbortController();
    const { signal } = this.#checking;
    const twins = await findTwins(read.value, signal);
    if (!signal.aborted) this.#twins = twins;
  }
}

const isUnchanged = (one: readonly Task[] | null, other: readonly Task[]): boolean =>
  one !== null && JSON.stringify(one) === JSON.stringify(other);
