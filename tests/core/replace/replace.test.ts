import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldPerson, type PersonEvent } from '#core/fold/fold-person.ts';
import { textOf } from '#core/model/task-text.ts';
import type { Task } from '#core/model/task.ts';
import { TaskPool } from '#core/pool/task-pool.ts';
import { eachSpliced, hashOfTask, SplicePacker } from '#core/replace/packed-splices.ts';
import { compileRule, replaceFields, type ReplaceRule } from '#core/replace/replace-rule.ts';
import { replaceLabel, replaceOutcome } from '#core/replace/replace-words.ts';
import { fieldOf, splicedText, splicesIn, textsOf, type Splice } from '#core/replace/splices.ts';
import { arbitraryTask, arbitraryText } from '#tests/support/arbitrary-task.ts';

const rule = (part: Partial<ReplaceRule>): ReplaceRule => ({
  ...{ find: 'cat', replacement: 'dog', isPattern: false, matchCase: false, wholeWord: false },
  ...{ fields: replaceFields, ...part },
});

const taskOf = (instruction: string, input = '', output = 'x'): Task => ({
  ...{ id: 1, origin: 'machine', status: 'accepted', stage: 'instanced', createdAt: 0 },
  ...{ instruction, isClassification: null, instances: [{ input, output }] },
});

function replaced(part: Partial<ReplaceRule>, instruction: string, input = ''): string {
  const compiled = compileRule(rule(part));
  if (!compiled.ok) throw new Error(compiled.error);
  const task = taskOf(instruction, input);
  const splices = splicesIn(task, rule(part).fields, compiled.value);
  return textsOf(splicedText(textOf(task), splices))
    .slice(0, 2)
    .join('|');
}

describe('a rule', () => {
  it('takes plain text as it stands, in any case unless told otherwise', () => {
    expect(replaced({}, 'A cat, a Cat, concat')).toBe('A dog, a dog, condog|');
    expect(replaced({ matchCase: true }, 'A cat, a Cat')).toBe('A dog, a Cat|');
    expect(replaced({ wholeWord: true }, 'A cat, concat, cats, cat.')).toBe(
      'A dog, concat, cats, dog.|',
    );
    expect(replaced({ find: 'a.b', replacement: '$1' }, 'a.b axb')).toBe('$1 axb|');
  });

  it('finds every plain text as it stands, whatever signs are in it', () => {
    const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const signs = ascii.filter((sign) => !/[\da-z]/iu.test(sign));
    const plain = fc.string({ unit: fc.constantFrom(...signs, 'a'), minLength: 1 });
    const holds = (find: string, wholeWord: boolean): void => {
      const [before, after] = wholeWord ? ['«', '»'] : ['b', 'b'];
      const text = `${before}${find}${after}`;
      expect(replaced({ find, replacement: '…', wholeWord }, text)).toBe(`${before}…${after}|`);
    };
    for (const sign of signs) holds(`a${sign}c`, false);
    fc.assert(fc.property(plain, fc.boolean(), holds));
  });

  it('puts what a pattern found into the replacement', () => {
    const isPattern = true;
    expect(replaced({ find: '(\\w+) (\\w+)', replacement: '$2 $1$$', isPattern }, 'a b')).toBe(
      'b a$|',
    );
    expect(replaced({ find: '(?<x>b)', replacement: '[$<x>$&$9]', isPattern }, 'abc')).toBe(
      'a[bb$9]c|',
    );
    expect(replaced({ find: '^', replacement: '> ', isPattern }, 'a\nb', 'c')).toBe('> a\n> b|> c');
    expect(replaced({ find: ', ', replacement: '\\n', isPattern }, 'a, b')).toBe('a\nb|');
  });

  it('keeps to its fields', () => {
    expect(replaced({ fields: ['input'] }, 'cat', 'cat')).toBe('cat|dog');
  });

  it('says what is wrong with it', () => {
    expect(compileRule(rule({ find: '' })).ok).toBe(false);
    expect(compileRule(rule({ fields: [] })).ok).toBe(false);
    for (const find of ['(', 'a)(b', '[', '(?<x', '*']) {
      expect(compileRule(rule({ find, isPattern: true })).ok, find).toBe(false);
      expect(compileRule(rule({ find })).ok, find).toBe(true);
    }
  });
});

const words = fc.constantFrom('poem', 'a', '…', 'ß', '写', ' ');

describe('splices', () => {
  it('give what replacing in every field gives', () => {
    fc.assert(
      fc.property(
        arbitraryTask(1),
        words,
        arbitraryText,
        fc.boolean(),
        (task, find, put, matchCase) => {
          const wanted = rule({ find, replacement: put, matchCase });
          const compiled = compileRule(wanted);
          if (!compiled.ok) throw new Error(compiled.error);
          const splices = splicesIn(task, wanted.fields, compiled.value);
          const after = textsOf(splicedText(textOf(task), splices));
          const plain = textsOf(textOf(task)).map((text) =>
            text.replace(compiled.value.expression, () => put),
          );
          expect(after).toEqual(plain);
        },
      ),
    );
  });

  it('name fields in turn', () => {
    expect([0, 1, 2, 3, 4].map(fieldOf)).toEqual([
      'instruction',
      'input',
      'output',
      'input',
      'output',
    ]);
  });

  it('come out of their pack as they went in, also over JSON', () => {
    const splice = fc.record({ field: fc.nat(9), start: fc.nat(), length: fc.nat(), text: words });
    const each = fc.tuple(arbitraryTask(1), fc.array(splice, { maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(each, { maxLength: 6 }), (tasks) => {
        const packer = new SplicePacker();
        tasks.forEach(([task, splices], i) => packer.add({ ...task, id: i + 1 }, splices));
        const packed: unknown = JSON.parse(JSON.stringify(packer.finish()));
        expect(packed).toEqual(packer.finish());
        const out: [number, number, readonly Splice[]][] = [];
        eachSpliced(packer.finish(), (id, hash, splices) => out.push([id, hash, splices]));
        expect(out).toEqual(tasks.map(([task, splices], i) => [i + 1, hashOfTask(task), splices]));
      }),
    );
  });
});

describe('the words for a replacement', () => {
  it('count what was changed, and what was left alone', () => {
    const words = { find: 'x'.repeat(50), replacement: '', which: ' that match' };
    const find = `${'x'.repeat(39)}…`;
    expect(replaceLabel(words, 1, 1)).toBe(`Deleted “${find}” in 1 task that match`);
    const label = replaceLabel({ ...words, find: 'cat' }, 3, 2);
    expect(label).toBe('Deleted “cat” 3 times in 2 tasks that match');
    expect(replaceOutcome(label, 0)).toBe(label);
    expect(replaceOutcome('Done', 1)).toBe('Done; 1 task had changed meanwhile and was left alone');
    expect(replaceOutcome('Done', 2)).toBe(
      'Done; 2 tasks had changed meanwhile and were left alone',
    );
  });
});

const lookup = (target: PersonEvent) => ({
  entry: () => ({ ...target, seq: 1, at: 0 }),
  imported: () => [],
});

describe('a replacement in the log', () => {
  it('is laid over, taken back bit for bit and done again', () => {
    fc.assert(
      fc.property(arbitraryTask(1), words, (task, find) => {
        const compiled = compileRule(rule({ find, replacement: 'new' }));
        if (!compiled.ok) throw new Error(compiled.error);
        const splices = splicesIn(task, replaceFields, compiled.value);
        const packer = new SplicePacker();
        packer.add(task, splices);
        const edit = task.human?.edit;
        const before = edit === undefined ? [] : [{ id: 1, edit }];
        const event: PersonEvent = {
          ...{ kind: 'replaced-many', packed: packer.finish(), before, label: 'Replaced' },
        };
        const pool = new TaskPool([task]);
        foldPerson(pool, event, 0, lookup(event));
        const done = pool.get(1);
        expect(done && textOf(done)).toEqual(splicedText(textOf(task), splices));
        foldPerson(pool, { kind: 'undone', targetSeq: 1 }, 0, lookup(event));
        if (splices.length > 0) expect(pool.get(1)).toEqual(task);
        foldPerson(pool, { kind: 'redone', targetSeq: 1 }, 0, lookup(event));
        if (splices.length > 0) expect(pool.get(1)).toEqual(done);
      }),
    );
  });

  it('leaves a text alone that is another one by now', () => {
    const packer = new SplicePacker();
    packer.add(taskOf('A cat'), [{ field: 0, start: 2, length: 3, text: 'dog' }]);
    const event: PersonEvent = {
      ...{ kind: 'replaced-many', packed: packer.finish(), before: [], label: 'Replaced' },
    };
    const pool = new TaskPool([taskOf('A bird')]);
    foldPerson(pool, event, 0, lookup(event));
    expect(pool.get(1)).toEqual(taskOf('A bird'));
  });
});
