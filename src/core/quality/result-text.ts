import { csvMark } from '#core/formats/csv-lines.ts';
import { agreementOf, type AnswersByPlace, type QualityAgreement } from './agreement.ts';
import { measureWords, sampleName } from './quality-words.ts';
import { publishedShare, publishedSource, tallyOf, type QualityShare } from './tally.ts';
import type { QualitySample } from '#core/model/quality.ts';

/** What is told of a review: the sample, and who said what. */
export interface QualityReport {
  readonly sample: QualitySample;
  readonly reviewers: readonly { readonly name: string; readonly answers: AnswersByPlace }[];
}

const percent = (share: number): string => (share * 100).toFixed(1);

/** The result of each reviewer as CSV (RFC 4180) after a byte order mark, shares in percent. */
export function resultAsCsv({ reviewers }: QualityReport): string {
  const head = ['reviewer', 'question', 'yes', 'answered', 'percent', 'low', 'high', 'published'];
  const rows = reviewers.flatMap(({ name, answers }) =>
    tallyOf(answers.values()).map(({ measure, yes, answered, share }) => [
      ...[name, measureWords[measure], String(yes), String(answered)],
      ...(share === null ? ['', '', ''] : sharesOf(share)),
      percent(publishedShare(measure).value),
    ]),
  );
  const lines = [head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`);
  return csvMark + lines.join('');
}

const sharesOf = ({ value, low, high }: QualityShare): string[] => [value, low, high].map(percent);

/** Quoted where it must be, and where a spreadsheet would take it for a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The result and the agreement as Markdown tables. */
export function resultAsMarkdown(report: QualityReport): string {
  const { sample, reviewers } = report;
  const agreement = agreementOf(reviewers.map(({ answers }) => answers));
  return [
    `# Quality review: ${sampleName(sample)}`,
    ...reviewers.map(reviewerSection),
    ...(agreement === null ? [] : [agreementSection(agreement, reviewers.length)]),
    `Published: ${publishedSource}. Intervals: Wilson, 95 %.`,
  ]
    .join('\n\n')
    .concat('\n');
}

function reviewerSection({ name, answers }: QualityReport['reviewers'][number]): string {
  const rows = tallyOf(answers.values()).map(({ measure, yes, answered, share }) =>
    tableRow([
      ...[measureWords[measure], `${yes} of ${answered}`],
      ...(share === null
        ? ['', '']
        : [`${percent(share.value)} %`, `${percent(share.low)}–${percent(share.high)} %`]),
      `${percent(publishedShare(measure).value)} %`,
    ]),
  );
  const head = tableRow(['Question', 'Yes', 'Share', '95 % interval', 'Published']);
  return [`## ${escaped(name)}`, '', head, '| --- | ---: | ---: | ---: | ---: |', ...rows].join(
    '\n',
  );
}

function agreementSection({ measures }: QualityAgreement, reviewers: number): string {
  const kind = reviewers === 2 ? 'Cohen’s κ' : 'Fleiss’ κ';
  const rows = measures.map(({ measure, compared, agreed, kappa }) =>
    tableRow([
      ...[measureWords[measure], `${agreed} of ${compared}`],
      ...[compared === 0 ? '' : `${percent(agreed / compared)} %`, kappa?.toFixed(2) ?? ''],
    ]),
  );
  const head = tableRow(['Question', 'The same', 'Share', kind]);
  return ['## Agreement', '', head, '| --- | ---: | ---: | ---: |', ...rows].join('\n');
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A name as it is, not as Markdown. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|]/gu, String.raw`\$&`);
