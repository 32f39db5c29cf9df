import type { ReplayDiff } from '#core/fold/replay-diff.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { ProjectRuns } from '#state/project/project-runs.ts';

/** What of a project session a replay needs. */
export type ReplayPorts = Pick<ProjectRuns, 'previewReplay' | 'cancelReplay' | 'replay'>;

/** Other rules for the replies of a run, tried before they are applied. */
export class ReplayDraft {
  readonly #ports: ReplayPorts;
  /** The rules that the run has now. */
  readonly before: Recipe;
  #recipe: Recipe;
  #diff = $state.raw<ReplayDiff | null>(null);
  #failure = $state.raw<string | null>(null);
  #work = $state.raw<'looking' | 'applying' | null>(null);
  #share = $state(0);
  #isCancelled = false;
  #isStopped = $state(false);

  constructor(before: Recipe, ports: ReplayPorts) {
    this.before = before;
    this.#recipe = $state.raw(before);
    this.#ports = ports;
  }

  get recipe(): Recipe {
    return this.#recipe;
  }

  /** What these rules would change; null until somebody looked, and after every change. */
  get diff(): ReplayDiff | null {
    return this.#diff;
  }

  get failure(): string | null {
    return this.#failure;
  }

  get work(): 'looking' | 'applying' | null {
    return this.#work;
  }

  /** How much of the stored replies is read, 0–1; null while nothing is. */
  get share(): number | null {
    return this.#work === null ? null : this.#share;
  }

  /** A person broke the reading off, so that nothing came of it. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  get hasChanges(): boolean {
    return JSON.stringify(this.#recipe) !== JSON.stringify(this.before);
  }

  change(recipe: Recipe): void {
    this.#recipe = recipe;
    this.#diff = null;
    this.#failure = null;
    this.#isStopped = false;
  }

  async look(): Promise<void> {
    const recipe = this.#recipe;
    this.#begin('looking');
    const answer = await this.#ports.previewReplay(recipe, this.#tell);
    this.#work = null;
    this.#isStopped = this.#isCancelled;
    if (recipe !== this.#recipe || this.#isCancelled) return;
    if (answer.ok) this.#diff = answer.value;
    else this.#failure = answer.error.message;
  }

  /** Makes it so; true where that worked. */
  async apply(): Promise<boolean> {
    this.#begin('applying');
    const answer = await this.#ports.replay(this.#recipe, this.#tell);
    this.#work = null;
    this.#isStopped = this.#isCancelled && !answer.ok;
    if (!answer.ok && !this.#isCancelled) this.#failure = answer.error.message;
    return answer.ok;
  }

  /** Breaks off what is at work; nothing is changed then. */
  cancel(): void {
    if (this.#work === null) return;
    this.#isCancelled = true;
    void this.#ports.cancelReplay();
  }

  #begin(work: 'looking' | 'applying'): void {
    this.#work = work;
    this.#share = 0;
    this.#failure = null;
    this.#isCancelled = false;
    this.#isStopped = false;
  }

  readonly #tell = (share: number): void => {
    this.#share = share;
  };
}
