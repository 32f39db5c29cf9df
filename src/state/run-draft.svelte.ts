import type { RunPlan } from '#core/contracts/project-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { ModelApi } from '#core/model/model-call.ts';
import type { GuardRules, Recipe, RecipePreset } from '#core/model/recipe.ts';
import type { Run } from '#core/model/run.ts';
import type { Provider, ProviderId } from '#core/providers/provider.ts';
import { providerById, providerOf } from '#core/providers/provider-table.ts';
import { recipePresets } from '#core/recipes/presets.ts';
import { practiceConnection } from './first-steps.ts';
import { originOf, type Keys } from './keys.ts';
import { RunBudget } from './run-budget.svelte.ts';

/** What still keeps a run from starting, by the field it concerns. */
export interface DraftProblems {
  readonly address: string | null;
  readonly model: string | null;
}

/** Where the rules for keeping away from guard sets are set. */
interface GuardSource {
  readonly rules: GuardRules | null;
  copyRules(rules: GuardRules | undefined): void;
}

const noGuards: GuardSource = { rules: null, copyRules: () => undefined };

const noProblems: DraftProblems = { address: null, model: null };

/** The settings of a run that has not started yet. */
export class RunDraft {
  readonly #keys: Keys;
  readonly #guards: GuardSource;
  model = $state('');
  api = $state<ModelApi>('chat');
  maxConcurrent = $state(6);
  timeoutSeconds = $state(120);
  target = $state(200);
  seed = $state(1);
  key = $state('');
  #baseUrl = $state('');
  #provider = $state.raw<Provider>(providerById('practice'));
  #recipe = $state.raw<Recipe>(recipePresets.modern);
  readonly #problems = $derived(this.#findProblems());
  /** Price, caps and the stop between the steps. */
  readonly budget = new RunBudget(() => ({
    provider: this.#provider.adapter,
    baseUrl: this.#baseUrl,
    model: this.model,
  }));

  constructor(keys: Keys, guards = noGuards) {
    this.#keys = keys;
    this.#guards = guards;
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

  get provider(): Provider {
    return this.#provider;
  }

  /** The model as it would be called; the key travels apart. */
  get connection(): ModelConnection {
    return this.#connection();
  }

  /** The key for the address, or null where none is given. */
  get givenKey(): string | null {
    return this.key.trim() === '' || this.#provider.keyHeader === null ? null : this.key.trim();
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

  /** Takes a provider's usual address, which can be changed; its models have names of their own. */
  chooseProvider(id: ProviderId): void {
    if (id === this.#provider.id) return;
    this.#provider = providerById(id);
    if (id !== 'custom') this.baseUrl = this.#provider.baseUrl;
    this.model = '';
    if (!this.#provider.apis.includes(this.api)) this.api = 'chat';
  }

  choosePreset(preset: RecipePreset): void {
    this.#recipe = recipePresets[preset];
  }

  changeRecipe(recipe: Recipe): void {
    this.#recipe = unguarded(recipe);
  }

  /** Takes over how an earlier run was set up. */
  copyFrom(run: Run): void {
    this.copyConnection(run.connection);
    this.#recipe = unguarded(run.recipe);
    this.#guards.copyRules(run.recipe.guard);
    this.target = run.target;
    this.seed = run.seed;
    this.budget.copyCaps(run.caps);
    this.budget.stopsAfterInstructions = run.stopsAfterInstructions;
  }

  copyConnection(connection: ModelConnection): void {
    this.#provider = providerOf(connection);
    if (connection.provider === 'practice') return;
    this.baseUrl = connection.baseUrl;
    this.model = connection.model;
    this.api = connection.api;
    this.maxConcurrent = connection.maxConcurrent;
    this.timeoutSeconds = Math.round(connection.timeoutMs / 1000);
    this.budget.copyPrice(connection);
  }

  /** The plan and its key; remembers the key for this address until the tab closes. */
  settle(): { plan: RunPlan; key: string | null } {
    const { plan, givenKey: key } = this;
    if (key !== null) this.#keys.set(plan.connection.baseUrl, key);
    return { plan, key };
  }

  /** The run as it is set up now. */
  get plan(): RunPlan {
    const { target, seed, connection, budget } = this;
    const { rules } = this.#guards;
    const recipe = rules === null ? this.recipe : { ...this.recipe, guard: rules };
    // One call makes whole tasks there, so there is nothing to stop between.
    const stops = budget.stopsAfterInstructions && recipe.preset !== 'alpaca';
    return {
      recipe,
      connection,
      target,
      seed,
      caps: budget.caps,
      stopsAfterInstructions: stops,
    };
  }

  #connection(): ModelConnection {
    const { id, adapter, place } = this.#provider;
    if (adapter === 'practice') return practiceConnection;
    const isOnPage = place === 'this-page';
    return {
      provider: adapter,
      // Without a preset the address tells which provider it is.
      ...(id !== 'custom' && { preset: id }),
      baseUrl: isOnPage ? '' : this.#baseUrl.trim().replace(/\/+$/, ''),
      model: isOnPage ? this.#provider.exampleModel : this.model.trim(),
      api: this.api,
      ...(this.budget.price && { price: this.budget.price }),
      usesKey: this.givenKey !== null,
      maxConcurrent: this.maxConcurrent,
      timeoutMs: this.timeoutSeconds * 1000,
    };
  }

  #findProblems(): DraftProblems {
    if (this.#provider.place === 'this-page') return noProblems;
    return {
      address: originOf(this.#baseUrl.trim())
        ? null
        : 'An address that begins with https:// or http://, and usually ends in /v1.',
      model: this.model.trim() === '' ? 'The name by which the server knows the model.' : null,
    };
  }
}

/** Guard sets belong to a project: a recipe that comes from elsewhere names none that is here. */
function unguarded({ guard: _, ...recipe }: Recipe): Recipe {
  return recipe;
}
