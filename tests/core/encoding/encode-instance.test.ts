import { describe, expect, it } from 'vitest';
import { encodeInstance } from '#core/encoding/encode-instance.ts';

const every = (input: string): string[] => {
  const values = Array.from({ length: 84 }, (_, index) => index / 84);
  const rows = values.map((value) => {
    const instance = { input, output: ' $& {input}\n' };
    const { prompt, completion } = encodeInstance(' Say $1 ', instance, () => value);
    return `${prompt}|${completion}`;
  });
  return [...new Set(rows)];
};

describe('encodeInstance', () => {
  it('has seven forms with an input and six without, texts put in as they are', () => {
    expect(every(' {output} ')).toEqual([
      'Say $1\nInput: {output}\nOutput:| $& {input}<|endoftext|>',
      'Say $1\n\nInput: {output}\n\nOutput:| $& {input}<|endoftext|>',
      'Task: Say $1\nInput: {output}\nOutput:| $& {input}<|endoftext|>',
      'Say $1\n\n{output}\n\nOutput:| $& {input}<|endoftext|>',
      'Say $1\n\n{output}\n\n|$& {input}<|endoftext|>',
      'Say $1\n{output}\n\n|$& {input}<|endoftext|>',
      'Task: Say $1\n\n{output}\n\n|$& {input}<|endoftext|>',
    ]);
    expect(every(' \u0085')).toEqual([
      'Say $1 Output:| $& {input}<|endoftext|>',
      'Say $1\nOutput:| $& {input}<|endoftext|>',
      'Say $1\n\nOutput:| $& {input}<|endoftext|>',
      'Say $1\n|$& {input}<|endoftext|>',
      'Say $1\n\n|$& {input}<|endoftext|>',
      'Task: Say $1\n\n|$& {input}<|endoftext|>',
    ]);
  });
});
