import { describe, expect, test } from 'vitest';
import { LineSplitter } from '#core/formats/line-splitter.ts';
import { formatOf } from '#core/formats/row-forms.ts';
import type { RowTask } from '#core/formats/row-task.ts';
import { TaskReader } from '#core/formats/task-reader.ts';

interface Read {
  readonly tasks: readonly RowTask[];
  readonly format: string | null;
  readonly refused: readonly (readonly [line: number, reason: string])[];
}

function read(text: string, name = 'file.jsonl'): Read {
  const reader = new TaskReader();
  const splitter = new LineSplitter();
  const tasks = [...reader.push([...splitter.push(text), ...splitter.end()]), ...reader.end()];
  return {
    tasks,
    format: reader.form === null ? null : formatOf(reader.form, name),
    refused: reader.refusedRows.map(({ line, reason }) => [line, reason]),
  };
}

const lines = (...rows: unknown[]): string =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

describe('forms', () => {
  test('seed tasks', () => {
    const instances = [{ input: 'i', output: 'o' }];
    const row = { id: 's1', name: 'n', instruction: 'Do it.', instances, is_classification: true };
    expect(read(lines(row))).toEqual({
      tasks: [{ id: 's1', name: 'n', instruction: 'Do it.', instances, isClassification: true }],
      format: 'seed-tasks',
      refused: [],
    });
  });

  test('the 252 user-oriented tasks: no name, no type', () => {
    const row = {
      id: 'u1',
      motivation_app: 'Mail',
      instruction: 'Do it.',
      instances: [{ output: 'o' }],
    };
    expect(read(lines(row))).toMatchObject({
      tasks: [{ instances: [{ input: '', output: 'o' }], isClassification: null }],
      format: 'seed-tasks',
    });
  });

  test('machine_generated_instances: the raw reply is parsed, its form tells the type', () => {
    const generation = {
      instruction: 'Add.',
      raw_instances: 'Example 1\nInput: 1 + 1\nOutput: 2\n\nExample 2\nInput: 2 + 2\nOutput: 4',
    };
    const labelled = {
      instruction: 'Sort mail.',
      raw_instances: 'Class label: spam\nBuy now\nClass label: ham\nHello',
    };
    const cut = {
      instruction: 'Count.',
      raw_instances: 'Example 1\nInput: a\nOutput: 1\nExample 2\nInput: b\nOutput: 2 and',
      instance_metadata: { response: { choices: [{ finish_reason: 'length' }] } },
    };
    const { tasks, format } = read(lines(generation, labelled, cut));
    expect(format).toBe('self-instruct');
    expect(tasks).toEqual([
      {
        instruction: 'Add.',
        instances: [
          { input: '1 + 1', output: '2' },
          { input: '2 + 2', output: '4' },
        ],
        isClassification: false,
      },
      {
        instruction: 'Sort mail.',
        instances: [
          { input: 'Buy now', output: 'spam' },
          { input: 'Hello', output: 'ham' },
        ],
        isClassification: true,
      },
      {
        instruction: 'Count.',
        instances: [{ input: 'a', output: '1' }],
        isClassification: false,
      },
    ]);
  });

  test('machine_generated_instructions: no instances yet', () => {
    const row = { instruction: 'Do.', most_similar: { a: 0.5 }, avg_similarity_score: 0.1 };
    expect(read(lines(row))).toMatchObject({
      tasks: [{ instruction: 'Do.', instances: [], isClassification: null }],
      format: 'self-instruct',
    });
  });

  test('is_clf: the raw reply says yes or no', () => {
    const rows = [' Yes', 'YES\n', 'No', 'yes, it is'].map((reply, index) => ({
      instruction: `Do ${index}.`,
      is_classification: reply,
    }));
    const types = read(lines(...rows)).tasks.map(({ isClassification }) => isClassification);
    expect(types).toEqual([true, true, false, false]);
  });

  test('an instance a line: lines of one instruction that follow each other are one task', () => {
    const rows = [
      { instruction: 'A', input: '1', output: 'x' },
      { instruction: 'A', input: '2', output: 'y' },
      { instruction: 'B', output: 'z' },
      { instruction: 'A', input: '3', output: 'w' },
    ];
    const { tasks, format } = read(lines(...rows));
    expect(format).toBe('alpaca');
    expect(tasks.map(({ instruction, instances }) => [instruction, instances.length])).toEqual([
      ['A', 2],
      ['B', 1],
      ['A', 1],
    ]);
    expect(read(lines(...rows), 'all_generated_instances.jsonl').format).toBe('self-instruct');
  });

  test('what most of the first rows are settles the form', () => {
    const rows = [{ instruction: 'No output' }, 'a', 'b', 'c'].map((row) =>
      typeof row === 'string' ? { instruction: row, input: '', output: row } : row,
    );
    const { tasks, format, refused } = read(lines(...rows));
    expect(format).toBe('alpaca');
    expect(tasks).toHaveLength(3);
    expect(refused).toEqual([[1, 'It has no “output”.']]);
  });
});

describe('refusals', () => {
  const good = { instruction: 'Good.', input: '', output: 'o' };

  test.each([
    ['not json', 'Not a JSON object.'],
    ['{"instruction": "a", "output": "b"', 'Not valid JSON: it is cut off.'],
    ['{"instruction": a}', 'Not valid JSON.'],
    ['[1]', 'A list where a task belongs.'],
    [{ input: 'a', output: 'b' }, 'It has no “instruction”.'],
    [{ instruction: ' ', output: 'b' }, 'Its instruction is empty.'],
    [{ instruction: 3, output: 'b' }, 'Its “instruction” should be text, but it is a number.'],
    [{ instruction: 'a', output: ['b'] }, 'Its “output” should be text, but it is a list.'],
    [{ ...good, input: {} }, 'Its “input” should be text, but it is an object.'],
    [{ ...good, id: [] }, 'Its “id” should be text, but it is a list.'],
    [{ ...good, is_classification: 1 }, /is_classification.* a number/u],
    ['{"__proto__": {"instruction": "a", "output": "b"}}', 'It has no “instruction”.'],
    [`{"instruction":"a","output":${'['.repeat(5000)}${']'.repeat(5000)}}`, /64 brackets deep/u],
  ])('%j', (row, reason) => {
    const { tasks, refused } = read(lines(good, row, { ...good, instruction: 'Also good.' }));
    expect(tasks.map(({ instruction }) => instruction)).toEqual(['Good.', 'Also good.']);
    expect(refused).toEqual([
      [2, typeof reason === 'string' ? reason : expect.stringMatching(reason)],
    ]);
  });

  test('an id that was used before', () => {
    const row = { id: 'a', instruction: 'Do.', instances: [] };
    const { tasks, refused } = read(lines(row, { ...row, id: 'b' }, row));
    expect(tasks).toHaveLength(2);
    expect(refused).toEqual([[3, 'Its id “a” was already used on line 1.']]);
  });

  test('instances that are malformed, by their number', () => {
    const row = (instances: unknown): unknown => ({ instruction: 'Do.', instances });
    const { refused } = read(lines(row([]), row([{ output: 'a' }, { input: 'a' }]), row([null])));
    expect(refused).toEqual([
      [2, 'Instance 2: It has no “output”.'],
      [3, 'Instance 1: Null where an object belongs.'],
    ]);
  });

  test('all are counted, a hundred are kept, prototypes stay clean', () => {
    const reader = new TaskReader();
    const pieces = Array.from({ length: 250 }, (_, index) => ({
      kind: 'row' as const,
      line: index + 1,
      text: `{"__proto__": {"polluted": ${index}}}`,
    }));
    reader.push(pieces);
    reader.end();
    expect(reader.refused).toBe(250);
    expect(reader.refusedRows).toHaveLength(100);
    expect(reader.form).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
