import type { ReplacePreview } from '#core/contracts/replace-api.ts';
import { compileRule, type ReplaceField, type ReplaceRule } from '#core/replace/replace-rule.ts';
import { replaceOutcome, type ReplaceWords } from '#core/replace/replace-words.ts';
import { findPlaces } from '#rpc/replace-handle.ts';
import type { ReviewProject } from './review-ports.ts';
import type { LargeStep } from '#state/project/large-step.ts';
import { unread, type ReviewBulk } from './review-bulk.svelte.ts';

/** Find and replace in what is selected, else in everything that matches: looked at first, then done in one step. */
export class FindReplace {
  readonly #bulk: Pick<ReviewBulk, 'read' | 'problem'>;
  /** What the changes that were looked at are named by. */
  #words: ReplaceWords = { find: '', replacement: '', which: '' };
  readonly #project: Pick<ReviewProject, 'id' | 'bulk'>;
  #rule = $state.raw<ReplaceRule>({
    ...{ find: '', replacement: '', isPattern: false, matchCase: false, wholeWord: false },
    fields: ['instruction', 'input', 'output'],
  });
  #share = $state.raw<number | null>(null);
  #preview = $state.raw<ReplacePreview | null>(null);
  #problem = $state.raw<string | null>(null);
  #step = $state.raw<LargeStep | null>(null);
  #wasCancelled = $state.raw(false);
  #looking = new AbortController();

  constructor(
    bulk: Pick<ReviewBulk, 'read' | 'problem'>,
    project: Pick<ReviewProject, 'id' | 'bulk'>,
  ) {
    this.#bulk = bulk;
    this.#project = project;
  }

  get rule(): ReplaceRule {
    return this.#rule;
  }

  /** How much was looked through, 0–1; null while nothing is looked for. */
  get share(): number | null {
    return this.#share;
  }

  /** Null until it was looked for, and again when the rule changes. */
  get preview(): ReplacePreview | null {
    return this.#preview;
  }

  get problem(): string | null {
    return this.#problem;
  }

  /** How far the changes are stored; null while none are. */
  get step(): LargeStep | null {
    return this.#step;
  }

  /** True where what was being stored was broken off last: nothing was changed. */
  get wasCancelled(): boolean {
    return this.#wasCancelled;
  }

  change(part: Partial<ReplaceRule>): void {
    this.#rule = { ...this.#rule, ...part };
    this.cancel();
    this.#preview = null;
    this.#problem = null;
  }

  useField(field: ReplaceField, isUsed: boolean): void {
    const others = this.#rule.fields.filter((each) => each !== field);
    this.change({ fields: isUsed ? [...others, field] : others });
  }

  /** Ends a search that is under way; nothing was changed by it. */
  cancel(): void {
    this.#wasCancelled = false;
    this.#looking.abort();
    this.#share = null;
  }

  /** Looks for what would be changed. */
  async look(): Promise<void> {
    this.cancel();
    const compiled = compileRule(this.#rule);
    this.#problem = compiled.ok ? null : compiled.error;
    this.#preview = null;
    if (!compiled.ok) return;
    const looking = new AbortController();
    this.#looking = looking;
    const isOver = (): boolean => looking.signal.aborted;
    this.#share = 0;
    const tasks = await this.#bulk.read();
    if (isOver()) return;
    if (tasks === null) {
      this.#share = null;
      this.#problem = this.#bulk.problem ?? unread;
      return;
    }
    const { find, replacement } = this.#rule;
    this.#words = { find, replacement, which: tasks.which };
    const found = await findPlaces(
      this.#project.id,
      Array.from(tasks.ids),
      this.#rule,
      (share) => {
        if (!isOver()) this.#share = share;
      },
      looking.signal,
    );
    if (isOver()) return;
    this.#share = null;
    if (found.ok) this.#preview = found.value;
    else this.#problem = found.error.message;
  }

  /** Breaks off what is being stored, unless it is already; nothing is changed then. */
  cancelReplacing(): void {
    if (this.#step === null) return;
    this.#step = { ...this.#step, isCancelling: true };
    void this.#project.bulk.cancel();
  }

  /** Makes the changes that were looked at; tells what was done, or gives null on failure. */
  async apply(): Promise<string | null> {
    const preview = this.#preview;
    if (preview === null) return null;
    const { packed } = preview;
    const total = packed.ids.length;
    this.#wasCancelled = false;
    this.#step = { doing: 'Replacing in', done: 0, total, isCancelling: false };
    const answer = await this.#project.bulk.replace(packed, this.#words, (done) => {
      if (this.#step !== null) this.#step = { ...this.#step, done };
    });
    this.#step = null;
    if (answer.ok) {
      return replaceOutcome(answer.value.label, total - answer.value.changed);
    }
    // What was looked at stands: it can be replaced after all.
    this.#wasCancelled = answer.error.kind === 'cancelled';
    if (this.#wasCancelled) return null;
    this.#problem = answer.error.message;
    this.#preview = null;
    return null;
  }
}
