import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { runInChromium } from '../bench-page.ts';
import { instructionLines } from '../instruction-lines.ts';
import { rounded } from '../rounded.ts';

/**
 * Hands steps 2 and 3 of a project over in files and takes the results back, in a browser worker
 * with its own database; `--tasks N` and `--files N` set the sizes (50,000 and 100).
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean' },
      tasks: { type: 'string', default: '50000' },
      files: { type: 'string', default: '100' },
    },
  });
  const tasks = Number(values.tasks);
  const results = await runInChromium(
    join(import.meta.dirname, 'in-worker.ts'),
    { instructions: instructionLines(tasks) },
    { perShard: Math.ceil(tasks / Number(values.files)) },
  );
  const line = JSON.stringify({ bench: 'batches', results }, rounded);
  console.log(values.json === true ? line : JSON.stringify(JSON.parse(line), null, 2));
};
