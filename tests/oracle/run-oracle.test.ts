import { describe, expect, it } from 'vitest';
import { keptHash } from './kept-hash.ts';
import { runOracle, type OracleSource } from './run-oracle.ts';

const task = (instruction: string): string =>
  JSON.stringify({ instruction, input: '', output: 'Yes.' });

const sourceOf = (
  files: Readonly<Record<string, string>>,
  data: Readonly<Record<string, string>> = {},
): OracleSource => ({
  files: Object.keys(files),
  readFile: (name) => Promise.resolve(files[name] ?? ''),
  readData: (name) => Promise.resolve(data[name] ?? null),
});

async function run(source: OracleSource, requireData = false) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const counts = await runOracle(source, { engine: 'fast', requireData, print });
  return { ...counts, lines };
}

describe('runOracle', () => {
  it('counts rows that agree and rows that do not, and prints the latter', async () => {
    const rows = [
      { instructions: ['Say it:'], numbered: '1. Say it\n2.' },
      { instructions: ['Say it:'], numbered: '1. Say it:\n2.' },
    ];
    const text = rows.map((row) => JSON.stringify(row)).join('\n');
    const { passed, failed, lines } = await run(sourceOf({ 'encode_prompt.jsonl': text }));
    expect({ passed, failed }).toEqual({ passed: 1, failed: 1 });
    expect(lines[1]).toContain(
      'line 2, numbered: expected "1. Say it:\\n2.", got "1. Say it\\n2."',
    );
  });

  it('compares only the keys that a row has, and takes other names of the format', async () => {
    const { passed, failed } = await run(
      sourceOf({
        'rouge_l_more.json': JSON.stringify([
          { a: 'x y', b: 'x', lcs: 1 },
          { a: '', b: '' },
        ]),
        'README.md': 'not ours',
      }),
    );
    expect({ passed, failed }).toEqual({ passed: 2, failed: 0 });
  });

  it('fails rows of another form and files that are no JSON', async () => {
    const { failed, lines } = await run(
      sourceOf({
        'parse_alpaca.jsonl': '{"text": 7}',
        'pool_scores.json': '[',
        'statistics.json': '1',
      }),
    );
    expect(failed).toBe(3);
    expect(lines.join('\n')).toContain('line 1, row: expected "parse_alpaca"');
  });

  it('names a data set that is missing, and fails where data is required', async () => {
    const source = sourceOf({ 'statistics.json': '{"none.jsonl": {"instructions": 1}}' });
    expect(await run(source)).toMatchObject({ passed: 0, failed: 0 });
    expect((await run(source)).lines.join('\n')).toContain('left out: no data set none.jsonl');
    expect(await run(source, true)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('streams a data set by every threshold of the file', async () => {
    const data = ['Name a red fruit', 'Name a red flower', 'Say it'].map(task).join('\n');
    const stream = {
      '0.7': { kept: 2, keptIndicesFnv1a64: keptHash([0, 2]), pairsAbove: 1, pairsExactly: 0 },
      '0.75': { kept: 3, keptIndicesFnv1a64: keptHash([0, 1, 2]), pairsAbove: 0, pairsExactly: 1 },
    };
    const source = sourceOf(
      { 'alpaca_stream.json': JSON.stringify(stream) },
      { 'alpaca_52k.jsonl': data },
    );
    expect(await run(source)).toMatchObject({ passed: 2, failed: 0 });
  });
});

describe('keptHash', () => {
  it('takes whole indices and wraps at 64 bits', () => {
    expect(keptHash([])).toBe('14650fb0739d0383');
    expect(keptHash([0])).toBe(
      ((1469598103934665603n * 1099511628211n) % 2n ** 64n).toString(16).padStart(16, '0'),
    );
    expect(keptHash([70_000])).not.toBe(keptHash([70_000 % 256]));
  });
});
