import { failure, success, type Result } from '#core/model/result.ts';

/** The members of a task that a column can hold. */
type CsvField = 'id' | 'name' | 'instruction' | 'input' | 'output' | 'is_classification';

/** What each column of a file holds; null for one that is none of a task's. */
export type CsvColumns = readonly (CsvField | null)[];

/** Names that data sets give their columns; the first that a file has is taken. */
const namesOf: Readonly<Record<CsvField, readonly string[]>> = {
  id: ['id', 'seed_id'],
  name: ['name'],
  instruction: ['instruction', 'prompt', 'question', 'task'],
  input: ['input', 'context'],
  output: ['output', 'response', 'completion', 'answer'],
  is_classification: ['is_classification', 'classification'],
};

const normalised = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/gu, '_');

/**
 * What the columns hold by the names in a file's first row; null where that row names no instruction,
 * or names it otherwise and nothing else, as a line of plain text may by chance.
 */
export function columnsOf(header: readonly string[]): CsvColumns | null {
  const names = header.map(normalised);
  const columns: (CsvField | null)[] = names.map(() => null);
  for (const field of Object.keys(namesOf) as CsvField[]) {
    const known = namesOf[field].find((name) => names.includes(name));
    if (known !== undefined) columns[names.indexOf(known)] = field;
  }
  if (!columns.includes('instruction')) return null;
  const isSure = names.includes('instruction') || columns.filter((field) => field).length > 1;
  return isSure ? columns : null;
}

const yes = ['true', 'yes', '1'];
const no = ['false', 'no', '0'];

/** A row as the members of a task; fails with the reason in plain words. */
export function rowOf(
  fields: readonly string[],
  columns: CsvColumns,
): Result<Readonly<Record<string, unknown>>, string> {
  if (fields.length !== columns.length) {
    const names = columns.length === 1 ? '1 column' : `${columns.length} columns`;
    return failure(
      `It has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'} where the first row names ${names}: a separator or a quote is out of place.`,
    );
  }
  const row: Record<string, unknown> = {};
  for (const [at, field] of columns.entries()) {
    const text = fields[at] ?? '';
    // An empty cell says nothing, but an empty input or output is one.
    const isLeftOut = text === '' && field !== 'input' && field !== 'output';
    if (field === null || isLeftOut) continue;
    if (field !== 'is_classification') row[field] = text;
    else {
      const said = text.trim().toLowerCase();
      if (!yes.includes(said) && !no.includes(said)) {
        return failure('Its “is_classification” should be true or false, yes or no, 1 or 0.');
      }
      row[field] = yes.includes(said);
    }
  }
  return success(row);
}
