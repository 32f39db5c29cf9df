import { basisFromPreview } from '#core/budget/basis-from-preview.ts';
import { assumedBasisOf, forecastRun, type Forecast } from '#core/budget/forecast.ts';
import { previewSpending, type PreviewSpending } from '#core/budget/preview-spending.ts';
import type { KeyRing, RunPlan } from '#core/contracts/run-api.ts';
import { priceOf } from '#core/budget/price-of.ts';
import type { ModelConnection } from '#core/model/connection.ts';
import { connectionOf, stepsOf } from '#core/model/step-connection.ts';
import type { PreviewRound } from '#core/pipeline/preview-round.ts';
import type { ProjectRuns } from '#state/project/project-runs.ts';

type PreviewPorts = Pick<ProjectRuns, 'preview' | 'cancelPreview'>;

interface Shown {
  readonly round: PreviewRound;
  readonly plan: RunPlan;
  /** What the round depends on, to tell whether the settings are still the same. */
  readonly settings: string;
}

/** One round that is tried before a run, and what it says about the cost of the run. */
export class RunPreview {
  readonly #ports: PreviewPorts;
  #shown = $state.raw<Shown | null>(null);
  #failure = $state.raw<string | null>(null);
  /** The question that is open; an answer to another one comes too late. */
  #asked = $state.raw<RunPlan | null>(null);

  constructor(ports: PreviewPorts) {
    this.#ports = ports;
  }

  get round(): PreviewRound | null {
    return this.#shown?.round ?? null;
  }

  /** The plan that was previewed. */
  get plan(): RunPlan | null {
    return this.#shown?.plan ?? null;
  }

  get failure(): string | null {
    return this.#failure;
  }

  get isAsking(): boolean {
    return this.#asked !== null;
  }

  get spending(): PreviewSpending | null {
    const shown = this.#shown;
    return shown && previewSpending(shown.round, shown.plan);
  }

  /** Whether the preview was made with the settings of a plan. */
  isOf(plan: RunPlan): boolean {
    return this.#shown?.settings === settingsOf(plan);
  }

  async ask(plan: RunPlan, keys: KeyRing): Promise<void> {
    this.#asked = plan;
    this.#failure = null;
    this.#shown = null;
    const answer = await this.#ports.preview(plan, keys);
    if (this.#asked !== plan) return;
    this.#asked = null;
    if (answer.ok) this.#shown = { round: answer.value, plan, settings: settingsOf(plan) };
    else this.#failure = answer.error.message;
  }

  /** Breaks the round off; what the provider was asked already may still be billed. */
  cancel(): void {
    this.#asked = null;
    void this.#ports.cancelPreview();
  }

  close(): void {
    this.#shown = null;
    this.#failure = null;
  }

  /** Calls, tokens and money of a plan: by the preview where it was made with these settings. */
  forecast(plan: RunPlan): Forecast {
    const round = this.isOf(plan) ? this.round : null;
    const basis = round === null ? assumedBasisOf(plan) : basisFromPreview(round);
    return forecastRun(plan.recipe, plan.target, basis, (step) =>
      priceOf(connectionOf(plan, step)),
    );
  }
}

function settingsOf(plan: RunPlan): string {
  const { recipe } = plan;
  const models = stepsOf(recipe).map((step) => askedModel(connectionOf(plan, step)));
  return JSON.stringify([{ ...recipe, name: '', targetCounts: '' }, ...models]);
}

const askedModel = ({ provider, baseUrl, model, api }: ModelConnection): readonly string[] => [
  provider,
  baseUrl,
  model,
  api,
];
