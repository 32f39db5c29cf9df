import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from '#core/errands/answer-of.ts';
import { basisOf } from '#core/errands/task-basis.ts';
import type { ErrandAnswer } from '#core/model/errand.ts';
import type { ErrandKind, FinishReason } from '#core/model/model-call.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { showSections } from '#core/prompts/errand-sections.ts';
import { plainTasks } from '#tests/support/memory-errand.ts';

const [task] = plainTasks(1) as [Task];
const basis = basisOf(task);

function read(kind: ErrandKind, text: string, finishReason: FinishReason = 'stop'): ErrandAnswer {
  const scale = { least: 1, most: 5 };
  return answerOf({ kind, scale }, basis, { kind: 'reply', text, finishReason }, { stops: [] });
}

describe('a score', () => {
  const scores: readonly [string, number, string][] = [
    ['Score: 4\nReason: clear.', 4, 'clear.'],
    ['**Score:** 3/5\n\n**Reason:** The output is thin.', 3, 'The output is thin.'],
    ['score - 2 out of 5\nreason - n', 2, 'reason - n'],
    ['```json\n{"score": 5, "reason": "right"}\n```', 5, 'right'],
    ['Here you go: {"rating": "4", "explanation": "good"} Bye.', 4, 'good'],
    ['4', 4, ''],
    ['5. It is complete.', 5, 'It is complete.'],
    ['Reason: two of 7 words are wrong.\nScore: 2', 2, 'two of 7 words are wrong.'],
    [
      'On a scale from 1 to 5, I give it a rating of 4.',
      4,
      'On a scale from 1 to 5, I give it a rating of 4.',
    ],
    ['<think>maybe 2?</think>\nScore: 3\nReason: so', 3, 'so'],
    ['### Score: 4.5\nReason: between', 4.5, 'between'],
    ['Score: 4\nReason: it is cut in the mid', 4, 'it is cut in the mid'],
  ];
  it.each(scores)('is read from %j', (text, score, reason) => {
    expect(read('judge', text)).toEqual({ kind: 'score', score, reason });
  });

  it.each([
    ['', 'empty'],
    ['Score: 9\nReason: off', 'off-scale'],
    ['Score: 8/10', 'off-scale'],
    ['Score: -3', 'off-scale'],
    ['A very good task indeed.', 'no-score'],
  ])('is missed in %j', (text, reason) => {
    expect(read('judge', text)).toEqual({ kind: 'bad', reason });
  });

  it('is cut where the reply ended before it', () => {
    expect(read('judge', 'Let me think about', 'length')).toEqual({ kind: 'bad', reason: 'cut' });
  });
});

describe('a mended task', () => {
  const whole =
    '=== Instruction ===\nName it.\n=== Input ===\na\nb\n=== Output ===\nc\n=== End ===';
  const proposal = {
    kind: 'proposal',
    instruction: 'Name it.',
    instances: [{ input: 'a\nb', output: 'c' }],
  };

  it.each([
    ['the form asked for', whole],
    ['a fence around it', `\`\`\`\n${whole}\n\`\`\``],
    ['words before and after', `Sure.\n\n${whole}\n\nAnything else?`],
    ['headings', '### Instruction\nName it.\n### Input:\na\nb\n### Output:\nc'],
    ['labels', 'Instruction: Name it.\nInput:\na\nb\nOutput: c'],
    ['bold labels', '**Instruction:** Name it.\n**Input:**\na\nb\n**Output:** c'],
    ['JSON', '{"instruction": "Name it.", "instances": [{"input": "a\\nb", "output": "c"}]}'],
    ['a single example in JSON', '{"instruction": "Name it.", "input": "a\\nb", "output": "c"}'],
    ['CRLF', whole.replaceAll('\n', '\r\n')],
  ])('is read from %s', (_, text) => {
    expect(read('repair', text)).toEqual(proposal);
  });

  it('says only what differs from what was asked about', () => {
    const same = `=== Instruction ===\n${task.instruction}\n${showSections(task.instances)}\n=== End ===`;
    expect(read('repair', same)).toEqual({ kind: 'unchanged' });
    expect(read('repair', 'NO CHANGE')).toEqual({ kind: 'unchanged' });
    expect(read('repair', same.replace('number', 'no.'))).toEqual({
      kind: 'proposal',
      instruction: 'Describe object no. 1.',
    });
    const output = same.replace('It is', 'That is');
    expect(read('repair', output)).toEqual({
      kind: 'proposal',
      instances: [{ input: '', output: 'That is number 1.' }],
    });
  });

  it('is no proposal where its end is cut, an output is missing, or nothing is there', () => {
    const cut = whole.replace('\n=== End ===', '');
    expect(read('repair', cut, 'length')).toEqual({ kind: 'bad', reason: 'cut' });
    expect(read('repair', whole, 'length')).toEqual(proposal);
    expect(read('repair', '=== Instruction ===\nx\n=== Input ===\ny')).toMatchObject({
      reason: 'no-output',
    });
    expect(read('repair', '=== Output ===\n\n=== End ===')).toMatchObject({ reason: 'no-output' });
    expect(read('repair', 'I am sorry, I cannot do that.')).toMatchObject({ reason: 'no-task' });
  });

  it('leaves JSON within an output alone', () => {
    expect(read('repair', 'Instruction: Give JSON.\nOutput: {"output": "y"}')).toEqual({
      kind: 'proposal',
      instruction: 'Give JSON.',
      instances: [{ input: '', output: '{"output": "y"}' }],
    });
  });
});

describe('new examples', () => {
  it('are read without the instruction, and none is no answer', () => {
    const text =
      '=== Instruction ===\nOther.\n=== Input ===\n(none)\n=== Output ===\nnew\n=== End ===';
    expect(read('regenerate', text)).toEqual({
      kind: 'proposal',
      instances: [{ input: '', output: 'new' }],
    });
    expect(read('regenerate', '=== Instruction ===\nOther.\n=== End ===')).toEqual({
      kind: 'bad',
      reason: 'no-examples',
    });
  });

  it('come back as they were written, whatever they say', () => {
    const text = fc
      .array(fc.constantFrom('a', 'Ω', '\n', ' ', '{', '#', 'Input', ':', '**', '==', '"'))
      .map((parts) => parts.join('').trim())
      .filter((value) => value !== '' && !/^(no ?input|none|empty|n\/a)/i.test(value));
    const instance: fc.Arbitrary<Instance> = fc.record({
      input: fc.oneof(fc.constant(''), text),
      output: text,
    });
    fc.assert(
      fc.property(fc.array(instance, { minLength: 1, maxLength: 4 }), (instances) => {
        const reply = `${showSections(instances)}\n=== End ===`;
        fc.pre(
          !instances.some(({ input, output }) => /^[\s>*_]*={2,}/m.test(`${input}\n${output}`)),
        );
        expect(read('regenerate', reply)).toEqual({ kind: 'proposal', instances });
      }),
    );
  });
});

describe('any reply', () => {
  it('gives an answer and never throws, cut anywhere', () => {
    const pieces = fc.constantFrom(
      '=== Instruction ===\n',
      '=== Output ===\n',
      '=== End ===',
      'Score: ',
      '4',
      '/',
      '10',
      '{',
      '"score": 3',
      '}',
      '```',
      '\n',
      'Reason: ',
      '### Input\n',
      '<think>',
      '</think>',
      '\u2028',
      '-',
    );
    const reply = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    const kinds = fc.constantFrom('judge', 'repair', 'regenerate');
    const reasons = fc.constantFrom('stop', 'length', 'content-filter');
    fc.assert(
      fc.property(kinds, reply, reasons, (kind, text, finishReason) => {
        const answer = read(kind, text, finishReason);
        if (answer.kind === 'score') expect(answer.score >= 1 && answer.score <= 5).toBe(true);
        if (answer.kind === 'proposal') {
          expect(answer.instances?.every(({ output }) => output !== '') ?? true).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is read in a moment, however long and strange', () => {
    const long = [
      'score '.repeat(50_000),
      '*'.repeat(200_000),
      '{'.repeat(100_000),
      '= '.repeat(99_999),
    ];
    for (const text of long) {
      expect(['bad', 'unchanged']).toContain(read('judge', text).kind);
      expect(['bad', 'unchanged']).toContain(read('repair', text).kind);
    }
  }, 5_000);
});
