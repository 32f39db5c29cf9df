import { afterEach, describe, expect, test } from 'vitest';
import type { Task } from '#core/model/task.ts';
import type { ProjectDb } from '#data/project-db.ts';
import type { Commit } from '#data/project-repository.ts';
import { storeProject } from '#tests/support/stored-project.ts';
import { calls, imported, left, machine, seed } from './example-project.ts';
import { exportLines, planFor } from './exported-lines.ts';

const opened: ProjectDb[] = [];

async function store(
  tasks: readonly Task[],
  commit: Omit<Commit, 'pages'> = {},
): Promise<ProjectDb> {
  const db = await storeProject(tasks, commit);
  opened.push(db);
  return db;
}

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

describe('what the published files hold, field by field', () => {
  const metadata = (id: number, text: string): unknown => ({
    prompt: `head tail ${id}`,
    response: {
      choices: [{ text, index: 0, finish_reason: 'stop' }],
      model: 'm',
      usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    },
    created_at: '1970-01-01T00:00:01.000Z',
  });
  const most_similar = { '7': 0.125, 'Name a bird.': 0.5 };

  test('seed tasks, and only these', async () => {
    const db = await store([seed, machine, imported, ...left], calls);
    const { fileName, lines } = await exportLines(db, planFor('seed-tasks'));
    expect(fileName).toBe('seed_tasks.jsonl');
    expect(lines).toEqual([
      {
        id: 'seed_a',
        name: 'bird',
        instruction: 'Name a bird.',
        instances: [{ input: '', output: 'Wren' }],
        is_classification: false,
      },
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      'id',
      'name',
      'instruction',
      'instances',
      'is_classification',
    ]);
  });

  test('machine-generated instructions', async () => {
    const db = await store([seed, machine, imported, ...left], calls);
    const plan = planFor('machine-generated-instructions', { includeSeeds: true });
    const { fileName, file, lines } = await exportLines(db, plan);
    expect(fileName).toBe('machine_generated_instructions.jsonl');
    expect(lines).toEqual([
      {
        instruction: 'Sort the mail.',
        most_similar,
        avg_similarity_score: 0.25,
        metadata: metadata(1, ' Sort the mail.'),
        request_idx: 4,
      },
      // Accepted in step 1, whatever became of it later.
      {
        instruction: 'Incomplete.',
        most_similar: {},
        avg_similarity_score: null,
        metadata: null,
        request_idx: null,
      },
    ]);
    const order =
      /^\{"instruction":.*"most_similar":\{"Name a bird\.":0\.5,"7":0\.125\},"avg_similarity_score":.*"metadata":.*"request_idx":4\}\n/su;
    expect(await file.text()).toMatch(order);
  });

  test('classification or not, in the raw words of the reply', async () => {
    const db = await store([seed, machine, imported, ...left], calls);
    const { fileName, lines } = await exportLines(
      db,
      planFor('is-classification', { includeImported: true }),
    );
    expect(fileName).toBe('is_clf_or_not_davinci_template_1.jsonl');
    expect(lines).toEqual([
      { instruction: 'Sort the mail.', is_classification: ' Yes\n' },
      { instruction: 'Incomplete.', is_classification: ' No' },
    ]);
  });

  test('machine-generated instances', async () => {
    const db = await store([seed, machine, imported, ...left], calls);
    const { fileName, lines } = await exportLines(db, planFor('machine-generated-instances'));
    const raw_instances = 'Class label: spam\nBuy now\nClass label: ham\nHello';
    expect(fileName).toBe('machine_generated_instances.jsonl');
    expect(lines).toEqual([
      {
        instruction: 'Sort the mail.',
        raw_instances,
        instance_metadata: metadata(3, raw_instances),
        instruction_metadata: metadata(1, ' Sort the mail.'),
        most_similar,
        avg_similarity_score: 0.25,
      },
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      ...['instruction', 'raw_instances', 'instance_metadata', 'instruction_metadata'],
      ...['most_similar', 'avg_similarity_score'],
    ]);
  });

  test.each([
    ['all-generated-instances', 'all_generated_instances.jsonl'],
    ['alpaca-jsonl', 'alpaca_data.jsonl'],
  ] as const)('%s: a line an instance', async (format, name) => {
    const db = await store([seed, machine, imported, ...left], calls);
    const { fileName, lines, tasks } = await exportLines(db, planFor(format));
    expect([fileName, tasks]).toEqual([name, 1]);
    expect(lines.map((line) => Object.entries(line))).toEqual([
      [
        ['instruction', 'Sort the mail.'],
        ['input', 'Buy now'],
        ['output', 'spam'],
      ],
      [
        ['instruction', 'Sort the mail.'],
        ['input', 'Hello'],
        ['output', 'ham'],
      ],
    ]);
    const all = await exportLines(
      db,
      planFor(format, { includeSeeds: true, includeImported: true }),
    );
    expect([all.rows, all.tasks]).toEqual([4, 3]);
  });

  test.each([
    [
      'chat-messages',
      'chat_messages.jsonl',
      'messages',
      ['role', 'content'],
      ['user', 'assistant'],
    ],
    ['sharegpt', 'sharegpt.jsonl', 'conversations', ['from', 'value'], ['human', 'gpt']],
  ] as const)('%s: an exchange an instance', async (format, name, list, [who, what], speakers) => {
    const bare = { ...machine, instances: [{ input: '', output: 'ham' }, ...machine.instances] };
    const db = await store([seed, bare, imported, ...left], calls);
    const { fileName, lines, rows } = await exportLines(db, planFor(format));
    expect([fileName, rows]).toEqual([name, 3]);
    const exchanges = [
      ['Sort the mail.', 'ham'],
      ['Sort the mail.\n\nBuy now', 'spam'],
      ['Sort the mail.\n\nHello', 'ham'],
    ];
    expect(lines).toEqual(
      exchanges.map((turns) => ({
        [list]: turns.map((text, turn) => ({ [who]: speakers[turn], [what]: text })),
      })),
    );
  });

  test('what people edited stands in for what was made', async () => {
    const edited = {
      ...machine,
      human: {
        edit: {
          instruction: 'Sort letters.',
          instances: [{ input: 'Hi', output: 'ham' }],
          isClassification: false,
        },
      },
    };
    const db = await store([seed, edited], calls);
    expect((await exportLines(db, planFor('alpaca-jsonl'))).lines).toEqual([
      { instruction: 'Sort letters.', input: 'Hi', output: 'ham' },
    ]);
    expect((await exportLines(db, planFor('is-classification'))).lines).toEqual([
      { instruction: 'Sort letters.', is_classification: ' No' },
    ]);
    expect((await exportLines(db, planFor('machine-generated-instances'))).lines).toMatchObject([
      { raw_instances: 'Input: Hi\nOutput: ham', instance_metadata: null },
    ]);
  });
});
