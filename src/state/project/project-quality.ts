import type {
  QualityAnswer,
  QualityImport,
  QualityPlan,
  QualitySummary,
  QualityView,
  RemovedQuality,
} from '#core/contracts/quality-api.ts';
import type { QualityRow, SameName } from '#core/model/quality.ts';
import type { ProjectAnswer, WorkerLine } from './worker-line.ts';

/** What people say of random samples of an open project. */
export class ProjectQuality {
  readonly #line: WorkerLine;

  constructor(line: WorkerLine) {
    this.#line = line;
  }

  /** All reviews, the newest first. */
  reviews(): ProjectAnswer<readonly QualitySummary[]> {
    return this.#line.read((project) => project.qualityReviews());
  }

  view(id: string): ProjectAnswer<QualityView> {
    return this.#line.ask((project) => project.qualityView(id));
  }

  start(plan: QualityPlan): ProjectAnswer<{ readonly id: string }> {
    return this.#line.ask((project) => project.startQuality(plan));
  }

  answer(answer: QualityAnswer): ProjectAnswer<QualityRow> {
    return this.#line.ask((project) => project.answerQuality(answer));
  }

  undo(reviewId: string, reviewer: string): ProjectAnswer<QualityRow | null> {
    return this.#line.ask((project) => project.undoQuality(reviewId, reviewer));
  }

  redo(reviewId: string, reviewer: string): ProjectAnswer<QualityRow | null> {
    return this.#line.ask((project) => project.redoQuality(reviewId, reviewer));
  }

  import(file: Blob, into: string | null, sameName: SameName): ProjectAnswer<QualityImport> {
    return this.#line.ask((project) => project.importQuality(file, into, sameName));
  }

  remove(id: string): ProjectAnswer<RemovedQuality> {
    return this.#line.ask((project) => project.removeQuality(id));
  }

  restore(removed: RemovedQuality): ProjectAnswer<null> {
    return this.#line.ask((project) => project.restoreQuality(removed));
  }
}
