import {
  qualityQuestions,
  type QualityAnswers,
  type QualityItem,
  type QualitySample,
  type QualityState,
} from '#core/model/quality.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { FieldReader } from '#core/recipes/field-reader.ts';
import { isNestedDeeper } from '#core/formats/nesting.ts';
import { mostNoteLength } from '#core/review/marks-rules.ts';
import { mostSampled, mostSeed, sampleId } from './draw-sample.ts';
import { cleanReviewer, longestReviewerName } from './reviewer-name.ts';

/** What such a file says of itself. */
const FORMAT = 'seedbed-quality-review';
const VERSION = 1;

/** Longer files are not read: 5,000 samples of a few thousand characters each are far shorter. */
export const mostFileBytes = 64_000_000;

const mostReviewers = 100;
const mostProblemsTold = 3;
const deepest = 16;
const words = { whole: 'The file', field: 'a field of such a file' };

/** A reviewer with everything that they said, by place in the sample from 0. */
export interface QualityReviewer {
  readonly name: string;
  readonly states: ReadonlyMap<number, QualityState>;
}

/** What two reviewers exchange: the sample with its texts, and answers to it. */
export interface QualityFile {
  readonly sample: QualitySample;
  /** None where the sample is only handed on. */
  readonly reviewers: readonly QualityReviewer[];
}

/** A file as text that `readQualityFile` reads back the same. Places count from 1, as on screen. */
export function writeQualityFile({ sample, reviewers }: QualityFile): string {
  const { seed, pool, items } = sample;
  const file = {
    ...{ format: FORMAT, version: VERSION },
    sample: { id: sampleId(sample), seed, pool, items },
    reviewers: reviewers.map(({ name, states }) => ({
      name,
      answers: [...states].map(([place, { answers, note, at }]) => ({
        ...{ item: place + 1, ...answers, note, at },
      })),
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Reads such a file; fails with what is wrong with it, where, and what to do, in words. */
export function readQualityFile(text: string): Result<QualityFile, string> {
  const value = parse(text);
  if (!isOurs(value)) return failure(notOurs);
  if (typeof value.version === 'number' && value.version > VERSION) {
    return failure('A newer Seedbed wrote this file. Reload this page to get the newest one.');
  }
  const problems: string[] = [];
  const file = readFields(new FieldReader(value, '', problems, words));
  if (problems.length > 0) return failure(told(problems));
  const { id, ...content } = file;
  if (sampleId(content.sample) !== id) return failure(changed);
  return success(content);
}

const notOurs = 'This is no file of a quality review. Choose one that Seedbed saved as such.';
const changed =
  'The sample in this file was changed after it was saved, or the file was cut. ' +
  'Have it saved and sent again.';

function told(problems: readonly string[]): string {
  const more = problems.length - mostProblemsTold;
  const rest = more > 0 ? ` And ${more} more like this.` : '';
  const first = problems.slice(0, mostProblemsTold).join(' ');
  return `This file is damaged: ${first}${rest} Have it saved and sent again.`;
}

function parse(text: string): unknown {
  if (isNestedDeeper(text, deepest)) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const isOurs = (value: unknown): value is { format: string; version?: unknown } =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;

function readFields(file: FieldReader): QualityFile & { readonly id: string } {
  file.choice('format', [FORMAT]);
  file.whole('version', VERSION, VERSION);
  const sample = file.object('sample');
  const read = {
    id: sample.text('id', 100),
    sample: {
      seed: sample.whole('seed', 0, mostSeed),
      pool: sample.whole('pool', 1, Number.MAX_SAFE_INTEGER),
      items: sample.objects('items', mostSampled).map(readItem),
    },
  };
  const count = read.sample.items.length;
  const reviewers = file.objects('reviewers', mostReviewers).map((each) => {
    const name = cleanReviewer(each.text('name', longestReviewerName));
    const answers = each.objects('answers', mostSampled).map((one) => readAnswer(one, count));
    if (new Set(answers.map(([place]) => place)).size < answers.length) {
      each.refuse('answers', 'a list in which every item stands once');
    }
    each.end();
    return { name, states: new Map(answers) };
  });
  if (new Set(reviewers.map(({ name }) => name)).size < reviewers.length) {
    file.refuse('reviewers', 'a list in which every name stands once');
  }
  if (count === 0) sample.refuse('items', 'a list that is not empty');
  sample.end();
  file.end();
  return { ...read, reviewers };
}

function readItem(item: FieldReader): QualityItem {
  const read = {
    taskId: item.whole('taskId', 1, Number.MAX_SAFE_INTEGER),
    instance: item.whole('instance', 0, Number.MAX_SAFE_INTEGER),
    instruction: item.anyText('instruction'),
    input: item.anyText('input'),
    output: item.anyText('output'),
  };
  item.end();
  return read;
}

function readAnswer(answer: FieldReader, items: number): [number, QualityState] {
  const place = answer.whole('item', 1, Math.max(1, items)) - 1;
  const answers: QualityAnswers = Object.fromEntries(
    qualityQuestions
      .filter((question) => answer.has(question))
      .map((question) => [question, answer.flag(question)]),
  );
  const note = answer.anyText('note');
  if (note.length > mostNoteLength) {
    answer.refuse('note', `a text of at most ${mostNoteLength} characters`);
  }
  const at = answer.number('at', 0, Number.MAX_SAFE_INTEGER);
  answer.end();
  return [place, { answers, note, at }];
}
