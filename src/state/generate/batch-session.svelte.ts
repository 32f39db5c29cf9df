import { SvelteSet } from 'svelte/reactivity';
import type { BatchReport, HandOver, HandOverPlan, StepWork } from '#core/contracts/batch-api.ts';
import type { FileProgress } from '#core/contracts/files-api.ts';
import { failure, type Result } from '#core/model/result.ts';
import type { FileFolder } from '#state/files/file-folder.ts';
import { saveFile } from '#state/files/save-file.ts';

/** A failure with words to show. */
type Answer<T> = Promise<Result<T, { readonly message: string }>>;

/** What of a project session a hand-over needs. */
export interface BatchPorts {
  batchWork(): Answer<readonly StepWork[]>;
  handOver(plan: HandOverPlan): Answer<HandOver>;
  handOverShard(index: number): Answer<{ file: Blob; fileName: string }>;
  recallBatch(step: null): Answer<{ requests: number }>;
  takeBatchResults(file: File, onProgress: (progress: FileProgress) => void): Answer<BatchReport>;
}

/** A result file that was read, or that could not be. */
export type ReadFile =
  | { readonly name: string; readonly report: BatchReport }
  | { readonly name: string; readonly message: string };

/** One hand-over as a person goes through it: plan, write files, take results. */
export class BatchSession {
  readonly #ports: BatchPorts;
  #work = $state.raw<readonly StepWork[]>([]);
  #handOver = $state.raw<HandOver | null>(null);
  #failure = $state.raw<string | null>(null);
  #doing = $state.raw<'planning' | 'writing' | 'recalling' | null>(null);
  #reading = $state.raw<{ name: string; progress: FileProgress } | null>(null);
  #read = $state.raw<readonly ReadFile[]>([]);
  /** The files that were written, by index. */
  readonly written = new SvelteSet<number>();
  #queue: Promise<void> = Promise.resolve();

  constructor(ports: BatchPorts) {
    this.#ports = ports;
  }

  get work(): readonly StepWork[] {
    return this.#work;
  }

  /** Requests that are in batch files and unanswered. */
  get away(): number {
    return this.#work.reduce((sum, { away }) => sum + away, 0);
  }

  get handOver(): HandOver | null {
    return this.#handOver;
  }

  get failure(): string | null {
    return this.#failure;
  }

  get doing(): 'planning' | 'writing' | 'recalling' | null {
    return this.#doing;
  }

  get reading(): { name: string; progress: FileProgress } | null {
    return this.#reading;
  }

  /** The files that were read, the latest first. */
  get read(): readonly ReadFile[] {
    return this.#read;
  }

  /** Asks anew what there is to hand over. */
  async look(): Promise<void> {
    const work = await this.#ports.batchWork();
    if (work.ok) this.#work = work.value;
    else this.#failure = work.error.message;
  }

  async plan(plan: HandOverPlan): Promise<void> {
    await this.#do('planning', async () => {
      this.written.clear();
      this.#handOver = null;
      const planned = await this.#ports.handOver(plan);
      if (planned.ok) this.#handOver = planned.value;
      return planned;
    });
  }

  /** Forgets the planned files: they belong to settings that are others now. */
  forget(): void {
    this.#handOver = null;
  }

  /** Writes one file after the other, into a folder or else as downloads; one is in memory at most. */
  async write(indexes: readonly number[], folder: FileFolder | null): Promise<void> {
    await this.#do('writing', async () => {
      for (const index of indexes) {
        const shard = await this.#ports.handOverShard(index);
        if (!shard.ok) return shard;
        const { file, fileName } = shard.value;
        if (folder === null) saveFile(file, fileName);
        else await folder.write(fileName, file);
        this.written.add(index);
      }
      return { ok: true, value: null };
    });
  }

  async recall(): Promise<void> {
    await this.#do('recalling', () => this.#ports.recallBatch(null));
    this.#handOver = null;
  }

  /** Reads a result file, after those that are being read. */
  take(file: File): Promise<void> {
    this.#queue = this.#queue.then(() => this.#take(file));
    return this.#queue;
  }

  async #take(file: File): Promise<void> {
    const { name } = file;
    const show = (progress: FileProgress): void => {
      this.#reading = { name, progress };
    };
    show({ rows: 0, share: 0 });
    const taken = await this.#ports.takeBatchResults(file, show);
    this.#reading = null;
    const read = taken.ok ? { name, report: taken.value } : { name, message: taken.error.message };
    this.#read = [read, ...this.#read];
    await this.look();
  }

  async #do(
    doing: NonNullable<BatchSession['doing']>,
    work: () => Promise<Result<unknown, { readonly message: string }>>,
  ): Promise<void> {
    this.#doing = doing;
    this.#failure = null;
    const done = await work().catch((error: unknown) => failure({ message: String(error) }));
    if (!done.ok) this.#failure = done.error.message;
    this.#doing = null;
    await this.look();
  }
}
