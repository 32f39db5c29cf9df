import { describe, expect, it } from 'vitest';
import { fineTuningRows } from '#core/encoding/fine-tuning-rows.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';

const tasks = Array.from({ length: 200 }, (_, index) => ({
  instruction: `Task number ${index}`,
  instances: [
    { input: `Text: word${index}`, output: `a${index}` },
    { input: '', output: `b${index}` },
  ],
}));
const rowsOf = (seed: number) => fineTuningRows(tasks, keyedRandom(seed, 'encoding', 0));

describe('fineTuningRows', () => {
  it('writes a row an instance, the same for the same key', () => {
    expect(rowsOf(1)).toHaveLength(400);
    expect(rowsOf(1)).toEqual(rowsOf(1));
    expect(rowsOf(1)).not.toEqual(rowsOf(2));
  });

  it('simplifies about half of the inputs', () => {
    const withInput = rowsOf(3).filter(({ completion }) => /a\d+</.test(completion));
    const simplified = withInput.filter(({ prompt }) => !prompt.includes('Text:'));
    expect(simplified.length).toBeGreaterThan(70);
    expect(simplified.length).toBeLessThan(130);
  });

  it('shuffles the rows', () => {
    const outputs = rowsOf(4).map(({ completion }) => completion.trim());
    const inOrder = tasks.flatMap(({ instances }) =>
      instances.map(({ output }) => `${output}<|endoftext|>`),
    );
    expect([...outputs].sort()).toEqual([...inOrder].sort());
    expect(outputs).not.toEqual(inOrder);
  });

  it('drops exact repeats and filters nothing else', () => {
    const odd = { instruction: 'x', instances: [{ input: 'same', output: 'same' }] };
    const many = Array.from({ length: 500 }, () => odd);
    const rows = fineTuningRows(many, keyedRandom(5, 'encoding', 0));
    expect(rows.length).toBe(new Set(rows.map((row) => JSON.stringify(row))).size);
    expect(rows).toHaveLength(7);
  });
});
