import type { QualityPlan, QualitySummary, RemovedQuality } from '#core/contracts/quality-api.ts';
import type { ProjectQuality } from '#state/project/project-quality.ts';

type Ports = Pick<ProjectQuality, 'reviews' | 'start' | 'remove' | 'restore'>;

/** The quality reviews of a project: drawing another one, and removing one. */
export class QualityList {
  readonly #quality: Ports;
  #reviews = $state.raw<readonly QualitySummary[] | null>(null);
  #failure = $state.raw<string | null>(null);
  #isDrawing = $state.raw(false);

  constructor(quality: Ports) {
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

  /** Removes a sample with all answers; gives back what puts it back, or null where that failed. */
  async remove(id: string): Promise<(() => Promise<void>) | null> {
    const answer = await this.#quality.remove(id);
    this.#failure = answer.ok ? null : answer.error.message;
    return answer.ok ? () => this.#restore(answer.value) : null;
  }

  async #restore(removed: RemovedQuality): Promise<void> {
    const answer = await this.#quality.restore(removed);
    this.#failure = answer.ok ? null : answer.error.message;
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
