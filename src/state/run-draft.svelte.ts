import type { RunPlan } from '#core/contracts/project-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import type { Recipe, RecipePreset } from '#core/model/recipe.ts';
import type { Run } from '#core/model/run.ts';
import { recipePresets } from '#core/recipes/presets.ts';
import { practiceConnection } from './first-steps.ts';
import { originOf, type Keys } from './keys.ts';

export type Provider = ModelConnection['provider'];

/** What still keeps a run from starting, by the field it concerns. */
export interface DraftProblems {
  readonly address: string | null;
  readonly model: string | null;
}

const noProblems: DraftProblems = { address: null, model: null };

/** The settings of a run that has not started yet. */
export class RunDraft {
  readonly #keys: Keys;
  provider = $state<Provider>('practice');
  model = $state('');
  api = $state<ModelApi>('chat');
  maxConcurrent = $state(6);
  timeoutSeconds = $state(120);
  target = $state(200);
  seed = $state(1);
  key = $state('');
  #baseUrl = $state('');
  #recipe = $state.raw<Recipe>(recipePresets.modern);
  readonly #problems = $derived(this.#findProblems());

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  /** A key belongs to one origin: another address never gets the key of the one before. */
  set baseUrl(address: string) {
    const isElsewhere = originOf(address) !== originOf(this.#baseUrl);
    this.#baseUrl = address;
    if (isElsewhere) this.key = this.#keys.get(address) ?? '';
  }

  get recipe(): Recipe {
    return this.#recipe;
  }

  get preset(): RecipePreset {
    return this.#recipe.preset;
  }

  /** The numbers that the chosen preset begins with. */
  get defaults(): Recipe {
    return recipePresets[this.preset];
  }

  get problems(): DraftProblems {
    return this.#problems;
  }

  get isReady(): boolean {
    return this.problems.address === null && this.problems.model === null;
  }

  choosePreset(preset: RecipePreset): void {
    this.#recipe = recipePresets[preset];
  }

  changeRecipe(recipe: Recipe): void {
    this.#recipe = recipe;
  }

  /** Takes over how an earlier run was set up. */
  copyFrom(run: Pick<Run, 'connection' | 'recipe' | 'target' | 'seed'>): void {
    this.copyConnection(run.connection);
    this.#recipe = run.recipe;
    this.target = run.target;
    this.seed = run.seed;
  }

  copyConnection(connection: ModelConnection): void {
    this.provider = connection.provider;
    if (connection.provider === 'practice') return;
    this.baseUrl = connection.baseUrl;
    this.model = connection.model;
    this.api = connection.api;
    this.maxConcurrent = connection.maxConcurrent;
    this.timeoutSeconds = Math.round(connection.timeoutMs / 1000);
  }

  /** The plan and its key; remembers the key for this address until the tab closes. */
  settle(): { plan: RunPlan; key: string | null } {
    const connection = this.#connection();
    const key = connection.usesKey ? this.key.trim() : null;
    if (key !== null) this.#keys.set(connection.baseUrl, key);
    const { recipe, target, seed } = this;
    return { plan: { recipe, connection, target, seed }, key };
  }

  #connection(): ModelConnection {
    if (this.provider === 'practice') return practiceConnection;
    return {
      provider: this.provider,
      baseUrl: this.#baseUrl.trim().replace(/\/+$/, ''),
      model: this.model.trim(),
      api: this.api,
      usesKey: this.key.trim() !== '',
      maxConcurrent: this.maxConcurrent,
      timeoutMs: this.timeoutSeconds * 1000,
    };
  }

  #findProblems(): DraftProblems {
    if (this.provider === 'practice') return noProblems;
    return {
      address: originOf(this.#baseUrl.trim())
        ? null
        : 'An address that begins with https:// or http://, and usually ends in /v1.',
      model: this.model.trim() === '' ? 'The name by which the server knows the model.' : null,
    };
  }
}
