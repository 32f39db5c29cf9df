import { writeQualityFile } from '#core/quality/quality-file.ts';
import { resultAsCsv, resultAsMarkdown, type QualityReport } from '#core/quality/result-text.ts';
import type { QualityAnswerBook } from './quality-answers.svelte.ts';
import { saveFile } from '#state/files/save-file.ts';

/** Saves the sample with the answers of a reviewer, or with none for somebody to begin with. */
export function saveForReviewer(book: QualityAnswerBook, reviewer: string | null): void {
  const sample = book.review;
  if (sample === null) return;
  const reviewers = reviewer === null ? [] : [book.rows.forFile(reviewer)];
  const who = reviewer === null ? 'sample' : partOf(reviewer);
  const blob = new Blob([writeQualityFile({ sample, reviewers })], { type: 'application/json' });
  saveFile(blob, `seedbed-quality-seed-${sample.seed}-${who}.json`);
}

/** Saves the result of all reviewers. */
export function saveResult(book: QualityAnswerBook, form: 'csv' | 'markdown'): void {
  const sample = book.review;
  if (sample === null) return;
  const reviewers = book.rows.reviewers.map((name) => ({ name, answers: book.rows.byPlace(name) }));
  const report: QualityReport = { sample, reviewers };
  const [text, type, ending] =
    form === 'csv'
      ? [resultAsCsv(report), 'text/csv', 'csv']
      : [resultAsMarkdown(report), 'text/markdown', 'md'];
  saveFile(new Blob([text], { type }), `seedbed-quality-seed-${sample.seed}.${ending}`);
}

/** A name as part of a file’s name: letters and digits of any script stay. */
const partOf = (name: string): string =>
  (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['reviewer']).join('-');
