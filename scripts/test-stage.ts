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

interface Surroundings {
  /** Where the browser is; null where there is none. */
  readonly browser: string | null;
  /** One that runs beside others keeps what it says to itself until its end. */
  readonly isAlone: boolean;
}

/** Runs a stage to its end. One that breaks down without a count is one failed test. */
export async function runStage(
  stage: Stage,
  { browser, isAlone }: Surroundings,
): Promise<StageResult> {
  const heading = `\n━━ ${stage.name}: ${stage.command.join(' ')}`;
  if (isAlone) console.log(heading);
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
  const { status, output, said } = await run(stage.command, { browser, isAlone });
  if (!isAlone) console.log(`${heading}\n${said}`);
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

/** What a command left: `output` is for counting, `said` has its complaints too. */
interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly said: string;
}

/** Keeps what a command says, and passes it on while it comes where nothing else runs. */
function run(command: readonly string[], { browser, isAlone }: Surroundings): Promise<Ended> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...(browser === null ? {} : { CHROMIUM_PATH: browser }) },
  });
  const output: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      said.push(chunk);
      if (isAlone) process[name].write(chunk);
    });
  }
  return new Promise((resolve) => {
    const end = (status: number | null) =>
      resolve({ status, output: textOf(output), said: textOf(said) });
    child.once('error', () => end(127));
    child.once('close', end);
  });
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
