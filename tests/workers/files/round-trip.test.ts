import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { ExportFormat, ExportPlan } from '#core/contracts/files-api.ts';
import { seedTaskLine } from '#core/formats/published-lines.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { writeExport } from '#data/export/write-export.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { makeTask, makeTasks, storeProject } from '#tests/support/stored-project.ts';
import { importTasks } from '#workers/files/import-tasks.ts';
import { readSeeds } from '#workers/files/read-seeds.ts';
import { CollectingSink } from './collecting-sink.ts';

const { signal } = new AbortController();
const opened: ProjectDb[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

interface Texts {
  readonly instruction: string;
  readonly instances: readonly Instance[];
}

const textsOf = ({ instruction, instances }: Texts): Texts => ({ instruction, instances });

async function exportOf(tasks: readonly Task[], format: ExportFormat): Promise<Blob> {
  const db = await storeProject(tasks);
  opened.push(db);
  const plan: ExportPlan = { format, includeSeeds: true, includeImported: true, seed: 1 };
  const { file } = await writeExport(db, plan, { signal, onStep: () => undefined });
  return file;
}

async function load(file: Blob, name = 'f.jsonl'): Promise<Texts[]> {
  const sink = new CollectingSink();
  const report = await importTasks(file, name, sink, () => undefined, signal);
  expect(report).toMatchObject({ ok: true, value: { refused: 0 } });
  return (sink.committed ?? []).map(textsOf);
}

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  // Any sequence of UTF-16 units, so with surrogates that stand alone.
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      maxLength: 40,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['', ' ', '\u0000', '\ud800', '\udc00\ud800', '\uFEFF', '\u202eאבג\u202c', '\r\n\n\u2028'],
      ...['"}\n{"', '[{', '\\', '__proto__', 'Output: a', 'Class label: b', '你好，世界'],
    ),
  },
  { weight: 1, arbitrary: fc.nat(30_000).map((length) => 'long \n'.repeat(length / 6)) },
);

const instances = fc.array(fc.record({ input: text, output: text }), {
  minLength: 1,
  maxLength: 4,
});

/** No blank instruction, which an import refuses, and none twice, which would be one task. */
const pool = fc
  .array(fc.record({ instruction: text.map((tail) => `Do ${tail}`), instances }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((tasks) =>
    tasks.map((task, index) => ({ ...task, instruction: `${index} ${task.instruction}` })),
  );

describe('an exported file loads again and gives the same tasks', () => {
  test.each(['alpaca-jsonl', 'all-generated-instances'] as const)('%s', async (format) => {
    await fc.assert(
      fc.asyncProperty(pool, async (tasks) => {
        expect(await load(await exportOf(makeTasks(tasks), format))).toEqual(tasks);
      }),
      { numRuns: 40 },
    );
  });

  test('csv, which like any text file holds no half of a surrogate pair', async () => {
    await fc.assert(
      fc.asyncProperty(pool, async (tasks) => {
        const whole = tasks.map(({ instruction, instances }) => ({
          instruction: instruction.toWellFormed(),
          instances: instances.map(({ input, output }) => ({
            input: input.toWellFormed(),
            output: output.toWellFormed(),
          })),
        }));
        expect(await load(await exportOf(makeTasks(tasks), 'csv'), 'f.csv')).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  test('seed-tasks, ids, names and types included', async () => {
    const names = fc.record({ name: text, isClassification: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(pool, names, async (tasks, more) => {
        const seeds = tasks.map((task, index) =>
          makeTask({ id: index + 1, origin: 'seed', seedId: `s${index}`, ...task, ...more }),
        );
        const file = await exportOf(seeds, 'seed-tasks');
        expect(await load(file)).toEqual(tasks);
        const read = await readSeeds(file, 'seed_tasks.jsonl', signal);
        expect(read.ok && read.value.seeds).toEqual(
          tasks.map((task, index) => ({ id: `s${index}`, ...task, ...more })),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('machine-generated-instances, by the raw text', async () => {
    const plain: Texts[] = [
      { instruction: 'Add.', instances: [{ input: '1 + 1', output: '2' }] },
      { instruction: 'Name a colour.', instances: [{ input: '', output: 'Red' }] },
      {
        instruction: 'Spell.',
        instances: [
          { input: 'a b', output: 'A\nB' },
          { input: 'c', output: 'C' },
        ],
      },
    ];
    const file = await exportOf(makeTasks(plain), 'machine-generated-instances');
    expect(await load(file)).toEqual(plain);
    const labelled = makeTasks(plain).map((task) => ({ ...task, isClassification: true }));
    const sorted = labelled.filter(({ instruction }) => instruction !== 'Spell.');
    const again = await load(await exportOf(sorted, 'machine-generated-instances'));
    expect(again).toEqual(sorted.map(textsOf));
  });
});

describeWithData(
  'published data comes out as it went in',
  ['alpaca_52k.jsonl.gz', 'alpaca_zh_3k.jsonl', 'user_oriented_252.jsonl', 'seed_tasks_175.jsonl'],
  (pathOf) => {
    const read = (name: string): Blob => new Blob([readFileSync(pathOf(name))]);

    test.each([
      ['alpaca_52k.jsonl.gz', 'alpaca-jsonl', 52_002],
      ['alpaca_zh_3k.jsonl', 'all-generated-instances', 3_247],
      ['user_oriented_252.jsonl', 'all-generated-instances', 252],
    ] as const)('%s as %s', async (name, format, count) => {
      const tasks = await load(read(name), name);
      expect(tasks).toHaveLength(count);
      const file = await exportOf(makeTasks(tasks, 'imported'), format);
      expect(await load(file)).toEqual(tasks);
    });

    test('seed_tasks_175.jsonl, line by line', async () => {
      const file = read('seed_tasks_175.jsonl');
      const seeds = await readSeeds(file, 'seed_tasks.jsonl', signal);
      const tasks = (seeds.ok ? seeds.value.seeds : []).map(({ id, ...seed }, index) =>
        makeTask({ id: index + 1, origin: 'seed', seedId: id, ...seed }),
      );
      const lines = (await file.text()).trimEnd().split('\n');
      expect(tasks.map((task): unknown => JSON.parse(seedTaskLine(task)))).toEqual(
        lines.map((line): unknown => JSON.parse(line)),
      );
    });
  },
);
