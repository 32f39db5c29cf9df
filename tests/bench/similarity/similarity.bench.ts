import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Bench } from '../bench.ts';
import { runInChromium } from '../bench-page.ts';
import { dataFolder } from '#tests/support/data-files.ts';

/** The instructions of the published data set, one JSON string a line. */
function instructions(): string {
  const packed = readFileSync(join(dataFolder(), 'alpaca_52k.jsonl.gz'));
  const lines = gunzipSync(packed).toString('utf8').trim().split('\n');
  return lines
    .map((line) => JSON.stringify((JSON.parse(line) as { instruction: string }).instruction))
    .join('\n');
}

interface Figures {
  readonly rows: number;
  readonly results: Record<string, number>;
  readonly atLarge: Record<string, number>;
}

const rounded = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      Number.isInteger(value) ? value : Number(value.toPrecision(4)),
    ]),
  );

/** ROUGE-L engine in a browser worker; `--large N` sets the size of the large pool (0: none). */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, large: { type: 'string', default: '1000000' } },
  });
  const entry = join(import.meta.dirname, 'in-worker.ts');
  const figures = (await runInChromium(
    entry,
    { instructions: instructions() },
    { large: Number(values.large) },
  )) as Figures;
  const results = rounded(figures.results);
  const at1000000 = rounded(figures.atLarge);
  if (values.json === true) {
    console.log(JSON.stringify({ bench: 'similarity', rows: figures.rows, results, at1000000 }));
  } else {
    console.table(Object.entries(results));
    console.table(Object.entries(at1000000));
  }
};
