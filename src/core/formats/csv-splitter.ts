import { columnsOf, rowOf, type CsvColumns } from './csv-columns.ts';
import { CsvRows, type CsvRow, type CsvSeparator } from './csv-rows.ts';
import { excerptOf, longestRow, type Piece, type Splitter } from './piece.ts';

const separators: readonly CsvSeparator[] = [',', ';', '\t'];

/** How a file's start says that its rows are separated; null where it is no such file. */
export function separatorOf(head: string): CsvSeparator | null {
  for (const separator of separators) {
    const columns = columnsIn(head, separator);
    // With one column any separator is part of its texts.
    if (columns !== null) return columns.length === 1 ? '' : separator;
  }
  return null;
}

/** Spreadsheets may write a line `sep=;` before the first row. */
const isSeparatorLine = ({ fields }: CsvRow): boolean => /^sep=/iu.test(fields[0] ?? '');

function columnsIn(head: string, separator: CsvSeparator): CsvColumns | null {
  const rows = new CsvRows(separator, longestRow);
  const first = [...rows.push(head), ...rows.end()].find((row) => !isSeparatorLine(row));
  return first === undefined ? null : columnsOf(first.fields);
}

/** Cuts CSV into rows, each as a JSON object with the members that its first row names. */
export class CsvSplitter implements Splitter {
  readonly #rows: CsvRows;
  readonly #separator: CsvSeparator;
  #columns: CsvColumns | null = null;

  constructor(separator: CsvSeparator, limit = longestRow) {
    this.#separator = separator;
    this.#rows = new CsvRows(separator, limit);
  }

  push(chunk: string): Piece[] {
    return this.#rows.push(chunk).flatMap((row) => this.#pieceOf(row));
  }

  end(): Piece[] {
    return this.#rows.end().flatMap((row) => this.#pieceOf(row));
  }

  #pieceOf(row: CsvRow): Piece[] {
    if (this.#columns === null) {
      if (!isSeparatorLine(row)) this.#columns = columnsOf(row.fields) ?? [];
      return [];
    }
    const { line, fields } = row;
    const read = row.problem === null ? rowOf(fields, this.#columns) : null;
    if (read?.ok === true) return [{ kind: 'row', line, text: JSON.stringify(read.value) }];
    const reason = row.problem ?? (read?.ok === false ? read.error : '');
    return [{ kind: 'refused', line, reason, excerpt: excerptOf(fields.join(this.#separator)) }];
  }
}
