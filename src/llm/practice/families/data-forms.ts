import type { WorkedExample } from '#core/prompts/input-first-demonstrations.ts';
import { worked } from '#llm/practice/grammar/family.ts';
import type { Measure } from '#llm/practice/vocabulary/measure.ts';

type Row = readonly [day: string, value: number];
type Writer = (rows: readonly Row[], key: string) => string;

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

const writers: Readonly<Record<string, Writer>> = {
  'a JSON object with the weekdays as keys': (rows) => JSON.stringify(Object.fromEntries(rows)),
  'a Markdown table with one row a day': (rows, key) =>
    [
      `| Day | ${key} |`,
      '| --- | --- |',
      ...rows.map(([day, value]) => `| ${day} | ${value} |`),
    ].join('\n'),
  'a CSV text with a header line': (rows, key) =>
    [`day,${key}`, ...rows.map(([day, value]) => `${day},${value}`)].join('\n'),
  'an SQL insert statement': (rows, key) =>
    `INSERT INTO ${key} (day, value) VALUES ${rows.map(([day, value]) => `('${day}', ${value})`).join(', ')};`,
  'a YAML list of pairs': (rows) => rows.map(([day, value]) => `- ${day}: ${value}`).join('\n'),
  'a Python dictionary': (rows) =>
    `{${rows.map(([day, value]) => `'${day}': ${value}`).join(', ')}}`,
};

/** Forms of data, as they stand in instructions after "into" or "as". */
export const dataForms: readonly string[] = Object.keys(writers);

/** A worked case: values of the weekdays in prose, then in the named form. */
export function writtenAs(
  form: string,
  measure: Measure,
  values: readonly number[],
): WorkedExample {
  const rows = values.map((value, i): Row => [days[i] ?? 'Sunday', value]);
  const prose = rows.map(([day, value]) => `${day} ${value} ${measure.unit}`).join(', ');
  return worked('Data', prose, writers[form]?.(rows, measure.key) ?? prose);
}
