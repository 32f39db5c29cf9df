// Measures one part of the program: npm run bench -- NAME [--json] [options of that bench]. With
// --json the last line of output is one JSON object.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from '#tests/bench/bench.ts';

const folder = join(import.meta.dirname, '..', 'tests', 'bench');
const [name = '', ...args] = process.argv.slice(2);
const file = join(folder, name, `${name}.bench.ts`);

if (!existsSync(file)) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  console.error(`npm run bench -- NAME, with NAME one of: ${names.join(', ')}`);
  process.exit(1);
}

const { run } = (await import(pathToFileURL(file).href)) as { run: Bench };
await run(args);
