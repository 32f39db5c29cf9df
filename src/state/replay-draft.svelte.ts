import type { ReplayDiff } from '#core/fold/replay-diff.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { ProjectSession } from './project-session.svelte.ts';

type ReplayPorts = Pick<ProjectSession, 'previewReplay' | 'replay'>;

/** Other rules for the replies of a run, tried before they are applied. */
export class ReplayDraft {
  readonly #ports: ReplayPorts;
  /** The rules that the run has now. */
  readonly before: Recipe;
  #recipe: Recipe;
  #diff = $state.raw<ReplayDiff | null>(null);
  #failure = $state.raw<string | null>(null);
  #work = $state.raw<'looking' | 'applying' | null>(null);

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

  get hasChanges(): boolean {
    return JSON.stringify(this.#recipe) !== JSON.stringify(this.before);
  }

  change(recipe: Recipe): void {
    this.#recipe = recipe;
    this.#diff = null;
    this.#failure = null;
  }

  async look(): Promise<void> {
    const recipe = this.#recipe;
    this.#work = 'looking';
    this.#failure = null;
    const answer = await this.#ports.previewReplay(recipe);
    this.#work = null;
    if (recipe !== this.#recipe) return;
    if (answer.ok) this.#diff = answer.value;
    else this.#failure = answer.error.message;
  }

  /** Makes it so; true where that worked. */
  async apply(): Promise<boolean> {
    this.#work = 'applying';
    const answer = await this.#ports.replay(this.#recipe);
    this.#work = null;
    if (!answer.ok) this.#failure = answer.error.message;
    return answer.ok;
  }
}
