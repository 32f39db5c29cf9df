import type { Task } from '#core/model/task.ts';
import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { suspicionIds, type SuspicionId } from '#core/suspicions/all-suspicions.ts';
import { TaskChecker } from '#core/suspicions/check-task.ts';
import { exampleOf, type SuspicionExample, type SuspicionReport } from '#core/suspicions/report.ts';
import { suspectKey } from '#core/suspicions/suspect-key.ts';
import { planKey, usualPlan, type SuspicionPlan } from '#core/suspicions/suspicion-plan.ts';
import type { PoolIndex } from './pool-index.ts';
import { PageFeed } from './page-feed.ts';
import type { SuspicionMemory } from './suspicion-memory.ts';

type ReadPages = (pages: readonly number[]) => Promise<ReadonlyMap<number, readonly Task[]>>;

/** What the watch needs of the open project. */
export interface WatchPorts {
  readonly index: PoolIndex;
  readonly memory: SuspicionMemory;
  readonly read: ReadPages;
  /** The page that holds a task. */
  readonly pageOf: (id: number) => number;
  /** Hears when suspicions fell on tasks, or left them. */
  readonly onFound: () => void;
}

// 512 tasks take some ten milliseconds: a query never waits longer than that.
const pagesAtOnce = 2;
// What a person just changed is checked before the list hears that it changed.
const mostAtOnce = 16;
const examplesShown = 3;

/** Asks suspicions about all tasks in the background, and again about those that change. */
export class SuspicionWatch {
  readonly #ports: WatchPorts;
  #checker = new TaskChecker(usualPlan);
  #plan = usualPlan;
  #feed: PageFeed | null = null;
  #hasNews = false;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** Takes another plan: what was found before goes by another one, unless it was kept. */
  async prepare(plan: SuspicionPlan): Promise<void> {
    const { index, memory, onFound } = this.#ports;
    this.stop();
    this.#plan = plan;
    this.#checker = new TaskChecker(plan);
    index.expireSuspicions();
    await memory.open(planKey(plan));
    onFound();
  }

  /** Checks the tasks of these pages that no answer is known of, the newest first. */
  start(pages: readonly number[]): void {
    this.stop();
    this.#feed = new PageFeed({
      read: this.#ports.read,
      apply: (page, tasks) => this.#check(page, tasks),
      onApplied: () => this.#report(),
      pagesPerBatch: pagesAtOnce,
    });
    const waiting = pages.filter((page) => this.#ports.memory.isWaiting(page));
    // A page that can't be read is tried again with the next change.
    void this.#feed.load(waiting).catch(() => undefined);
  }

  /** Checks what changed of a page, now that it is in the index: a few tasks at once. */
  follow(page: number, tasks: readonly Task[]): void {
    const { memory } = this.#ports;
    memory.recall(page);
    if (this.#feed === null || !memory.isWaiting(page)) return;
    const waiting = tasks.filter((task) => this.#isWaiting(task));
    if (waiting.length <= mostAtOnce) this.#check(page, waiting);
    else this.#feed.refresh([page]);
  }

  stop(): void {
    this.#feed?.stop();
    this.#feed = null;
  }

  /** Looks at what matches, with examples from the beginning, the middle and the end. */
  async report({ suspicion: _, ...query }: TaskQuery): Promise<SuspicionReport> {
    const { index } = this.#ports;
    const counts = (id: SuspicionId | 'any') => index.select({ ...query, suspicion: id });
    const all = index.select(query);
    const shown = suspicionIds.filter((id) => this.#plan[id]?.isOff !== true);
    const rows: { id: SuspicionId; count: number; examples: SuspicionExample[] }[] = [];
    for (const id of shown) {
      const count = all.facets.suspicion[id] ?? 0;
      const places = count === 0 ? new Uint32Array(0) : counts(id).places;
      rows.push({ id, count, examples: await this.#examples(id, places) });
    }
    const suspicious = all.facets.suspicion.any ?? 0;
    return { tasks: all.places.length, suspicious, unchecked: index.unchecked, rows };
  }

  async #examples(id: SuspicionId, places: Uint32Array): Promise<SuspicionExample[]> {
    const last = places.length - 1;
    const chosen = Array.from(
      { length: Math.min(examplesShown, places.length) },
      (_, i, n = examplesShown - 1) => (places[Math.round((i * last) / n)] ?? 0) + 1,
    );
    const pages = await this.#ports.read([...new Set(chosen.map(this.#ports.pageOf))]);
    const tasks = [...pages.values()].flat();
    return [...new Set(chosen)].flatMap((taskId) => {
      const task = tasks.find((one) => one.id === taskId);
      const found = task && this.#checker.findings(task).find((one) => one.id === id);
      return task && found && !found.isDismissed ? [exampleOf(task, found)] : [];
    });
  }

  #check(page: number, tasks: readonly Task[]): void {
    const { index, memory } = this.#ports;
    for (const task of tasks.filter((one) => this.#isWaiting(one))) {
      const bits = this.#checker.bits(task);
      if (index.putSuspicions(task.id, bits, suspectKey(task))) this.#hasNews = true;
    }
    memory.keep(page);
  }

  #isWaiting(task: Task): boolean {
    return task.isRemoved !== true && !this.#ports.index.hasSuspicions(task.id, suspectKey(task));
  }

  /** Nobody needs to hear that nothing was found; only that all were asked. */
  #report(): void {
    if (!this.#hasNews && this.#feed?.isLoading === true) return;
    this.#hasNews = false;
    this.#ports.onFound();
  }
}
