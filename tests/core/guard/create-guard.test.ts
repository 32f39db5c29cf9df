import { describe, expect, it } from 'vitest';
import { createGuard } from '#core/guard/create-guard.ts';
import { GuardBook } from '#core/guard/guard-book.ts';
import { modernRecipe } from '#core/recipes/modern.ts';

const speech = 'Four score and seven years ago our fathers brought forth a new nation';
const set = {
  id: 'a',
  name: 'eval.jsonl',
  rows: [
    { instruction: 'Name the capital of the given country', instances: [] },
    {
      instruction: 'Say what speech this is from',
      instances: [{ input: speech, output: 'Gettysburg' }],
    },
  ],
};
const settings = { threshold: 0.7, wordRun: 8, tokeniser: 'unicode' } as const;

describe('a guard', () => {
  const guard = createGuard([set], settings);

  it('names the text that an instruction is too near, with its set and score', () => {
    const near = guard.check('Name the capital city of the given country', []);
    expect(near).toMatchObject({
      reason: 'contaminated',
      guardText: 'Name the capital of the given country',
      setName: 'eval.jsonl',
    });
    expect(near?.score).toBeGreaterThan(0.9);
    expect(guard.check('Bake a cake with plums', [])).toBeNull();
  });

  it('finds a run of words of a guard input in a far longer input', () => {
    const quoting = `${'Here comes something entirely else for a while. '.repeat(9)} ${speech}`;
    expect(guard.check(null, [{ input: quoting, output: 'x' }])).toMatchObject({
      guardText: speech,
      sharedRun: 'four score and seven years ago our fathers',
    });
  });

  it('lets labels and short answers be the same', () => {
    expect(guard.check(null, [{ input: 'Which one?', output: 'Gettysburg' }])).toBeNull();
    expect(guard.check('Gettysburg', [])).toBeNull();
  });
});

describe('the guards of a project', () => {
  it('follow the recipe: its sets, or none', () => {
    const book = new GuardBook([set]);
    const rules = { sets: ['a'], threshold: 0.7, wordRun: 8 };
    expect(book.guardOf(modernRecipe)).toBeNull();
    expect(book.guardOf({ ...modernRecipe, guard: { ...rules, sets: [] } })).toBeNull();
    expect(book.guardOf({ ...modernRecipe, guard: rules })?.check(speech, [])).not.toBeNull();
    expect(book.holds({ ...rules, sets: ['a', 'b'] })).toBe(false);
  });
});
