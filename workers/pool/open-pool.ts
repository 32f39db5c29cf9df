import { projectChannel, type ProjectBroadcast } from '#core/contracts/project-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { readSuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import { ComparisonRepository } from '#data/comparison-repository.ts';
import { ErrandRepository } from '#data/errand-repository.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { pageOf, ProjectRepository } from '#data/project-repository.ts';
import { SuspicionRepository } from '#data/suspicion-repository.ts';
import { Throttle } from '#workers/throttle.ts';
import { ComparedTasks } from './compared-tasks.ts';
import { PageFeed } from './page-feed.ts';
import type { PatternLimits } from './pattern-search.ts';
import { PoolIndex } from './pool-index.ts';
import { readScored } from './read-scored.ts';
import { SuspicionMemory } from './suspicion-memory.ts';
import { SuspicionWatch } from './suspicion-watch.ts';

// What the check finds comes in all the time at first; whoever reads is not to be disturbed by it.
const findingsIntervalMs = 1500;

/** A project's tasks as an index that follows the database; reads only. */
export class OpenPool {
  readonly index: PoolIndex;
  readonly suspicions: SuspicionWatch;
  readonly #db: ProjectDb;
  readonly #repository: ProjectRepository;
  readonly #errands: ErrandRepository;
  readonly #channel: BroadcastChannel;
  readonly #feed: PageFeed;
  readonly #findings: Throttle;
  readonly #memory: SuspicionMemory;
  #pages: readonly number[] = [];
  /** How often checking was begun: what was begun before is let be. */
  #watches = 0;
  #compared: Promise<ComparedTasks | null> = Promise.resolve(null);
  /** True from when tasks were compared until all were read again. */
  #isTaking = false;
  readonly #onApplied: () => void;

  /** `onApplied` hears of every change that has reached the index. */
  constructor(id: ProjectId, onApplied: () => void, limits?: PatternLimits) {
    this.index = new PoolIndex(limits);
    this.#onApplied = onApplied;
    this.#db = new ProjectDb(id);
    this.#repository = new ProjectRepository(this.#db);
    this.#errands = new ErrandRepository(this.#db, this.#repository);
    const read = (pages: readonly number[]) => this.#read(pages);
    this.#findings = new Throttle(onApplied, findingsIntervalMs);
    this.#memory = new SuspicionMemory(this.index, new SuspicionRepository(this.#db));
    this.suspicions = new SuspicionWatch({
      index: this.index,
      memory: this.#memory,
      read,
      pageOf,
      // That all were asked is what somebody may wait for.
      onFound: () => (this.index.unchecked === 0 ? onApplied() : this.#findings.request()),
    });
    this.#feed = new PageFeed({
      read,
      apply: (page, tasks) => {
        this.index.replace(page * tasksPerPage + 1, (page + 1) * tasksPerPage, tasks);
        this.suspicions.follow(page, tasks);
      },
      onApplied: () => {
        if (!this.#feed.isBehind) this.#isTaking = false;
        onApplied();
      },
      // Somebody waits for the first rows: one page is enough for the first screens.
      pagesAtFirst: 1,
    });
    // Listening begins before reading, so that no change falls between the two.
    this.#channel = new BroadcastChannel(projectChannel(id));
    this.#channel.onmessage = ({ data }: MessageEvent<ProjectBroadcast>) => this.#hear(data);
  }

  get isLoading(): boolean {
    return this.#feed.isLoading;
  }

  /** How many members no nearest other one is known of; 0 where that is not to be told yet. */
  get uncompared(): number {
    return this.isLoading || this.#isTaking ? 0 : this.index.uncompared;
  }

  /** Resolves when all tasks are there, or the pool was closed. */
  get loaded(): Promise<void> {
    return this.#feed.loaded;
  }

  /** Resolves once the newest tasks are there; rejects with Dexie's error where storage fails. */
  async load(): Promise<void> {
    this.#compared = this.#readComparison();
    this.#pages = await this.#db.taskPages.orderBy('page').primaryKeys();
    this.index.reserve(((this.#pages.at(-1) ?? -1) + 1) * tasksPerPage);
    await this.#feed.load(this.#pages);
    void this.#watch();
  }

  close(): void {
    this.#channel.close();
    this.#feed.stop();
    this.#watches += 1;
    this.suspicions.stop();
    this.#memory.stop();
    this.#findings.stop();
    this.#db.close();
  }

  #hear(message: ProjectBroadcast): void {
    if (message.kind === 'suspicions-changed') void this.#watch();
    else if (message.kind === 'pool-compared') this.#takeComparison();
    else if (message.kind === 'tasks-changed') {
      this.#pages = [...new Set([...this.#pages, ...message.pages])];
      this.#feed.refresh(message.pages);
    }
  }

  /** Pages of tasks with what is laid over them; what that says of tasks elsewhere is followed. */
  async #read(pages: readonly number[]): Promise<ReadonlyMap<number, readonly Task[]>> {
    const reading = readScored(pages, this.#repository, this.#errands);
    const [found, compared] = await Promise.all([reading, this.#compared]);
    if (compared === null) return found;
    const affected = compared.look(pages, found).filter((page) => !pages.includes(page));
    if (affected.length > 0) this.#feed.refresh(affected);
    return new Map([...found].map(([page, tasks]) => [page, tasks.map((t) => compared.lay(t))]));
  }

  /** Null where tasks were never compared with each other, or that can’t be read. */
  async #readComparison(): Promise<ComparedTasks | null> {
    try {
      const row = await new ComparisonRepository(this.#db).read();
      return row === undefined ? null : new ComparedTasks(row);
    } catch {
      // Derived: tasks are then as if they had not been compared.
      return null;
    }
  }

  /** All are read again with what comparing them gave, the newest first. */
  #takeComparison(): void {
    this.#compared = this.#readComparison();
    this.#isTaking = true;
    this.#onApplied();
    this.#feed.refresh(this.#pages.toReversed());
  }

  /** Checking waits until all tasks can be filtered: that is what people wait for. */
  async #watch(): Promise<void> {
    this.#watches += 1;
    const watch = this.#watches;
    try {
      const plan = readSuspicionPlan(await this.#repository.setting('suspicions'));
      if (watch !== this.#watches) return;
      await this.suspicions.prepare(plan);
      await this.#feed.loaded;
      if (watch === this.#watches) this.suspicions.start(this.#pages);
    } catch {
      // The database was closed under us: there is nothing left to check.
    }
  }
}
