import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

const parse = (text: string, isClassification = false) =>
  parseInstances(modernRecipe, isClassification, text, 'stop', keyedRandom(1, 'test', 0));
const pairs = (text: string, isClassification = false): string[][] =>
  parse(text, isClassification).instances.map(({ input, output }) => [input, output]);

describe('parseInstances, recipe modern, input first', () => {
  const expected = [
    ['a', 'b'],
    ['Name: c', 'd'],
  ];

  it.each([
    ['plain', 'Example 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d'],
    ['other case', 'EXAMPLE 1\ninput: a\nOUTPUT: b\nexample 2\nName: c\noutput: d'],
    [
      'bold',
      '**Example 1**\n**Input:** a\n**Output:** b\n\n**Example 2:**\nName: c\n**Output**: d',
    ],
    ['headings', '### Example 1\nInput: a\nOutput: b\n\n### Example 2:\nName: c\nOutput: d'],
    [
      'the task repeated',
      'Task: Say it.\nExample 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d',
    ],
    [
      'a preamble',
      'Here are some:\n\nExample 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d',
    ],
    ['a fence', '```text\nExample 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d\n```'],
    ['text on the marker line', 'Example 1: Input: a\nOutput: b\nExample 2.\nName: c\nOutput: d'],
    [
      'a task of its own after',
      'Example 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d\n\nTask: Go',
    ],
    [
      'reasoning',
      '<think>Example 1</think>Example 1\nInput: a\nOutput: b\nExample 2\nName: c\nOutput: d',
    ],
    ['wide colons', 'Example 1\nInput：a\nOutput：b\nExample 2\nName: c\nOutput：d'],
  ])('reads blocks: %s', (_, text) => {
    expect(pairs(text)).toEqual(expected);
  });

  it('counts markers only at the start of a line', () => {
    const text = 'Output: For Example 2, the Output: is salt.\nExamples are many.\nExample:\nsalt';
    expect(pairs(text)).toEqual([['', text.slice('Output: '.length)]]);
  });

  it('reads a reply that is one output, over several lines', () => {
    expect(pairs('Output:\n1. Boil\n2. Stir\n\nTask 2: wait')).toEqual([
      ['', '1. Boil\n2. Stir\n\nTask 2: wait'],
    ]);
  });

  it('takes a stand-in for no input as none', () => {
    for (const none of ['<noinput>', 'None', 'N/A', '(none)', 'No input needed.']) {
      expect(pairs(`Example 1\nInput: ${none}\nOutput: b`), none).toEqual([['', 'b']]);
    }
    expect(pairs('Example 1\nInput: none of it\nOutput: b')).toEqual([['none of it', 'b']]);
  });

  it('finds nothing in a reply without markers', () => {
    expect(pairs('It rains.')).toEqual([]);
  });
});

describe('parseInstances, recipe modern, output first', () => {
  it('reads labels in chat dress', () => {
    const expected = [
      ['Tea.', 'warm'],
      ['Ice.', 'cold'],
    ];
    for (const text of [
      'Class label: warm\nTea.\nClass label: cold\nIce.',
      'Task: Say it.\n**Class label:** warm\nInput: Tea.\n\n**Class Label: cold**\nIce.',
      '### Class label: warm\nTea.\n### Class label: cold\nIce.',
      'Sure.\n\nclass label: **warm**\nTea.\n\nclass label: cold\nIce.',
    ]) {
      expect(pairs(text, true), text).toEqual(expected);
    }
  });

  it('finds an empty label invalid and leaves the next line alone', () => {
    const { instances, losses } = parse('Class label:\nwarm\nTea.\nClass label: cold\nIce.', true);
    expect(instances).toEqual([{ input: 'Ice.', output: 'cold' }]);
    expect(losses.invalid).toBe(1);
  });

  it('counts labels only at the start of a line', () => {
    expect(pairs('Class label: a\nsays Class label: b\nx', true)).toEqual([
      ['says Class label: b\nx', 'a'],
    ]);
  });
});

describe('parseInstances, recipe modern, any text', () => {
  const part = fc.constantFrom(
    ...[
      '\n',
      '\n',
      'Example 1',
      'Input:',
      'Output:',
      'Class label:',
      'Task:',
      '**',
      '# ',
      'a',
      ' ',
    ],
  );

  it('takes a label out of bold marks together with the space in them', () => {
    expect(pairs('Class label: a **\nA text', true)).toEqual([['A text', 'a']]);
  });

  it('gives trimmed instances that have an output', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.boolean(), (parts, isClassification) => {
        for (const [input = '', output = ''] of pairs(parts.join(''), isClassification)) {
          expect(input).toBe(input.trim());
          expect(output).toBe(output.trim());
          expect(output).not.toBe('');
        }
      }),
    );
  });

  it('reads back every set of plain instances', () => {
    const word = fc.stringMatching(/^[a-z]{2,6}( [a-z]{2,6}){0,3}$/);
    const distinct = fc.uniqueArray(word, { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(distinct, (words) => {
        const half = Math.floor(words.length / 2);
        const shown = words
          .slice(0, half)
          .map((input, index) => [input, words[half + index] ?? '']);
        const generation = shown.map(
          ([input = '', output = ''], index) =>
            `Example ${index + 1}\nInput: ${input}\nOutput: ${output}\n`,
        );
        const labelled = shown.map(
          ([input = '', output = '']) => `Class label: ${output}\n${input}\n`,
        );
        fc.pre(shown.flat().every((text) => !['none', 'no input'].includes(text)));
        expect(pairs(generation.join('\n'))).toEqual(shown);
        expect(pairs(labelled.join(''), true)).toEqual(shown);
      }),
    );
  });
});
