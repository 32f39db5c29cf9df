import { SvelteSet } from 'svelte/reactivity';
import type { GuardSetSummary } from '#core/contracts/project-api.ts';
import type { GuardRules } from '#core/model/recipe.ts';
import type { Result } from '#core/model/result.ts';

type Answer<T> = Promise<Result<T, { readonly message: string }>>;

/** What of a project session its guard sets need. */
export interface GuardPorts {
  guardSets(): Answer<readonly GuardSetSummary[]>;
  addGuardFile(file: File): Answer<GuardSetSummary>;
  removeGuardSet(id: string): Answer<null>;
}

/** The guard sets of a project, which of them count, and how near is too near. */
export class GuardSets {
  readonly #ports: GuardPorts;
  #list = $state.raw<readonly GuardSetSummary[]>([]);
  /** All count but these: leaving one out by mistake could not be seen later. */
  readonly #leftOut = new SvelteSet<string>();
  #reading = $state.raw<string | null>(null);
  #failure = $state.raw<string | null>(null);
  #queue: Promise<void>;
  threshold = $state(0.7);
  wordRun = $state(8);

  constructor(ports: GuardPorts) {
    this.#ports = ports;
    this.#queue = this.#load();
  }

  get list(): readonly GuardSetSummary[] {
    return this.#list;
  }

  /** Name of the file that is being read. */
  get reading(): string | null {
    return this.#reading;
  }

  get failure(): string | null {
    return this.#failure;
  }

  /** The rules as they are set now; null where no set counts. */
  get rules(): GuardRules | null {
    const sets = this.#list.map(({ id }) => id).filter((id) => this.counts(id));
    const { threshold, wordRun } = this;
    return sets.length === 0 ? null : { sets, threshold, wordRun };
  }

  counts(id: string): boolean {
    return !this.#leftOut.has(id);
  }

  setCounts(id: string, counts: boolean): void {
    if (counts) this.#leftOut.delete(id);
    else this.#leftOut.add(id);
  }

  /** Takes over how near an earlier run was allowed to come. */
  copyRules(rules: GuardRules | undefined): void {
    if (rules === undefined) return;
    this.threshold = rules.threshold;
    this.wordRun = rules.wordRun;
  }

  /** Resolves when everything asked so far is done, so that `rules` can be relied on. */
  async ready(): Promise<void> {
    await this.#queue;
  }

  /** Reads the list again: a run may have begun to need one. */
  refresh(): Promise<void> {
    return this.#enqueue(() => Promise.resolve());
  }

  /** Reads a file, after those that are being read. */
  add(file: File): Promise<void> {
    return this.#enqueue(async () => {
      this.#reading = file.name;
      const added = await this.#ports.addGuardFile(file);
      this.#reading = null;
      if (added.ok) this.#leftOut.delete(added.value.id);
      else this.#failure = `${file.name}: ${added.error.message}`;
    });
  }

  remove(id: string): Promise<void> {
    return this.#enqueue(async () => {
      const removed = await this.#ports.removeGuardSet(id);
      if (!removed.ok) this.#failure = removed.error.message;
    });
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#failure = null;
    this.#queue = this.#queue.then(work).then(() => this.#load());
    return this.#queue;
  }

  async #load(): Promise<void> {
    const sets = await this.#ports.guardSets();
    if (sets.ok) this.#list = sets.value;
    else this.#failure = sets.error.message;
  }
}
