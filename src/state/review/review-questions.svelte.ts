import { SvelteMap } from 'svelte/reactivity';
import type { TagCount } from '#core/contracts/project-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { ReviewProject } from './review-ports.ts';

/** What Review may be waiting for: why a task is rejected, which tag to add, what to note. */
export type ReviewQuestion = 'reason' | 'tag' | 'note';

/** The one question that is open, and the tags to complete an answer from. */
export class ReviewQuestions {
  /** Notes that were typed and not kept, to go on with while Review is open. */
  readonly notes = new SvelteMap<TaskId, string>();
  readonly #history: ReviewProject['history'];
  #open = $state.raw<ReviewQuestion | null>(null);
  #tags = $state.raw<readonly TagCount[]>([]);

  constructor(history: ReviewProject['history']) {
    this.#history = history;
  }

  get open(): ReviewQuestion | null {
    return this.#open;
  }

  /** Every tag in use when it was last asked, the most used first. */
  get tags(): readonly TagCount[] {
    return this.#tags;
  }

  ask(question: ReviewQuestion): void {
    this.#open = question;
    if (question === 'tag') void this.readTags();
  }

  close(): void {
    this.#open = null;
  }

  /** Reads which tags are in use. */
  async readTags(): Promise<void> {
    const tags = await this.#history.usedTags();
    // Without them a tag can still be typed.
    if (tags.ok) this.#tags = tags.value;
  }
}
