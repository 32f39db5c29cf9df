import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileProgress, FilesFailure, ImportReport } from '#core/contracts/files-api.ts';
import type { Result } from '#core/model/result.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { importTasks } from '#workers/files/import-tasks.ts';
import { readSeeds } from '#workers/files/read-seeds.ts';
import { CollectingSink } from './collecting-sink.ts';

type Content = BlobPart | readonly BlobPart[];

const blobOf = (content: Content): Blob =>
  new Blob(Array.isArray(content) ? (content as BlobPart[]) : [content as BlobPart]);

async function load(
  content: Content,
  sink = new CollectingSink(),
  name = 'file.jsonl',
): Promise<Result<ImportReport, FilesFailure>> {
  const { signal } = new AbortController();
  return importTasks(blobOf(content), name, sink, () => undefined, signal);
}

const row = (instruction: string): string =>
  `${JSON.stringify({ instruction, input: '', output: 'o' })}\n`;

describe('importing', () => {
  test('stages chunks of 500 and commits once', async () => {
    const sink = new CollectingSink();
    const rows = Array.from({ length: 1200 }, (_, index) => row(`Do ${index}.`)).join('');
    const told: FileProgress[] = [];
    const report = await importTasks(
      blobOf(rows),
      'big.jsonl',
      sink,
      (progress) => told.push(progress),
      new AbortController().signal,
    );
    expect(report).toEqual({
      ok: true,
      value: { format: 'alpaca', rows: 1200, refused: 0, refusedLines: [] },
    });
    expect(sink.calls).toEqual([
      'begin big.jsonl',
      ...['stage i1 500', 'stage i1 500', 'stage i1 200', 'commit i1'],
    ]);
    expect(sink.committed?.[1199]).toEqual({
      instruction: 'Do 1199.',
      instances: [{ input: '', output: 'o' }],
      isClassification: null,
    });
    expect(told.at(-1)).toEqual({ rows: 1200, share: 1 });
  });

  test('reads gzip by its first bytes, UTF-16, a byte order mark and CRLF', async () => {
    const text = `\uFEFF${row('Füge hinzu.').replace('\n', '\r\n')}${row('两个')}`;
    for (const content of [text, gzipSync(text), Buffer.from(text, 'utf16le')]) {
      const sink = new CollectingSink();
      expect(await load(content, sink)).toMatchObject({ ok: true, value: { refused: 0 } });
      expect(sink.committed?.map(({ instruction }) => instruction)).toEqual([
        'Füge hinzu.',
        '两个',
      ]);
    }
  });

  test('any text survives: lone surrogates, NUL, right-to-left, newlines', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
      fc.constantFrom('\u0000', '\ud800', 'a\udc00b', 'שלום\u202e', '\r\n\u2028\u0085', '```\n#'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (instruction, input, output) => {
        const content = JSON.stringify({ instruction: `x${instruction}`, input, output });
        const sink = new CollectingSink();
        await load(content, sink);
        expect(sink.committed).toEqual([
          {
            instruction: `x${instruction}`,
            instances: [{ input, output }],
            isClassification: null,
          },
        ]);
      }),
      { numRuns: 40 },
    );
  });

  test('a line of one megabyte goes in', async () => {
    const sink = new CollectingSink();
    await load(row('x'.repeat(1024 * 1024)), sink);
    expect(sink.committed?.[0]?.instruction).toHaveLength(1024 * 1024);
  });

  test('an object around a list, all on one line', async () => {
    const rows = Array.from({ length: 3 }, (_, index) => ({
      instruction: `D${index}`,
      output: '',
    }));
    const sink = new CollectingSink();
    const report = await load(JSON.stringify({ version: 1, data: rows }), sink);
    expect(report).toMatchObject({ ok: true, value: { rows: 3, refused: 0 } });
  });

  test('refused lines are told, the others go in', async () => {
    const sink = new CollectingSink();
    const report = await load(`${row('A')}{"instruction": 5}\n${row('B')}`, sink);
    expect(report).toMatchObject({
      ok: true,
      value: { rows: 2, refused: 1, refusedLines: [{ line: 2, excerpt: '{"instruction": 5}' }] },
    });
  });
});

describe('what can not go in leaves the project as it was', () => {
  test.each([
    ['an empty file', '', 'nothing-usable'],
    ['HTML', '<!doctype html><title>404</title>', 'unknown-format'],
    ['plain text', 'hello\nworld', 'nothing-usable'],
    ['JSON of another kind', '[{"a": 1}, {"b": 2}]', 'unknown-format'],
    ['only prototypes', '{"__proto__":{"instruction":"a","output":"b"}}', 'unknown-format'],
    ['random bytes', new Uint8Array(5000).map((_, index) => (index * 97) % 251), 'unknown-format'],
    ['gzip that is cut off', gzipSync(row('A').repeat(5000)).subarray(0, 100), 'unreadable'],
    ['gzip that is damaged', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7]), 'unreadable'],
  ] as const)('%s', async (_, content, kind) => {
    const sink = new CollectingSink();
    const report = await load(content, sink);
    expect(report).toMatchObject({ ok: false, error: { kind } });
    expect(sink.calls).toEqual([]);
  });

  test('a gzip bomb is refused early, whatever it holds', async () => {
    const rows = row('x'.repeat(1000)).repeat(80_000);
    for (const inside of [Buffer.alloc(80_000_000, ' '), rows]) {
      const sink = new CollectingSink();
      const report = await load(gzipSync(inside, { level: 1 }), sink);
      expect(report).toMatchObject({ ok: false, error: { kind: 'too-large' } });
      expect(sink.committed).toBeNull();
      expect(sink.chunks).toEqual([]);
    }
  });

  test('one endless line is refused without being held', async () => {
    const part = new Uint8Array(1024 * 1024).fill(0x61);
    const sink = new CollectingSink();
    const report = await load([row('A'), ...Array<Uint8Array<ArrayBuffer>>(24).fill(part)], sink);
    expect(report).toMatchObject({ ok: true, value: { rows: 1, refused: 1 } });
    expect(sink.committed).toHaveLength(1);
  });

  test('a project that refuses a chunk: discarded, the reason handed on', async () => {
    const sink = new CollectingSink(1);
    const rows = Array.from({ length: 1200 }, (_, index) => row(`Do ${index}.`)).join('');
    expect(await load(rows, sink)).toEqual({
      ok: false,
      error: { kind: 'storage', message: 'The disk is full.' },
    });
    expect(sink.calls.at(-1)).toBe('discard i1');
  });

  test('cancel in the middle: discarded, even where the project never answers', async () => {
    const controller = new AbortController();
    class SilentSink extends CollectingSink {
      override stage(): Promise<never> {
        setTimeout(() => controller.abort(), 5);
        return new Promise(() => undefined);
      }
    }
    const sink = new SilentSink();
    const rows = Array.from({ length: 1200 }, (_, index) => row(`Do ${index}.`)).join('');
    const report = await importTasks(blobOf(rows), 'f', sink, () => undefined, controller.signal);
    expect(report).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(sink.calls).toEqual(['begin f', 'discard i1']);
  });
});

describe('reading seeds', () => {
  const { signal } = new AbortController();

  test('gives ids that no other row has, and reads every form', async () => {
    const rows = [
      { id: 'seed_task_0', name: 'n', instruction: 'A', instances: [{ output: 'o' }] },
      { instruction: 'B', instances: [], is_classification: true },
    ];
    const read = await readSeeds(blobOf(JSON.stringify(rows)), 'seeds.json', signal);
    expect(read).toMatchObject({
      ok: true,
      value: {
        seeds: [
          { id: 'seed_task_0', name: 'n', isClassification: false },
          { id: 'seed_task_1', name: '', isClassification: true },
        ],
        report: { format: 'seed-tasks', rows: 2 },
      },
    });
  });

  test('refuses a whole data set', async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => row(`Do ${index}.`)).join('');
    const read = await readSeeds(blobOf(rows), 'big.jsonl', signal);
    expect(read).toMatchObject({ ok: false, error: { kind: 'too-large' } });
  });
});

const published = [
  ['alpaca_52k.jsonl.gz', 52_002, 'alpaca'],
  ['alpaca_zh_3k.jsonl', 3_247, 'alpaca'],
  ['user_oriented_252.jsonl', 252, 'seed-tasks'],
  ['seed_tasks_175.jsonl', 175, 'seed-tasks'],
] as const;

describeWithData(
  'published files',
  published.map(([name]) => name),
  (pathOf) => {
    test.each(published)('%s: %i tasks', async (name, rows, format) => {
      const sink = new CollectingSink();
      const report = await load(readFileSync(pathOf(name)), sink, name);
      expect(report).toEqual({ ok: true, value: { format, rows, refused: 0, refusedLines: [] } });
      expect(sink.committed).toHaveLength(rows);
    });

    test('26 of the 175 seeds are classification, 50 have no input', async () => {
      const file = blobOf(readFileSync(pathOf('seed_tasks_175.jsonl')));
      const read = await readSeeds(file, 'seed_tasks.jsonl', new AbortController().signal);
      const seeds = read.ok ? read.value.seeds : [];
      expect(seeds.filter(({ isClassification }) => isClassification)).toHaveLength(26);
      const withoutInput = seeds.filter(({ instances }) =>
        instances.every(({ input }) => input === ''),
      );
      expect(withoutInput).toHaveLength(50);
    });
  },
);
