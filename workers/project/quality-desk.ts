import type { ProjectFailure } from '#core/contracts/project-api.ts';
import type { QualityAnswer, QualityImport, QualityPlan } from '#core/contracts/quality-api.ts';
import type { QualityReview, QualityRow } from '#core/model/quality.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { drawSample, mostSampled, mostSeed, sampleId } from '#core/quality/draw-sample.ts';
import { mergeAnswers } from '#core/quality/merge-answers.ts';
import { mostFileBytes, readQualityFile, type QualityFile } from '#core/quality/quality-file.ts';
import { sampleName } from '#core/quality/quality-words.ts';
import { cleanReviewer } from '#core/quality/reviewer-name.ts';
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
    const { pool } = this.#writer.state;
    const sample = await this.#writer.exclusive(() =>
      Promise.resolve(drawSample(pool.tasks, seed, size)),
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
      const rows = await this.#rowsOf(reviewId, reviewer);
      const at = Math.max(this.#writer.ports.now(), newestOf(rows) + 1);
      const states = [...(rows.get(place)?.states ?? []), { answers, note, at }];
      const row = { reviewId, reviewer, place, states };
      await this.#repository.commit({ rows: [row] });
      return success(row);
    });
  }

  undo(reviewId: string, reviewer: string): Answer<QualityRow | null> {
    return this.#change(async () => {
      const rows = await this.#rowsOf(reviewId, reviewer);
      const newest = newestOf(rows);
      const row = [...rows.values()].find(({ states }) => states.at(-1)?.at === newest);
      if (row === undefined) return success(null);
      const before = { ...row, states: row.states.slice(0, -1) };
      await this.#repository.commit({ rows: [before] });
      return success(before);
    });
  }

  async import(file: Blob, into: string | null, mayReplace: boolean): Answer<QualityImport> {
    if (file.size > mostFileBytes) return badInput('This file is too large for such a review.');
    const read = readQualityFile(await file.text());
    if (!read.ok) return badInput(read.error);
    return this.#change(() => this.#take(read.value, into, mayReplace));
  }

  async #take(
    { sample, reviewers }: QualityFile,
    into: string | null,
    mayReplace: boolean,
  ): Answer<QualityImport> {
    const id = sampleId(sample);
    const wanted = into === null ? null : await this.#repository.review(into);
    if (wanted === undefined) return noReview;
    if (wanted !== null && wanted.id !== id) return badInput(otherSample(wanted, sample));
    const known = await this.#repository.review(id);
    const merges = await Promise.all(
      reviewers.map(async (reviewer) => ({
        ...mergeAnswers(id, reviewer, await this.#rowsOf(id, reviewer.name)),
        name: reviewer.name,
      })),
    );
    const clash = merges.find(({ replaced }) => replaced > 0);
    if (clash !== undefined && !mayReplace) {
      return failure({ kind: 'conflict', message: clashWords(clash.name, clash.replaced) });
    }
    const startedAt = this.#writer.ports.now();
    await this.#repository.commit({
      ...(known === undefined && { review: { ...sample, id, startedAt, isDrawnHere: false } }),
      rows: merges.flatMap(({ rows }) => rows),
    });
    const told = merges.map(({ rows: _, ...counts }) => counts);
    return success({ reviewId: id, isNewSample: known === undefined, reviewers: told });
  }

  async #rowsOf(reviewId: string, reviewer: string): Promise<Map<number, QualityRow>> {
    const rows = await this.#repository.rowsBy(reviewId, reviewer);
    return new Map(rows.map((row) => [row.place, row]));
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

const newestOf = (rows: ReadonlyMap<number, QualityRow>): number =>
  Math.max(0, ...[...rows.values()].map(({ states }) => states.at(-1)?.at ?? 0));

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const badInput = (message: string): Result<never, ProjectFailure> =>
  failure({ kind: 'bad-input', message });

const otherSample = (wanted: QualityReview, sample: QualityFile['sample']): string =>
  `This file is about another sample, ${sampleName(sample)}; this review is of ` +
  `${sampleName(wanted)}. Open it on the page of all quality reviews, or ask for the right one.`;

const clashWords = (name: string, replaced: number): string =>
  `“${name}” answered here already, and the file says otherwise of ` +
  `${replaced === 1 ? 'one item' : `${replaced} items`}. If it is the same person, the newer ` +
  'answers can replace the older ones; if not, ask for a file under another name.';
