import type { ErrandActivity, ErrandSummary } from '#core/contracts/errand-api.ts';
import type { ErrandBook } from './errand-book.ts';
import { ErrandDesk } from './errand-desk.ts';
import { ErrandDriver } from './errand-driver.ts';
import { ErrandTrials } from './errand-trials.ts';
import { summaryOf } from './new-errand.ts';
import type { PersonActions } from '#workers/project/person-actions.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { waitOf } from '#workers/project/runs/run-activity.ts';
import type { DriverPorts } from '#workers/project/runs/driver-ports.ts';
import type { RunDriver } from '#workers/project/runs/run-driver.ts';

/** Everything about model calls on tasks that are there, of one open project. */
export class Errands {
  readonly driver: ErrandDriver;
  readonly desk: ErrandDesk;
  readonly trials: ErrandTrials;
  readonly #book: ErrandBook;
  readonly #now: () => number;

  constructor(
    writer: ProjectWriter,
    runs: RunDriver,
    book: ErrandBook,
    actions: PersonActions,
    ports: DriverPorts,
  ) {
    this.#book = book;
    this.#now = writer.ports.now;
    this.driver = new ErrandDriver(writer, runs, book, ports);
    this.desk = new ErrandDesk(writer, book, actions);
    this.trials = new ErrandTrials(writer, ports);
  }

  /** All errands, the newest first. */
  get summaries(): readonly ErrandSummary[] {
    return this.#book.errands.map(summaryOf).reverse();
  }

  /** The newest errand, if any. */
  get summary(): ErrandSummary | null {
    const { newest } = this.#book;
    return newest === null ? null : summaryOf(newest);
  }

  get activity(): ErrandActivity | null {
    if (this.#book.newest === null) return null;
    const { inFlight, limit, wait } = this.driver;
    const isWaiting = wait !== null && wait.until > this.#now();
    return { inFlight, limit, ...(isWaiting && { wait: waitOf(wait) }) };
  }
}
