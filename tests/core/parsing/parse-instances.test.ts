import { describe, expect, it } from 'vitest';
import { parseInstances } from '#core/parsing/parse-instances.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { paperRecipe } from '#core/recipes/paper.ts';

const parse = (text: string, isClassification = false, finish: 'stop' | 'length' = 'stop') =>
  parseInstances(paperRecipe, isClassification, text, finish, keyedRandom(1, 'test', 0)).instances;
const pairs = (text: string, isClassification = false): string[][] =>
  parse(text, isClassification).map(({ input, output }) => [input, output]);

describe('parseInstances, recipe paper, input first', () => {
  it('reads blocks, and text before the first one', () => {
    expect(pairs('Example 1\nInput: a\nOutput: b\nExample 2.\nName: c\nOutput 2: d')).toEqual([
      ['a', 'b'],
      ['Name: c', 'd'],
    ]);
    expect(pairs('Input: a\nOutput: b\nExample 2\nOutput: c')).toEqual([
      ['a', 'b'],
      ['', 'c'],
    ]);
  });

  it('splits at "Example" inside a sentence too, as published', () => {
    expect(pairs('Output: For Example, salt.')).toEqual([
      ['', 'For'],
      ['', ', salt.'],
    ]);
  });

  it('takes a block without an output marker as the output', () => {
    expect(pairs('Example 1\nIt rains.\nInput: x')).toEqual([['', 'It rains.']]);
  });

  it('takes a reply with an output marker alone as one block, and one with neither as nothing', () => {
    expect(pairs('a\nOutput: b')).toEqual([['a', 'b']]);
    expect(pairs('It rains.')).toEqual([]);
    expect(pairs('output: b')).toEqual([]);
  });

  it('ends an output at the next output or input marker, with no word boundary', () => {
    expect(pairs('Input 1: a\nOutput 1: b\nInput 2: c\nOutput 2: d')).toEqual([['a', 'b']]);
    expect(pairs('x\nmyOutput ٣ : b Output: c')).toEqual([['x\nmy', 'b']]);
  });

  it('takes one input marker off the very start only', () => {
    expect(pairs('Input:Input: a\nOutput: b')).toEqual([['Input: a', 'b']]);
    expect(pairs('So Input: a\nOutput: b')).toEqual([['So Input: a', 'b']]);
  });

  it('knows ASCII colons only', () => {
    expect(pairs('Output： b')).toEqual([]);
  });
});

describe('parseInstances, recipe paper, output first', () => {
  it('takes the first line as the label and the rest as the input', () => {
    expect(pairs('Well.\nClass label: warm\nTea.\n\nMore.\nClass label: cold', true)).toEqual([
      ['Tea.\n\nMore.', 'warm'],
      ['', 'cold'],
    ]);
  });

  it('lets an empty label swallow the next line, as published', () => {
    expect(pairs('Class label:\nwarm\nTea.', true)).toEqual([['Tea.', 'warm']]);
  });

  it('splits at exactly its marker', () => {
    expect(pairs('class label: warm\nClass label : cold', true)).toEqual([]);
    expect(pairs('Class label: a\nsays Class label: b\nx', true)).toEqual([
      ['says', 'a'],
      ['x', 'b'],
    ]);
  });

  it('loses the last one of a reply cut by length', () => {
    expect(parse('Class label: a\nx\nClass label: b\ny', true, 'length')).toEqual([
      { input: 'x', output: 'a' },
    ]);
  });
});
