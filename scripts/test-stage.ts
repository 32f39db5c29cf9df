import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** What a stage found. */
export type Counts = { readonly passed: number; readonly failed: number; readonly note?: string };

/** One command of `npm test` and how its tests are counted. */
export interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  readonly needsBrowser?: boolean;
  /** Reads the counts from what the command wrote; absent: the command counts as one test. */
  readonly count?: (output: string) => Counts | null;
}

export interface StageResult extends Required<Counts> {
  readonly name: string;
  readonly seconds: number;
  /** Tests that were not run for want of published data, by name. */
  readonly leftOut: readonly string[];
}

/** Runs a stage to its end. One that breaks down without a count is one failed test. */
export async function runStage(stage: Stage, browser: string | null): Promise<StageResult> {
  console.log(`\n━━ ${stage.name}: ${stage.command.join(' ')}`);
  const startedAt = performance.now();
  const result = (counts: Counts, output = ''): StageResult => ({
    note: '',
    ...counts,
    name: stage.name,
    leftOut: leftOutIn(output),
    seconds: (performance.now() - startedAt) / 1000,
  });
  if (stage.needsBrowser === true && browser === null) {
    return result({ passed: 0, failed: 1, note: 'no browser' });
  }
  const { status, output } = await run(stage.command, browser);
  return result(judge(stage, status, output), output);
}

function judge(stage: Stage, status: number | null, output: string): Counts {
  if (stage.count === undefined) return status === 0 ? { passed: 1, failed: 0 } : brokeDown(status);
  const counts = stage.count(output);
  if (counts === null) return brokeDown(status);
  if (status !== 0 && counts.failed === 0) {
    return { ...counts, failed: 1, note: `ended with status ${status}` };
  }
  if (counts.passed + counts.failed === 0) return { passed: 0, failed: 1, note: 'nothing ran' };
  return counts;
}

/** The lines by which tests and oracles name what they leave out, each once. */
function leftOutIn(output: string): readonly string[] {
  const found = stripVTControlCharacters(output).matchAll(/^ *left out: (.+)$/gim);
  return [...new Set([...found].map(([, name = '']) => name))];
}

function brokeDown(status: number | null): Counts {
  return { passed: 0, failed: 1, note: status === null ? 'killed' : `ended with status ${status}` };
}

/** Passes the output on while it comes, and keeps it for counting. */
function run(
  command: readonly string[],
  browser: string | null,
): Promise<{ status: number | null; output: string }> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...(browser === null ? {} : { CHROMIUM_PATH: browser }) },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    process.stdout.write(chunk);
  });
  return new Promise((resolve) => {
    const end = (status: number | null) =>
      resolve({ status, output: Buffer.concat(chunks).toString('utf8') });
    child.once('error', () => end(127));
    child.once('close', end);
  });
}
