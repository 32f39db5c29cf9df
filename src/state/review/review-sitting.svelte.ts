import type { TaskId } from '#core/model/ids.ts';

// Long enough to even out hard tasks, short enough to follow a change of pace.
const windowMs = 5 * 60_000;

interface Done {
  readonly id: TaskId;
  readonly at: number;
}

/** What was done since Review was opened: for the progress of a queue. */
export class ReviewSitting {
  readonly #now: () => number;
  #verdicts = $state.raw<readonly Done[]>([]);
  #skipped = $state.raw<readonly TaskId[]>([]);
  #perMinute = $state.raw<number | null>(null);
  #startedAt: number | null = null;
  /** Tasks whose verdict of this sitting was taken back. */
  #undone: readonly TaskId[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Tasks that got a verdict in this sitting and still have it. */
  get done(): number {
    return this.#verdicts.length;
  }

  /** Tasks that were left for later and have no verdict of this sitting yet, the first skipped first. */
  get skipped(): readonly TaskId[] {
    return this.#skipped;
  }

  /** Over the last five minutes at most; null until it can be told. */
  get perMinute(): number | null {
    return this.#perMinute;
  }

  /** Notes that the person has begun: time runs from here. */
  begin(): void {
    this.#startedAt ??= this.#now();
  }

  noteDone(id: TaskId): void {
    this.begin();
    this.forgetSkipped(id);
    this.#verdicts = [...this.#without(id), { id, at: this.#now() }];
    this.#measure();
  }

  /** A task was left for later; skipped again, it comes after all others. */
  noteSkipped(id: TaskId): void {
    this.begin();
    this.forgetSkipped(id);
    this.#skipped = [...this.#skipped, id];
  }

  /** It need not come again. */
  forgetSkipped(id: TaskId): void {
    this.#skipped = this.#skipped.filter((skipped) => skipped !== id);
  }

  /** A step was taken back. */
  noteUndone(id: TaskId): void {
    if (this.#verdicts.some((done) => done.id === id)) this.#undone = [...this.#undone, id];
    this.#verdicts = this.#without(id);
    this.#measure();
  }

  /** A step was done again; it counts where it had counted before. */
  noteRedone(id: TaskId): void {
    if (!this.#undone.includes(id)) return;
    this.#undone = this.#undone.filter((undone) => undone !== id);
    this.noteDone(id);
  }

  #without(id: TaskId): readonly Done[] {
    return this.#verdicts.filter((done) => done.id !== id);
  }

  #measure(): void {
    const now = this.#now();
    const from = Math.max(this.#startedAt ?? now, now - windowMs);
    const recent = this.#verdicts.filter(({ at }) => at >= from).length;
    // The pace of the first few seconds is none.
    this.#perMinute = now - from < 5_000 ? null : (recent * 60_000) / (now - from);
  }
}
