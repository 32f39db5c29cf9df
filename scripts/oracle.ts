// Holds recipe paper against published answers: npm run oracle -- [FOLDER] [--engine fast|plain]
// [--in node|chromium]. The last line counts rows; the exit code is 1 if any failed or none ran.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runOracle, type OracleOptions } from '#tests/oracle/run-oracle.ts';
import { runOracleInChromium } from './oracle-in-chromium.ts';
import { defaultFolder, folderSource } from './oracle-source.ts';

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new Error(`--${name} is ${choices.join(' or ')}, not ${value}`);
  return choice;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'fast' },
    in: { type: 'string', default: 'node' },
  },
});

const folder = resolve(positionals[0] ?? defaultFolder());
const realm = oneOf('in', values.in, ['node', 'chromium']);
const options: OracleOptions = {
  engine: oneOf('engine', values.engine, ['fast', 'plain']),
  requireData: process.env['SEEDBED_REQUIRE_DATA'] === '1',
  print: (line) => console.log(line),
};

console.log(`${folder}, ${options.engine} engine, in ${realm}`);
const run = realm === 'node' ? runOracle : runOracleInChromium;
if (!existsSync(folder)) console.log(`There is no folder ${folder}`);
const { passed, failed } = existsSync(folder)
  ? await run(folderSource(folder), options)
  : { passed: 0, failed: 0 };
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
