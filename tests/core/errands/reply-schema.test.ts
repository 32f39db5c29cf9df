import { expect, it } from 'vitest';
import { replySchemaOf } from '#core/errands/reply-schema.ts';
import { answerOf } from '#core/errands/answer-of.ts';

const chat = { connection: { api: 'chat' } } as const;
const basis = { instruction: '', instances: '' };
const scoreOf = (kind: 'judge', scale?: { least: number; most: number }): unknown => {
  const { properties } = replySchemaOf({ ...chat, kind, ...(scale && { scale }) })?.schema ?? {};
  return (properties as { score: unknown }).score;
};

it('a judge’s reply has a score of the rubric’s scale, listed one by one, and a reason', () => {
  expect(replySchemaOf({ ...chat, kind: 'judge', scale: { least: 0, most: 2 } })).toMatchObject({
    name: 'judgement',
    schema: {
      properties: { score: { type: 'integer', enum: [0, 1, 2] }, reason: { type: 'string' } },
      required: ['score', 'reason'],
      additionalProperties: false,
    },
  });
  expect(scoreOf('judge')).toMatchObject({ enum: [1, 2, 3, 4, 5] });
  expect(scoreOf('judge', { least: 1, most: 1000 })).not.toHaveProperty('enum');
  expect(scoreOf('judge', { least: 0, most: 1.5 })).toMatchObject({ type: 'number' });
});

it('other errands, and base models, are asked for text', () => {
  expect(replySchemaOf({ ...chat, kind: 'repair' })).toBeUndefined();
  expect(replySchemaOf({ ...chat, kind: 'regenerate' })).toBeUndefined();
  expect(replySchemaOf({ kind: 'judge', connection: { api: 'completions' } })).toBeUndefined();
});

it.each([
  ['{"score": 4, "reason": "Clear."}', { kind: 'score', score: 4, reason: 'Clear.' }],
  ['Score: 4\nReason: Clear.', { kind: 'score', score: 4, reason: 'Clear.' }],
  ['{"score": 9, "reason": "Great."}', { kind: 'bad', reason: 'off-scale' }],
])('%s is read whichever form it has', (text, answer) => {
  const outcome = { kind: 'reply', text, finishReason: 'stop' } as const;
  expect(answerOf({ kind: 'judge' }, basis, outcome, { stops: [] })).toEqual(answer);
});

it('an object that was cut before it ended gives no score', () => {
  const outcome = { kind: 'reply', text: '{"score": 4, "rea', finishReason: 'length' } as const;
  expect(answerOf({ kind: 'judge' }, basis, outcome, { stops: [] })).toEqual({
    kind: 'bad',
    reason: 'cut',
  });
});
