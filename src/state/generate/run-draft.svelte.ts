import { SvelteMap } from 'svelte/reactivity';
import { isPriced } from '#core/budget/price-of.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import type { Step } from '#core/model/model-call.ts';
import type { GuardRules, Recipe, RecipePreset } from '#core/model/recipe.ts';
import type { Run } from '#core/model/run.ts';
import { stepsOf, type StepModels } from '#core/model/step-connection.ts';
import { recipePresets } from '#core/recipes/presets.ts';
import { withMeaning } from '#core/recipes/with-meaning.ts';
import { originOf, type Keys } from '#state/keys/keys.ts';
import { ModelDraft } from './model-draft.svelte.ts';
import { RunBudget } from './run-budget.svelte.ts';

/** Where the rules for keeping away from guard sets are set. */
interface GuardSource {
  readonly rules: GuardRules | null;
  copyRules(rules: GuardRules | undefined): void;
}

const noGuards: GuardSource = { rules: null, copyRules: () => undefined };

/** The settings of a run that has not started yet. */
export class RunDraft {
  readonly #keys: Keys;
  readonly #guards: GuardSource;
  target = $state(200);
  seed = $state(1);
  #recipe = $state.raw<Recipe>(recipePresets.modern);
  /** The model of the run. */
  readonly main: ModelDraft;
  readonly #ofSteps = new SvelteMap<Step, ModelDraft>();
  /** Caps and the stop between the steps. */
  readonly budget = new RunBudget(() => isPriced({ recipe: this.#recipe, ...this.#models }));

  constructor(keys: Keys, guards = noGuards) {
    this.#keys = keys;
    this.#guards = guards;
    this.main = this.#newModel();
  }

  /** The steps that may have a model of their own: with one step there is nothing to tell apart. */
  get steps(): readonly Step[] {
    const steps = stepsOf(this.#recipe);
    return steps.length > 1 ? steps : [];
  }

  /** The model that a step has of its own; null where it asks the run's. */
  modelOf(step: Step): ModelDraft | null {
    return this.steps.includes(step) ? (this.#ofSteps.get(step) ?? null) : null;
  }

  /** Gives a step a model of its own, which begins as the run's, or takes it away. */
  giveOwnModel(step: Step, isOwn: boolean): void {
    if (!isOwn) this.#ofSteps.delete(step);
    else this.#copyInto(step, this.main.connection);
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

  get isReady(): boolean {
    return this.#drafts.every(({ isReady }) => isReady);
  }

  /** The filter by embeddings stays: no preset says anything of it, and it is set elsewhere. */
  choosePreset(preset: RecipePreset): void {
    const { semantic = null } = this.#recipe.similarity;
    this.#recipe = withMeaning(recipePresets[preset], semantic);
  }

  changeRecipe(recipe: Recipe): void {
    this.#recipe = unguarded(recipe);
  }

  /** Takes over how an earlier run was set up. */
  copyFrom(run: Run): void {
    this.main.copyConnection(run.connection);
    this.#recipe = unguarded(run.recipe);
    this.#ofSteps.clear();
    for (const step of this.steps) {
      const own = run.stepConnections?.[step];
      if (own !== undefined) this.#copyInto(step, own);
    }
    this.#guards.copyRules(run.recipe.guard);
    this.target = run.target;
    this.seed = run.seed;
    this.budget.copyCaps(run.caps);
    this.budget.stopsAfterInstructions = run.stopsAfterInstructions;
  }

  /** The plan and its keys; remembers them for their addresses until the tab closes. */
  settle(): { plan: RunPlan; keys: KeyRing } {
    const keys: Record<string, string> = {};
    for (const { givenKey, connection } of this.#drafts) {
      if (givenKey === null) continue;
      keys[connection.baseUrl] = givenKey;
      this.#keys.set(connection.baseUrl, givenKey);
    }
    return { plan: this.plan, keys };
  }

  /** The run as it is set up now. */
  get plan(): RunPlan {
    const { target, seed, budget } = this;
    const { rules } = this.#guards;
    const recipe = rules === null ? this.recipe : { ...this.recipe, guard: rules };
    // One call makes whole tasks there, so there is nothing to stop between.
    const stops = budget.stopsAfterInstructions && recipe.preset !== 'alpaca';
    return {
      recipe,
      ...this.#models,
      target,
      seed,
      caps: budget.caps,
      stopsAfterInstructions: stops,
    };
  }

  get #models(): StepModels {
    const connection = this.main.connection;
    const own = this.steps.flatMap((step) => {
      const draft = this.#ofSteps.get(step);
      return draft === undefined ? [] : [[step, draft.connection] as const];
    });
    return own.length === 0
      ? { connection }
      : { connection, stepConnections: Object.fromEntries(own) };
  }

  /** Every model that the run would ask; the run's own one also where each step has another. */
  get #drafts(): readonly ModelDraft[] {
    return [this.main, ...this.steps.flatMap((step) => this.modelOf(step) ?? [])];
  }

  #copyInto(step: Step, connection: ModelConnection): void {
    const draft = this.#newModel();
    draft.copyConnection(connection);
    this.#ofSteps.set(step, draft);
  }

  /** Two models at one address share its key, which is typed at the first of them. */
  #newModel(): ModelDraft {
    return new ModelDraft(this.#keys, (draft) => {
      const origin = originOf(draft.baseUrl);
      const isSame = (other: ModelDraft): boolean =>
        other.provider.keyHeader !== null && originOf(other.baseUrl) === origin;
      return (origin !== null && this.#drafts.find(isSame)) || draft;
    });
  }
}

/** Guard sets belong to a project: a recipe that comes from elsewhere names none that is here. */
function unguarded({ guard: _, ...recipe }: Recipe): Recipe {
  return recipe;
}
