import { join } from 'node:path';
import { dataFolder, linesOfData } from '#tests/support/data-files.ts';
import type { Sources } from './labelled-set.ts';
import type { Row } from './plants/plant.ts';

function rowsOf(name: string): Row[] {
  return linesOfData(join(dataFolder(), name)).map((text, i) => {
    const row = JSON.parse(text) as Omit<Row, 'line'> & { instances?: readonly Row[] };
    const { input, output } = row.instances?.[0] ?? row;
    return { line: i + 1, instruction: row.instruction, input, output };
  });
}

/** Reads the published files that the labelled set is made of. */
export const readSources = (): Sources => ({
  rows: rowsOf('alpaca_52k.jsonl.gz'),
  chinese: rowsOf('alpaca_zh_3k.jsonl'),
  guarded: rowsOf('user_oriented_252.jsonl'),
});
