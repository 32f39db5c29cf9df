import { afterEach, describe, expect, test } from 'vitest';
import type { Task } from '#core/model/task.ts';
import { previewExport, writeExport } from '#data/export/write-export.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';
import { exportLines, planFor, watch } from './exported-lines.ts';

const opened: ProjectDb[] = [];

async function store(tasks: readonly Task[]): Promise<ProjectDb> {
  const db = await storeProject(tasks);
  opened.push(db);
  return db;
}

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

const many = Array.from({ length: 9000 }, (_, index) =>
  makeTask({
    id: index + 1,
    instruction: `Do ${index}.`,
    instances: [{ input: index % 2 === 0 ? '' : `number: ${index}`, output: `Done ${index}` }],
  }),
);

describe('fine-tuning data', () => {
  test('every instance once, shuffled, the same for the same seed', async () => {
    const db = await store(many);
    const first = await exportLines(db, planFor('finetuning'));
    expect(first.fileName).toBe('gpt3_finetuning_data_9000.jsonl');
    const completions = first.lines.map(({ completion }) => String(completion).trim());
    expect(completions.toSorted()).toEqual(
      many.map((_, index) => `Done ${index}<|endoftext|>`).toSorted(),
    );
    expect(completions.slice(0, 50)).not.toEqual(completions.slice(0, 50).toSorted());
    expect(first.lines.every((line) => Object.keys(line).join() === 'prompt,completion')).toBe(
      true,
    );
    const again = await writeExport(db, planFor('finetuning'), watch());
    expect(await again.file.text()).toBe(await first.file.text());
    const other = await writeExport(db, planFor('finetuning', { seed: 2 }), watch());
    expect(await other.file.text()).not.toBe(await first.file.text());
  });

  test('rows that are the same to the letter stand there once', async () => {
    const instances = Array.from({ length: 60 }, () => ({ input: '', output: 'same' }));
    const db = await store([
      makeTask({ id: 1, instruction: 'Do.', instances }),
      makeTask({ id: 2, instruction: 'Do. ', instances }),
    ]);
    const { lines, tasks } = await exportLines(db, planFor('finetuning'));
    // Six published forms for an instance without input.
    expect(lines).toHaveLength(6);
    expect(tasks).toBe(2);
  });
});

describe('samples', () => {
  test('that many instructions, by the seed, in order', async () => {
    const db = await store(many);
    const pick = async (sampleSeed: number): Promise<unknown[]> =>
      (await exportLines(db, planFor('alpaca-jsonl', { sample: 100, seed: sampleSeed }))).lines.map(
        ({ instruction }) => instruction,
      );
    const first = await pick(1);
    expect(new Set(first).size).toBe(100);
    expect(await pick(1)).toEqual(first);
    expect(await pick(2)).not.toEqual(first);
    const numbers = first.map((text) => Number(String(text).slice(3, -1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect((await exportLines(db, planFor('alpaca-jsonl', { sample: 1e6 }))).tasks).toBe(9000);
  });
});

test('CSV begins with a mark that tells spreadsheets its encoding, and a row that is none of its tasks', async () => {
  const instances = [
    { input: 'größer', output: '=1+1' },
    { input: '', output: 'b' },
  ];
  const db = await store([
    makeTask({ id: 1, instruction: 'Wähle, bitte.', instances, isClassification: true }),
    makeTask({ id: 2, instruction: 'Do.', instances: instances.slice(1), isClassification: null }),
  ]);
  const { file, rows, tasks, fileName } = await writeExport(db, planFor('csv'), watch());
  expect({ rows, tasks, fileName }).toEqual({ rows: 3, tasks: 2, fileName: 'tasks.csv' });
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = [
    'instruction,input,output,is_classification',
    '"Wähle, bitte.",größer,=1+1,true',
    '"Wähle, bitte.",,b,true',
    'Do.,,b,',
  ];
  expect(new TextDecoder().decode(bytes)).toBe(`${lines.join('\n')}\n`);
  expect(await previewExport(db, planFor('csv'), watch().signal)).toEqual({ lines, rows, tasks });
});

test('an export that is cancelled stops', async () => {
  const db = await store(many);
  const controller = new AbortController();
  const onStep = (): void => controller.abort();
  const written = writeExport(db, planFor('alpaca-jsonl'), { signal: controller.signal, onStep });
  await expect(written).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
});

test('an empty project gives an empty file', async () => {
  const db = await store([]);
  expect(await exportLines(db, planFor('finetuning'))).toMatchObject({ rows: 0, tasks: 0 });
});
