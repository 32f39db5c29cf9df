import { describe, expect, it } from 'vitest';
import { readGuard } from '#workers/files/read-guard.ts';

const read = (text: string, name: string) =>
  readGuard(new Blob([text]), name, new AbortController().signal);

describe('a file of tasks to keep away from', () => {
  it('may be text with a task a line', async () => {
    expect(await read('Name a tree.\r\n\n  Sing a song. \n', 'tasks.txt')).toEqual({
      ok: true,
      value: {
        rows: [
          { instruction: 'Name a tree.', instances: [] },
          { instruction: 'Sing a song.', instances: [] },
        ],
        refused: 0,
      },
    });
  });

  it('may be in the form of the published evaluation tasks', async () => {
    const row = {
      id: 'user_oriented_task_0',
      motivation_app: 'Grammarly',
      instruction: 'Make the sentence shorter.',
      instances: [{ input: 'A long one.', output: 'One.' }],
    };
    expect(await read(`${JSON.stringify(row)}\n{"no":1}\n`, 'user_oriented.jsonl')).toEqual({
      ok: true,
      value: {
        rows: [{ instruction: row.instruction, instances: row.instances }],
        refused: 1,
      },
    });
  });

  it('is refused where it holds nothing', async () => {
    expect(await read(' \n\n', 'empty.txt')).toMatchObject({
      ok: false,
      error: { kind: 'nothing-usable' },
    });
  });
});
