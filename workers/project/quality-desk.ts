import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type {
  QualityAnswer,
  QualityImport,
  QualityPlan,
  RemovedQuality,
} from '#core/contracts/quality-api.ts';
import type { QualityReview, QualityRow, SameName } from '#core/model/quality.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { drawSample, mostSampled, mostSeed, sampleId } from '#core/quality/draw-sample.ts';
import { redoStep, undoStep, withoutUndone } from '#core/quality/answer-steps.ts';
import { mostFileBytes, readQualityFile, type QualityFile } from '#core/quality/quality-file.ts';
import { sampleName } from '#core/quality/quality-words.ts';
import { cleanReviewer } from '#core/quality/reviewer-name.ts';
import { takeReviewers } from '#core/quality/take-reviewers.ts';
import { mostNoteLength } from '#core/review/marks-rules.ts';
import type { QualityRepository } from '#data/quality-repository.ts';
import { Mutex } from './mutex.ts';
import type { ProjectWriter } from './project-writer.ts';
import { noReview } from './quality-views.ts';
import { describeStorageError } from './storage-failure.ts';

type Answer<T> = Promise<Result<T, ProjectFailure>>;

/** Draws samples of the pool for people to review, and keeps their answers. */
export class QualityDesk {
  readonly #writer: ProjectWriter;
  readonly #repository: QualityRepository;
  // No task changes here, so answers need not wait for what a run commits.
  readonly #mutex = new Mutex();

  constructor(writer: ProjectWriter, repository: QualityRepository) {
    this.#writer = writer;
    this.#repository = repository;
  }

  async start({ seed, size }: QualityPlan): Answer<{ id: string }> {
    if (!isWhole(seed, 0, mostSeed)) return badInput(`A seed is a whole number up to ${mostSeed}.`);
    if (!isWhole(size, 1, mostSampled)) return badInput(`A sample has 1 to ${mostSampled} tasks.`);
    // What is waited for may put another pool in the place of this one.
    const sample = await this.#writer.exclusive(() =>
      Promise.resolve(drawSample(this.#writer.state.pool.tasks, seed, size)),
    );
    if (sample.items.length === 0) {
      return badInput('No task is complete yet: there is nothing to draw from.');
    }
    const id = sampleId(sample);
    return this.#change(async () => {
      const known = await this.#repository.review(id);
      if (known?.isDrawnHere !== true) {
        const startedAt = known?.startedAt ?? this.#writer.ports.now();
        await this.#repository.commit({ review: { ...sample, id, startedAt, isDrawnHere: true } });
      }
      return success({ id });
    });
  }

  answer({ reviewId, reviewer, place, answers, note }: QualityAnswer): Answer<QualityRow> {
    return this.#change(async () => {
      const review = await this.#repository.review(reviewId);
      if (review === undefined) return noReview;
      if (reviewer === '' || cleanReviewer(reviewer) !== reviewer) {
        return badInput('A reviewer needs a name.');
      }
      if (review.items[place] === undefined) return badInput('The sample has no such item.');
      if (note.length > mostNoteLength) return badInput('The note is too long.');
      const rows = await this.#repository.rowsBy(reviewId, reviewer);
      const at = Math.max(this.#writer.ports.now(), newestOf(rows) + 1);
      const before = rows.find((row) => row.place === place)?.states ?? [];
      const row = { reviewId, reviewer, place, states: [...before, { answers, note, at }] };
      await this.#repository.commit({ rows: [...withoutUndone(rows), row] });
      return success(row);
    });
  }

  undo(reviewId: string, reviewer: string): Answer<QualityRow | null> {
    return this.#step(reviewId, reviewer, undoStep);
  }

  redo(reviewId: string, reviewer: string): Answer<QualityRow | null> {
    return this.#step(reviewId, reviewer, redoStep);
  }

  async import(file: Blob, into: string | null, sameName: SameName): Answer<QualityImport> {
    if (file.size > mostFileBytes) return badInput('This file is too large for such a review.');
    const read = readQualityFile(await file.text());
    if (!read.ok) return badInput(read.error);
    return this.#change(() => this.#take(read.value, into, sameName));
  }

  remove(id: string): Answer<RemovedQuality> {
    return this.#change(async () => {
      const review = await this.#repository.review(id);
      if (review === undefined) return noReview;
      const rows = await this.#repository.rowsOf(id);
      await this.#repository.remove(id);
      return success({ review, rows });
    });
  }

  restore({ review, rows }: RemovedQuality): Answer<null> {
    return this.#change(async () => {
      if (sampleId(review) !== review.id) return badInput('This sample is not as it was.');
      const given = new Set((await this.#repository.rowsOf(review.id)).map(keyOf));
      const back = rows.filter((row) => !given.has(keyOf(row)));
      await this.#repository.commit({ review, rows: back });
      return success(null);
    });
  }

  async #take(
    { sample, reviewers }: QualityFile,
    into: string | null,
    sameName: SameName,
  ): Answer<QualityImport> {
    const id = sampleId(sample);
    const wanted = into === null ? null : await this.#repository.review(into);
    if (wanted === undefined) return noReview;
    if (wanted !== null && wanted.id !== id) return badInput(otherSample(wanted, sample));
    const known = await this.#repository.review(id);
    const taken = takeReviewers(id, reviewers, await this.#repository.rowsOf(id), sameName);
    if (!taken.ok) return failure({ kind: 'conflict', message: taken.error });
    const startedAt = this.#writer.ports.now();
    await this.#repository.commit({
      ...(known === undefined && { review: { ...sample, id, startedAt, isDrawnHere: false } }),
      rows: taken.value.flatMap(({ rows }) => rows),
    });
    const told = taken.value.map(({ rows: _, ...counts }) => counts);
    return success({ reviewId: id, isNewSample: known === undefined, reviewers: told });
  }

  #step(
    reviewId: string,
    reviewer: string,
    step: (rows: readonly QualityRow[]) => QualityRow | null,
  ): Answer<QualityRow | null> {
    return this.#change(async () => {
      const row = step(await this.#repository.rowsBy(reviewId, reviewer));
      if (row !== null) await this.#repository.commit({ rows: [row] });
      return success(row);
    });
  }

  #change<T>(work: () => Answer<T>): Answer<T> {
    return this.#mutex.run(async () => {
      try {
        const done = await work();
        if (done.ok) this.#writer.ports.broadcast({ kind: 'quality-changed' });
        return done;
      } catch (error) {
        return failure(describeStorageError(error));
      }
    });
  }
}

const newestOf = (rows: readonly QualityRow[]): number =>
  Math.max(0, ...rows.map(({ states }) => states.at(-1)?.at ?? 0));

const keyOf = ({ reviewer, place }: QualityRow): string => `${place} ${reviewer}`;

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const badInput = (message: string): Result<never, ProjectFailure> =>
  failure({ kind: 'bad-input', message });

const otherSample = (wanted: QualityReview, sample: QualityFile['sample']): string =>
  `This file is about another sample, ${sampleName(sample)}; this review is of ` +
  `${sampleName(wanted)}. Open it on the page of all quality reviews, or ask for the right one.`;
