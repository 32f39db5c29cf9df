import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { runInChromium } from '../bench-page.ts';
import { instructionLines } from '../instruction-lines.ts';
import { rounded } from '../rounded.ts';

/**
 * Replays a whole run, in a browser worker with its own database: applies it, looks at what another
 * threshold would change, and undoes that. `--tasks N`: items of step 1 (50,000).
 */
export const run: Bench = async (args) => {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, tasks: { type: 'string', default: '50000' } },
  });
  const results = await runInChromium(
    join(import.meta.dirname, 'in-worker.ts'),
    { instructions: instructionLines(Number(values.tasks)) },
    {},
  );
  const line = JSON.stringify({ bench: 'replay', results }, rounded);
  console.log(values.json === true ? line : JSON.stringify(JSON.parse(line), null, 2));
};
