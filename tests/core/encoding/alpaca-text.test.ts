import { describe, expect, it } from 'vitest';
import { alpacaText } from '#core/encoding/alpaca-text.ts';

describe('alpacaText', () => {
  it('has sections for instruction, input and response', () => {
    const { prompt, response } = alpacaText(' Add them. ', { input: '2, 3\n', output: ' 5 ' });
    expect(prompt).toMatch(
      /^[^#]+\n\n### Instruction:\nAdd them\.\n\n### Input:\n2, 3\n\n### Response:\n$/,
    );
    expect(response).toBe('5');
  });

  it('leaves the input out where there is none', () => {
    const { prompt } = alpacaText('Name a tree.', { input: ' \n', output: 'Elm' });
    expect(prompt).toMatch(/^[^#]+\n\n### Instruction:\nName a tree\.\n\n### Response:\n$/);
    expect(prompt).not.toContain('input');
  });
});
