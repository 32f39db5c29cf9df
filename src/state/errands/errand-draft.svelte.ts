import { priceOf } from '#core/budget/price-of.ts';
import { costUsd } from '#core/budget/price.ts';
import type { ErrandForecast, ErrandPlan, ErrandTrial } from '#core/contracts/errand-api.ts';
import type { ErrandPrompt } from '#core/model/errand.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { ErrandKind } from '#core/model/model-call.ts';
import type { Decoding } from '#core/model/recipe.ts';
import type { Task } from '#core/model/task.ts';
import { errandTokens } from '#core/pipeline/room-to-reason.ts';
import { errandPrompt, templateProblem } from '#core/prompts/errand-prompt.ts';
import { errandTemplates } from '#core/prompts/errand-templates.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';
import type { ProjectErrands } from '#state/project/project-errands.ts';
import type { ModelDraft } from '#state/generate/model-draft.svelte.ts';
import { RunBudget } from '#state/generate/run-budget.svelte.ts';

/** Which tasks an errand is about. */
export interface ErrandTasks {
  readonly ids: readonly TaskId[];
  /** What they were chosen by, to follow “tasks”: "that match ‘poem’". */
  readonly choice: string;
}

const usualSample = 200;
const sampleFrom = 50;
const replyTokens: Readonly<Record<ErrandKind, number>> = {
  judge: 300,
  repair: 2048,
  regenerate: 2048,
};
const temperatures: Readonly<Record<ErrandKind, number>> = {
  judge: 0,
  repair: 0.3,
  regenerate: 0.9,
};

/** The settings of an errand that has not started yet. */
export class ErrandDraft {
  readonly kind: ErrandKind;
  readonly tasks: ErrandTasks;
  readonly model: ModelDraft;
  /** What it may take at most. */
  readonly budget: RunBudget;
  template = $state('');
  guidance = $state('');
  least = $state(1);
  most = $state(5);
  isSample = $state(false);
  sampleCount = $state(usualSample);
  seed = $state(1);
  maxTokens = $state(1);
  temperature = $state(0);
  readonly #errands: Pick<ProjectErrands, 'try' | 'cancelTrial' | 'forecast'>;
  #first = $state.raw<Task | null>(null);
  #forecast = $state.raw<ErrandForecast | null>(null);
  #trial = $state.raw<{ of: string; trial: ErrandTrial } | null>(null);
  #trialFailure = $state.raw<string | null>(null);
  #isTrying = $state(false);

  constructor(
    kind: ErrandKind,
    tasks: ErrandTasks,
    model: ModelDraft,
    errands: Pick<ProjectErrands, 'try' | 'cancelTrial' | 'forecast'>,
  ) {
    this.kind = kind;
    this.tasks = tasks;
    this.model = model;
    this.budget = new RunBudget(() => priceOf(model.connection) !== null);
    this.#errands = errands;
    this.isSample = kind === 'judge' && tasks.ids.length > usualSample;
    this.maxTokens = replyTokens[kind];
    this.temperature = temperatures[kind];
    this.copyPrompt(errandTemplates[kind]);
  }

  /** Whether a sample of these tasks is worth offering. */
  get canSample(): boolean {
    return this.tasks.ids.length > sampleFrom;
  }

  get problem(): string | null {
    return templateProblem(this);
  }

  get isReady(): boolean {
    return this.problem === null && this.least < this.most && this.model.isReady;
  }

  get isChanged(): boolean {
    return this.template !== errandTemplates[this.kind].template;
  }

  /** Goes back to our own wording of the prompt; the guidance stays. */
  restoreTemplate(): void {
    this.template = errandTemplates[this.kind].template;
  }

  copyPrompt({ template, guidance, scale }: ErrandPrompt): void {
    this.template = template;
    this.guidance = guidance;
    if (scale !== undefined) [this.least, this.most] = [scale.least, scale.most];
  }

  get prompt(): ErrandPrompt {
    const { kind, template, guidance, least, most } = this;
    return { kind, template, guidance, ...(kind === 'judge' && { scale: { least, most } }) };
  }

  /** The exact prompt for the first task; null until that was read. */
  get firstPrompt(): string | null {
    if (this.#first === null) return null;
    const { prefix, tail } = errandPrompt(this.prompt, this.#first);
    return prefix + tail;
  }

  async readFirst(read: ProjectSession['taskDetail']): Promise<void> {
    const [id] = this.tasks.ids;
    if (id === undefined) return;
    const detail = await read(id);
    if (detail.ok) this.#first = detail.value.task;
  }

  get plan(): ErrandPlan {
    const { tasks, isSample, sampleCount, seed, model, budget } = this;
    return {
      ...this.prompt,
      ids: tasks.ids,
      choice: tasks.choice,
      sample: isSample && this.canSample ? { count: sampleCount, seed } : null,
      connection: model.connection,
      decoding: this.#decoding,
      seed,
      caps: budget.caps,
    };
  }

  /** How many tasks will be asked about, seeds and removed ones among them. */
  get count(): number {
    const all = this.tasks.ids.length;
    return this.isSample && this.canSample ? Math.min(all, this.sampleCount) : all;
  }

  /** Null until it is there. */
  get forecast(): ErrandForecast | null {
    return this.#forecast;
  }

  /** US dollars that it will take, about; null where the price is not known. */
  get usd(): number | null {
    const price = priceOf(this.model.connection);
    return price === null || this.#forecast === null ? null : costUsd(this.#forecast, price);
  }

  async measure(): Promise<void> {
    const answer = await this.#errands.forecast(this.plan);
    this.#forecast = answer.ok ? answer.value : null;
  }

  /** The last trial, as long as prompt and model are still the same. */
  get trial(): ErrandTrial | null {
    return this.#trial?.of === this.#signature ? this.#trial.trial : null;
  }

  get trialFailure(): string | null {
    return this.#trialFailure;
  }

  get isTrying(): boolean {
    return this.#isTrying;
  }

  /** Asks about one task, with nothing kept. */
  async try(): Promise<void> {
    this.#isTrying = true;
    this.#trialFailure = null;
    const of = this.#signature;
    const plan = { ...this.plan, sample: null };
    const answer = await this.#errands.try(plan, this.model.givenKey);
    this.#isTrying = false;
    if (answer.ok) this.#trial = { of, trial: answer.value };
    else this.#trialFailure = answer.error.message;
  }

  cancel(): void {
    void this.#errands.cancelTrial();
  }

  get #signature(): string {
    const { provider, baseUrl, model, api } = this.model.connection;
    return JSON.stringify([this.prompt, this.#decoding, provider, baseUrl, model, api]);
  }

  get #decoding(): Decoding {
    const { temperature } = this;
    const maxTokens = errandTokens(this.maxTokens, this.model.connection);
    const rest = { topP: 1, presencePenalty: 0, frequencyPenalty: 0, stops: [] };
    return { maxTokens, temperature, ...rest };
  }
}
