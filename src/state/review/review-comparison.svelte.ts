import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';
import { manyWords } from '#core/review/review-words.ts';

/** Compares all tasks of a project; as `comparePool` does. */
type Compare = (
  project: ProjectId,
  onShare: (share: number) => void,
  signal: AbortSignal,
) => Promise<Result<number, { readonly message: string }>>;

/** Comparing all tasks with each other while the person goes on; what it gives shows in the list. */
export class ReviewComparison {
  readonly #project: ProjectId;
  readonly #compare: Compare;
  #abort: AbortController | null = null;
  #share = $state.raw<number | null>(null);
  #failure = $state.raw<string | null>(null);
  #isSettling = $state.raw(false);
  #said = $state.raw('');

  constructor(project: ProjectId, compare: Compare) {
    this.#project = project;
    this.#compare = compare;
  }

  /** How much is done, 0–1; null while nothing is under way. */
  get share(): number | null {
    return this.#share;
  }

  /** Why the last one failed. */
  get failure(): string | null {
    return this.#failure;
  }

  /** True from the end of one until the list has taken in what it found. */
  get isSettling(): boolean {
    return this.#isSettling;
  }

  /** The last thing that happened, for those who hear the page. */
  get said(): string {
    return this.#said;
  }

  async start(): Promise<void> {
    if (this.#abort !== null) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#share = 0;
    this.#failure = null;
    this.#said = 'Comparing all tasks';
    const onShare = (share: number): void => {
      // A share may come after the end that it led to.
      if (this.#abort === abort) this.#share = share;
    };
    const answer = await this.#compare(this.#project, onShare, abort.signal);
    if (this.#abort !== abort) return;
    this.#abort = null;
    this.#share = null;
    this.#isSettling = answer.ok;
    this.#said = answer.ok ? `Compared ${manyWords(answer.value, '')}` : '';
    if (!answer.ok) this.#failure = answer.error.message;
  }

  /** Called once the list has taken it in. */
  settle(): void {
    this.#isSettling = false;
  }

  /** Ends what is under way; what was known before stays. */
  cancel(): void {
    this.#abort?.abort();
    if (this.#abort !== null) this.#said = 'Cancelled';
    this.#abort = null;
    this.#share = null;
  }
}
