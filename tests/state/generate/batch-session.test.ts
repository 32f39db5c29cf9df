import { describe, expect, it } from 'vitest';
import type { BatchReport, HandOver, HandOverPlan } from '#core/contracts/batch-api.ts';
import { openAiLimits } from '#core/batch/plan-shards.ts';
import { failure, success } from '#core/model/result.ts';
import { BatchSession, type BatchPorts } from '#state/generate/batch-session.svelte.ts';
import type { FileFolder } from '#state/files/file-folder.ts';
import { reportWords } from '#ui/parts/generate/batch-words.ts';

const plan: HandOverPlan = { step: 'instance', limits: openAiLimits };

const report = (name: string): BatchReport => ({
  name,
  lines: 3,
  taken: 1,
  alreadyThere: 1,
  errors: 1,
  refused: 0,
  applied: 1,
  waiting: 2,
  errorLines: [],
  refusedLines: [],
});

/** A project with `files` files to hand over; notes in which order it is asked. */
function ports(files: number, asked: string[] = []): BatchPorts {
  const shards = Array.from({ length: files }, (_, index) => ({
    fileName: `${index}.jsonl`,
    requests: 2,
    bytes: 10,
  }));
  const handOver: HandOver = { step: 'instance', requests: 2 * files, again: 0, shards };
  return {
    batchWork: () => Promise.resolve(success([{ step: 'instance', needed: 6, away: 4 }])),
    handOver: () => Promise.resolve(success(handOver)),
    handOverShard: (index) => {
      asked.push(`write ${index}`);
      const file = new Blob([`line of ${index}\n`]);
      return Promise.resolve(
        index < files ? success({ file, fileName: `${index}.jsonl` }) : failure({ message: 'no' }),
      );
    },
    recallBatch: () => Promise.resolve(success({ requests: 4 })),
    takeBatchResults: async (file) => {
      asked.push(`begin ${file.name}`);
      await Promise.resolve();
      asked.push(`end ${file.name}`);
      return file.name === 'bad' ? failure({ message: 'no results' }) : success(report(file.name));
    },
  };
}

function memoryFolder(): FileFolder & { readonly files: Map<string, string> } {
  const files = new Map<string, string>();
  const write = async (name: string, file: Blob): Promise<void> => {
    files.set(name, await file.text());
  };
  return { name: 'folder', files, write };
}

describe('a hand-over on the screen', () => {
  it('writes every planned file into a folder, one after the other', async () => {
    const asked: string[] = [];
    const batch = new BatchSession(ports(3, asked));
    await batch.plan(plan);
    expect(batch.handOver?.shards).toHaveLength(3);
    expect(batch.away).toBe(4);
    const folder = memoryFolder();
    await batch.write([0, 1, 2], folder);
    expect(asked).toEqual(['write 0', 'write 1', 'write 2']);
    expect([...folder.files]).toEqual([
      ['0.jsonl', 'line of 0\n'],
      ['1.jsonl', 'line of 1\n'],
      ['2.jsonl', 'line of 2\n'],
    ]);
    expect([...batch.written]).toEqual([0, 1, 2]);
    await batch.plan(plan);
    expect(batch.written.size).toBe(0);
  });

  it('stops at a file that cannot be written, and says why', async () => {
    const batch = new BatchSession(ports(1));
    await batch.plan(plan);
    await batch.write([0, 7], memoryFolder());
    expect(batch.failure).toBe('no');
    expect([...batch.written]).toEqual([0]);
    expect(batch.doing).toBeNull();
    const full: FileFolder = { name: 'full', write: () => Promise.reject(new Error('disk full')) };
    await batch.write([0], full);
    expect(batch.failure).toContain('disk full');
  });

  it('reads result files one at a time, and keeps what became of each', async () => {
    const asked: string[] = [];
    const batch = new BatchSession(ports(1, asked));
    await Promise.all(['a', 'bad', 'c'].map((name) => batch.take(new File(['{}'], name))));
    expect(asked).toEqual(['begin a', 'end a', 'begin bad', 'end bad', 'begin c', 'end c']);
    expect(batch.read).toEqual([
      { name: 'c', report: report('c') },
      { name: 'bad', message: 'no results' },
      { name: 'a', report: report('a') },
    ]);
    expect(batch.reading).toBeNull();
    expect(reportWords(report('a'))).toBe(
      '3 lines: 1 taken, 1 there already, 1 failed in the batch. 1 reply took effect. ' +
        '2 stored replies wait for earlier ones, or for a higher target.',
    );
  });
});
