import type { Calibration } from '#core/embedding/score-calibration.ts';
import type { ProjectId, TaskId } from '#core/model/ids.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import { success, type Result } from '#core/model/result.ts';
import type { EmbeddingModels } from '#state/vectors/embedding-models.svelte.ts';
import { ProjectVectors } from '#state/vectors/project-vectors.svelte.ts';

/** What was looked up of one kind of space. */
export interface ShownCalibration {
  readonly kind: MeaningSpace['kind'];
  readonly calibration: Calibration;
  /** Instructions of the tasks in its examples. */
  readonly texts: Readonly<Record<TaskId, string>>;
}

/** Scores to show pairs at. Words of two tasks are seldom as near as models find their meaning. */
const levels: Readonly<Record<MeaningSpace['kind'], readonly number[]>> = {
  lexical: [0.9, 0.8, 0.7, 0.6, 0.5],
  model: [0.95, 0.9, 0.85, 0.8, 0.7],
};

/** How near the members of a project's pool are to each other, for choosing a threshold. */
export class MeaningCalibration {
  readonly #project: ProjectId;
  readonly #byWords: ProjectVectors;
  readonly #byModel: ProjectVectors;
  #shown = $state.raw<ShownCalibration | null>(null);
  #message = $state.raw<string | null>(null);
  #kind = $state.raw<MeaningSpace['kind'] | null>(null);
  #asked = 0;
  #abort = new AbortController();

  /** `vectors`: those of the chosen model, which other pages use too. */
  constructor(project: ProjectId, models: EmbeddingModels, vectors: ProjectVectors) {
    this.#project = project;
    this.#byModel = vectors;
    this.#byWords = new ProjectVectors(models, { byWords: true });
  }

  get shown(): ShownCalibration | null {
    return this.#shown;
  }

  /** Why nothing is shown. */
  get message(): string | null {
    return this.#message;
  }

  /** What was asked about last; null where nobody asked. */
  get kind(): MeaningSpace['kind'] | null {
    return this.#kind;
  }

  /** How far the vectors of what was asked about have come; null where nothing was asked. */
  get progress(): ProjectVectors['progress'] {
    return this.#kind === null ? null : this.#vectorsOf(this.#kind).progress;
  }

  /** Looks at the pool as it now is; a later question overtakes an earlier one. */
  async look(kind: MeaningSpace['kind']): Promise<void> {
    const asked = (this.#asked += 1);
    this.#kind = kind;
    this.#message = null;
    this.#abort.abort();
    this.#abort = new AbortController();
    const answer = await this.#calibrate(kind, this.#abort.signal);
    if (asked !== this.#asked) return;
    this.#message = answer.ok ? null : answer.error.message;
    this.#shown = answer.ok ? answer.value : null;
  }

  /** Lets go of the vectors that nothing else uses. */
  close(): void {
    this.#asked += 1;
    this.#abort.abort();
    this.#byWords.stop();
  }

  /** Waits for all vectors first: half a pool would tell too little. */
  async #calibrate(
    kind: MeaningSpace['kind'],
    signal: AbortSignal,
  ): Promise<Result<ShownCalibration, { readonly message: string }>> {
    const vectors = this.#vectorsOf(kind);
    const embedded = await vectors.embedded(this.#project, signal);
    if (!embedded.ok) return embedded;
    const answer = await vectors.calibrate(this.#project, levels[kind]);
    if (!answer.ok) return answer;
    const ids = answer.value.examples.flatMap(({ pairs }) =>
      pairs.flatMap(({ first, second }) => [first, second]),
    );
    const texts = await vectors.texts(this.#project, ids);
    if (!texts.ok) return texts;
    const byId = Object.fromEntries(ids.map((id, place) => [id, texts.value[place] ?? '']));
    return success({ kind, calibration: answer.value, texts: byId });
  }

  #vectorsOf(kind: MeaningSpace['kind']): ProjectVectors {
    return kind === 'lexical' ? this.#byWords : this.#byModel;
  }
}
