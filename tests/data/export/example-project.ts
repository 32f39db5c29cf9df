import type { Attempt, ModelRequest } from '#core/model/request.ts';
import type { Run } from '#core/model/run.ts';
import { paperRecipe } from '#core/recipes/paper.ts';
import { MemoryProject } from '#tests/support/memory-project.ts';
import { makeTask } from '#tests/support/stored-project.ts';

/** A run in rounds that is over. */
export const run: Run = { ...new MemoryProject(paperRecipe, 10).run, state: 'done' };

const requestOf = (id: number, step: ModelRequest['step'], taskId?: number): ModelRequest => ({
  id,
  runId: 1,
  step,
  index: id + 10,
  round: 4,
  ...(taskId === undefined ? {} : { taskId }),
  api: 'completions',
  model: 'm',
  prefixHash: 'h',
  promptTail: `tail ${id}`,
  decoding: paperRecipe.instruction,
  createdAt: 0,
});

const replyTo = (requestId: number, id: number, text: string): Attempt => ({
  id,
  requestId,
  startedAt: 0,
  endedAt: 1000,
  outcome: {
    kind: 'reply',
    text,
    finishReason: 'stop',
    usage: { promptTokens: 1, completionTokens: 2 },
  },
  booked: { requests: 1, tokens: 3, usd: null },
});

export const seed = makeTask({
  id: 1,
  origin: 'seed',
  instruction: 'Name a bird.',
  seedId: 'seed_a',
  name: 'bird',
  instances: [{ input: '', output: 'Wren' }],
});
export const machine = makeTask({
  id: 2,
  instruction: 'Sort the mail.',
  isClassification: true,
  instances: [
    { input: 'Buy now', output: 'spam' },
    { input: 'Hello', output: 'ham' },
  ],
  novelty: {
    max: 0.5,
    mean: 0.25,
    nearest: [
      { id: 1, score: 0.5 },
      { id: 6, score: 0.125 },
    ],
  },
  provenance: { runId: 1, requestId: 1, item: 0, typeRequestId: 2, instanceRequestId: 3 },
});
export const imported = makeTask({
  id: 3,
  origin: 'imported',
  instruction: 'Count to three.',
  isClassification: null,
  instances: [{ input: '', output: '1 2 3' }],
});
/** What no export takes. */
export const left = [
  makeTask({ id: 4, instruction: 'Incomplete.' }),
  makeTask({
    id: 5,
    instruction: 'Rejected.',
    status: 'rejected',
    instances: [{ input: '', output: 'o' }],
  }),
  makeTask({
    id: 6,
    instruction: '7',
    human: { verdict: 'rejected' },
    instances: [{ input: '', output: 'o' }],
  }),
];
/** Everything beside the tasks: three calls, one of them tried twice, one answered twice. */
export const calls = {
  run,
  texts: [{ hash: 'h', text: 'head ' }],
  requests: [
    requestOf(1, 'instruction'),
    requestOf(2, 'classification', 2),
    requestOf(3, 'instance', 2),
  ],
  attempts: [
    {
      ...replyTo(1, 1, ''),
      outcome: { kind: 'failure', failure: { kind: 'timed-out', message: '' } },
    },
    replyTo(1, 2, ' Sort the mail.'),
    replyTo(2, 3, ' Yes\n'),
    replyTo(3, 4, 'Class label: spam\nBuy now\nClass label: ham\nHello'),
    replyTo(3, 5, 'a late one'),
  ] satisfies Attempt[],
};
