import type { TaskQuery } from '#core/contracts/pool-api.ts';
import { reportAsMarkdown, type SuspicionReport } from '#core/suspicions/report.ts';
import type { ReviewPool } from './review-ports.ts';
import { saveFile } from '#state/files/save-file.ts';

/** What looks wrong with the tasks that a query matches, counted and with examples. */
export class SuspicionSurvey {
  readonly #pool: Pick<ReviewPool, 'suspicionReport'>;
  #report = $state.raw<SuspicionReport | null>(null);
  #failure = $state.raw<string | null>(null);
  #asked = 0;

  constructor(pool: Pick<ReviewPool, 'suspicionReport'>) {
    this.#pool = pool;
  }

  /** Null until the first one is there. */
  get report(): SuspicionReport | null {
    return this.#report;
  }

  get failure(): string | null {
    return this.#failure;
  }

  /** Asks for the report; an older answer that comes later is left aside. */
  async load(query: TaskQuery): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await this.#pool.suspicionReport(query);
    if (asked !== this.#asked) return;
    this.#failure = answer.ok ? null : answer.error.message;
    if (answer.ok) this.#report = answer.value;
  }

  /** Saves the report as a file. `name`: the project's. */
  save(form: 'markdown' | 'json', name: string): void {
    const report = this.#report;
    if (report === null) return;
    const [text, type, ending] =
      form === 'markdown'
        ? [reportAsMarkdown(report, name), 'text/markdown', 'md']
        : [JSON.stringify(report, null, 2), 'application/json', 'json'];
    saveFile(new Blob([text], { type }), `seedbed-suspicions.${ending}`);
  }
}
