import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGuardService } from '#core/rouge/guard-service.ts';
import { RunIndex } from '#core/rouge/run-index.ts';

const settings = { tokeniser: 'paper', threshold: 0.7, runLength: 8 } as const;

const guardTexts = [
  { id: 1, text: 'Translate the sentence into French.' },
  {
    id: 2,
    text: 'A farmer has seventeen sheep and all but nine run away; how many sheep are left now?',
  },
];

describe('a guard set', () => {
  it('finds a text that is too near one of its own, and names it', async () => {
    const guard = createGuardService();
    expect(await guard.setGuard(guardTexts, settings)).toEqual({ ok: true, value: { texts: 2 } });
    const [found] = await guard.checkGuard([['Translate this sentence into French', '', 'Oui']]);
    expect(found).toEqual({ kind: 'rouge-l', culprit: 1, score: 0.8000000000000002 });
  });

  it('finds a shared run of eight words in an instance, but not of seven', async () => {
    const guard = createGuardService();
    await guard.setGuard(guardTexts, settings);
    const around = (run: string) => `Solve this riddle that I once heard at school: ${run}!`;
    const [eight, seven] = await guard.checkGuard([
      ['Solve a riddle', around('has seventeen sheep, and ALL but nine run')],
      ['Solve a riddle', around('has seventeen sheep and all but nine')],
    ]);
    expect(eight).toEqual({
      kind: 'shared-run',
      culprit: 2,
      words: ['has', 'seventeen', 'sheep', 'and', 'all', 'but', 'nine', 'run'],
    });
    expect(seven).toBeNull();
  });

  it('keeps what it was after bad input, and lets go of everything with an empty set', async () => {
    const guard = createGuardService();
    await guard.setGuard(guardTexts, settings);
    const twice = [...guardTexts, { id: 1, text: 'Again' }];
    expect(await guard.setGuard(twice, settings)).toMatchObject({ error: { kind: 'id-twice' } });
    expect(await guard.setGuard([], { ...settings, threshold: 7 })).toMatchObject({ ok: false });
    expect(await guard.setGuard([], { ...settings, runLength: 0 })).toMatchObject({ ok: false });
    expect(await guard.checkGuard([['Translate the sentence into French']])).toMatchObject([
      { culprit: 1 },
    ]);
    await guard.setGuard([], settings);
    expect(await guard.checkGuard([['Translate the sentence into French']])).toEqual([null]);
  });

  it('leaves out texts without tokens, which guard nothing', async () => {
    const guard = createGuardService();
    expect(await guard.setGuard([{ id: 3, text: '你好' }], settings)).toEqual({
      ok: true,
      value: { texts: 0 },
    });
  });
});

describe('the index of runs', () => {
  it('finds a run if and only if the texts share one', () => {
    const tokens = fc.array(fc.nat(3), { maxLength: 30 });
    const lists = fc.array(tokens, { maxLength: 40 });
    fc.assert(
      fc.property(lists, tokens, fc.integer({ min: 1, max: 6 }), (texts, query, length) => {
        const index = new RunIndex(length);
        texts.forEach((text, owner) => index.add(owner, text));
        const runsOf = (list: number[]): string[] =>
          list.slice(length - 1).map((_, at) => list.slice(at, at + length).join(' '));
        const known = new Set(texts.flatMap(runsOf));
        const first = runsOf(query).findIndex((run) => known.has(run));
        const found = index.find(Int32Array.from(query));
        expect(found?.at ?? -1).toBe(first);
        if (found === null) return;
        expect(runsOf(texts[found.owner] ?? [])).toContain(runsOf(query)[first]);
      }),
    );
  });
});
