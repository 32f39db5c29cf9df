import { readDataSet, type DataSet } from './data-set.ts';
import type { Difference } from './differences.ts';
import type { CheckContext, OracleCheck } from './oracle-check.ts';
import { checkFor } from './oracle-checks.ts';
import { readRows, type NamedRow } from './read-rows.ts';

/** Oracle files and data sets wherever they are; texts are unpacked. */
export interface OracleSource {
  /** Names of the files of the folder, without `.gz`. */
  readonly files: readonly string[];
  readonly readFile: (name: string) => Promise<string>;
  /** The text of a data set, or null where it is nowhere. */
  readonly readData: (name: string) => Promise<string | null>;
}

export interface OracleOptions {
  readonly engine: CheckContext['engine'];
  /** Rows whose data set is missing fail; otherwise they are named and left out. */
  readonly requireData: boolean;
  readonly print: (line: string) => void;
}

export interface OracleCounts {
  readonly passed: number;
  readonly failed: number;
}

/** Mismatches printed of one file, and characters of one value. */
const mostMismatches = 5;
const mostCharacters = 240;

function shorten(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

const describe = (name: string, { key, expected, actual }: Difference): string =>
  `  ${name}, ${key}: expected ${shorten(expected)}, got ${shorten(actual)}`;

type DataSets = (name: string) => Promise<DataSet | null>;

/** Reads each data set once, when it is first asked for. */
function dataSetsOf({ readData }: OracleSource): DataSets {
  const sets = new Map<string, Promise<DataSet | null>>();
  const read = async (name: string): Promise<DataSet | null> => {
    const text = await readData(name);
    return text === null ? null : readDataSet(text);
  };
  return (name) => {
    const set = sets.get(name) ?? read(name);
    sets.set(name, set);
    return set;
  };
}

type RowResult =
  | { readonly kind: 'checked'; readonly differences: readonly Difference[] }
  | { readonly kind: 'no-data'; readonly name: string };

async function checkRow(
  check: OracleCheck,
  { row }: NamedRow,
  dataSets: DataSets,
  engine: CheckContext['engine'],
): Promise<RowResult> {
  const name = check.needs(row);
  const set = name === null ? null : await dataSets(name);
  if (name !== null && set === null) return { kind: 'no-data', name };
  const data = (): DataSet => set ?? { tasks: [] };
  return { kind: 'checked', differences: check.check(row, { engine, data }) };
}

async function checkRows(
  check: OracleCheck,
  rows: readonly NamedRow[],
  dataSets: DataSets,
  { engine, requireData }: OracleOptions,
): Promise<OracleCounts & { mismatches: string[]; missing: ReadonlySet<string> }> {
  const missing = new Set<string>();
  const mismatches: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const row of rows) {
    const result = await checkRow(check, row, dataSets, engine);
    if (result.kind === 'no-data') {
      missing.add(result.name);
      failed += requireData ? 1 : 0;
    } else if (result.differences.length > 0) {
      failed += 1;
      mismatches.push(...result.differences.map((difference) => describe(row.name, difference)));
    } else passed += 1;
  }
  return { passed, failed, mismatches, missing };
}

async function checkOneFile(
  name: string,
  check: OracleCheck,
  source: OracleSource,
  dataSets: DataSets,
  options: OracleOptions,
): Promise<OracleCounts> {
  const start = performance.now();
  const rows = readRows(await source.readFile(name), name);
  const result = await checkRows(check, rows, dataSets, options);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  options.print(`${name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  for (const data of result.missing) {
    options.print(`  ${options.requireData ? 'failed' : 'left out'}: no data set ${data}`);
  }
  for (const line of result.mismatches.slice(0, mostMismatches)) options.print(line);
  const rest = result.mismatches.length - mostMismatches;
  if (rest > 0) options.print(`  and ${rest} more`);
  return result;
}

/** Checks every file of a known format and prints what does not agree. Counts are rows. */
export async function runOracle(
  source: OracleSource,
  options: OracleOptions,
): Promise<OracleCounts> {
  const dataSets = dataSetsOf(source);
  let counts: OracleCounts = { passed: 0, failed: 0 };
  for (const name of source.files) {
    const check = checkFor(name);
    if (check === undefined) continue;
    const { passed, failed } = await checkOneFile(name, check, source, dataSets, options).catch(
      (error: unknown) => {
        options.print(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        return { passed: 0, failed: 1 };
      },
    );
    counts = { passed: counts.passed + passed, failed: counts.failed + failed };
  }
  return counts;
}
