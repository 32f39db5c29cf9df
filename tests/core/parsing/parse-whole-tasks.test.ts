import { describe, expect, it } from 'vitest';
import { parseProposals } from '#core/parsing/parse-proposals.ts';
import { alpacaRecipe } from '#core/recipes/alpaca.ts';

const parse = (text: string, finish: 'stop' | 'length' = 'stop') =>
  parseProposals(alpacaRecipe, text, finish);
const noLosses = { replyCut: 0, empty: 0, malformed: 0 };

const task = (n: number, text: string, input = '<noinput>', output = 'Yes.'): string =>
  `${n}. Instruction: ${text}\n${n}. Input:\n${input}\n${n}. Output:\n${output}\n`;
const open = (text: string): string => task(4, text).replace('4. Instruction:', '');
const read = (instruction: string, input = '') => {
  return { instruction, instance: { input, output: 'Yes.' } };
};

describe('parseProposals, recipe alpaca', () => {
  it('reads tasks numbered on from the open one, and keeps case and inner white space', () => {
    const text = `${open('Ask  NASA')}###\n${task(5, 'Say it', 'a\n\nb')}### ${task(6, 'Sing', '<NoInput>')}`;
    expect(parse(text)).toEqual({
      items: [read('Ask  NASA'), read('Say it', 'a\n\nb'), read('Sing')],
      losses: noLosses,
    });
  });

  it('needs exactly three labels of the right number, wherever on the line', () => {
    expect(parse(' Say it 4. Input: a 4. Output: Yes.').items).toEqual([read('Say it', 'a')]);
    for (const text of [
      ' Say it\n4. Output: Yes.',
      ' Say it\n4.Input: a\n4. Output: Yes.',
      ' Say it\n3. Input: a\n4. Output: Yes.',
      ' Say it\n4. Input: a\n4. Output: b\n4. Output: c',
    ]) {
      expect(parse(text), text).toEqual({ items: [], losses: { ...noLosses, malformed: 1 } });
    }
  });

  it('counts a task without an instruction as empty', () => {
    expect(parse(open(' ')).losses).toEqual({ ...noLosses, empty: 1 });
  });

  it('marks the last task of a reply cut by length', () => {
    expect(parse(`${open('Say it')}###\n${task(5, 'Sing it')}`, 'length').items).toEqual([
      read('Say it'),
      { instruction: 'Sing it', cut: true },
    ]);
    expect(parse(`${open('Say it')}###\n5. Instruction: Sing`, 'length').items).toEqual([
      read('Say it'),
      { instruction: 'Sing', cut: true },
    ]);
    expect(parse(`${open('Say it')}###\n5. Instr`, 'length').losses.malformed).toBe(1);
  });

  it('reads a chat answer that writes the first label itself', () => {
    const expected = [read('Say it'), read('Sing it')];
    const list = `${task(4, 'Say it')}\n###\n${task(5, 'Sing it')}`;
    expect(parse(list).items).toEqual(expected);
    expect(parse(`###\n${list}`).items).toEqual(expected);
    expect(parse(`Here you are:\n\n### ${list}`).items).toEqual(expected);
    expect(parse(list.replaceAll(/\d\. \w+:/g, '**$&**')).items).toEqual(expected);
  });

  it('takes the number from a chat answer to a prompt with fewer seeds', () => {
    expect(parse(`${task(2, 'Say it')}###\n${task(3, 'Sing it')}`).items).toEqual([
      read('Say it'),
      read('Sing it'),
    ]);
  });
});
