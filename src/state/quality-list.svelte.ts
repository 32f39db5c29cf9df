import type { QualityPlan, QualitySummary } from '#core/contracts/quality-api.ts';
import type { ProjectQuality } from './project-quality.ts';

/** The quality reviews of a project, and drawing another one. */
export class QualityList {
  readonly #quality: Pick<ProjectQuality, 'reviews' | 'start'>;
  #reviews = $state.raw<readonly QualitySummary[] | null>(null);
  #failure = $state.raw<string | null>(null);
  #isDrawing = $state.raw(false);

  constructor(quality: Pick<ProjectQuality, 'reviews' | 'start'>) {
    this.#quality = quality;
  }

  /** Null until they are read; the newest first. */
  get reviews(): readonly QualitySummary[] | null {
    return this.#reviews;
  }

  get failure(): string | null {
    return this.#failure;
  }

  get isDrawing(): boolean {
    return this.#isDrawing;
  }

  async load(): Promise<void> {
    const answer = await this.#quality.reviews();
    if (answer.ok) this.#reviews = answer.value;
    else this.#failure = answer.error.message;
  }

  /** Draws a sample; null where that failed. */
  async draw(plan: QualityPlan): Promise<string | null> {
    this.#isDrawing = true;
    const answer = await this.#quality.start(plan);
    this.#isDrawing = false;
    this.#failure = answer.ok ? null : answer.error.message;
    return answer.ok ? answer.value.id : null;
  }
}
