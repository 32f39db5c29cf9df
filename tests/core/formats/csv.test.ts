import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader, csvLines, csvMark } from '#core/formats/csv-lines.ts';
import { CsvRows } from '#core/formats/csv-rows.ts';
import { layoutOf, splitterFor } from '#core/formats/layout.ts';
import type { RowTask } from '#core/formats/row-task.ts';
import { TaskReader } from '#core/formats/task-reader.ts';
import { makeTask } from '#tests/support/stored-project.ts';

interface Read {
  readonly tasks: readonly RowTask[];
  readonly refused: readonly (readonly [line: number, reason: string])[];
}

/** Reads a file as the importer does, cut into chunks of `size`. */
function read(text: string, size = text.length): Read {
  const layout = layoutOf(text);
  if (layout.kind !== 'csv') throw new Error(`taken for ${layout.kind}`);
  const splitter = splitterFor(layout);
  const reader = new TaskReader();
  const tasks: RowTask[] = [];
  for (let at = 0; at < text.length; at += size) {
    tasks.push(...reader.push(splitter.push(text.slice(at, at + size))));
  }
  tasks.push(...reader.push(splitter.end()), ...reader.end());
  return { tasks, refused: reader.refusedRows.map(({ line, reason }) => [line, reason]) };
}

const task = (instruction: string, input: string, output: string): unknown => ({
  instruction,
  instances: [{ input, output }],
  isClassification: null,
});

describe('reading CSV', () => {
  test.each([
    ['commas', 'instruction,input,output\nDo it.,a,b\n'],
    ['semicolons', 'instruction;input;output\nDo it.;a;b'],
    ['tabs', 'instruction\tinput\toutput\nDo it.\ta\tb'],
    ['CRLF', 'instruction,input,output\r\nDo it.,a,b\r\n\r\n'],
    ['CR alone', 'instruction,input,output\rDo it.,a,b\r'],
    ['quotes all over', '"instruction","input","output"\n"Do it.","a","b"\n'],
    ['what a spreadsheet says first', 'sep=;\r\ninstruction;input;output\r\nDo it.;a;b'],
    ['other names and columns', 'Rating,Response,Prompt,Context\n5,b,Do it.,a'],
  ])('with %s', (_, text) => {
    expect(read(text)).toEqual({ tasks: [task('Do it.', 'a', 'b')], refused: [] });
  });

  test('blanks before an opening quote are no text', () => {
    const text =
      '"instruction", "input", "output"\n"A, b", \t"b ""q"" c",  "d, e"\n F, "" , x "y" z \n';
    const { tasks, refused } = read(text, 1);
    expect(tasks).toEqual([task('A, b', 'b "q" c', 'd, e')]);
    expect(refused).toEqual([[3, expect.stringMatching(/^Text follows a closing quote/)]]);
  });

  test.each([
    ['commas and semicolons', 'instruction\nSort a, b; and c.\n"Sort ""d"",\nthen e; f."\n'],
    [
      'what a spreadsheet says first',
      'sep=;\ninstruction\nSort a, b; and c.\n"Sort ""d"",\nthen e; f."',
    ],
  ])('a file of one column holds no separators: %s', (_, text) => {
    const { tasks, refused } = read(text);
    const instructions = tasks.map(({ instruction }) => instruction);
    expect(instructions).toEqual(['Sort a, b; and c.', 'Sort "d",\nthen e; f.']);
    expect(refused).toEqual([]);
  });

  test('rows of nothing but separators and blanks are left out, before the first row too', () => {
    const text = ',,\n\ninstruction,input,output\nDo it.,a,b\n,,\n , ,\n,\n"","",""\n';
    expect(read(text)).toEqual({ tasks: [task('Do it.', 'a', 'b')], refused: [] });
  });

  test('quoted fields hold separators, doubled quotes and line breaks', () => {
    const text = 'instruction,input,output\n"Say ""hi"", twice","line 1\r\nline 2",5" long\n';
    expect(read(text).tasks).toEqual([task('Say "hi", twice', 'line 1\r\nline 2', '5" long')]);
  });

  test('rows of one seed become its instances, with id, name and type', () => {
    const text =
      'id,name,instruction,input,output,is_classification\n' +
      's1,sort,Sort it.,b a,a b,No\ns1,sort,Sort it.,d c,c d,No\n,,Is it spam?,Buy,yes,TRUE\n';
    expect(read(text).tasks).toEqual([
      {
        ...{ id: 's1', name: 'sort', instruction: 'Sort it.', isClassification: false },
        instances: [
          { input: 'b a', output: 'a b' },
          { input: 'd c', output: 'c d' },
        ],
      },
      {
        ...{ instruction: 'Is it spam?', isClassification: true },
        instances: [{ input: 'Buy', output: 'yes' }],
      },
    ]);
  });

  test('what is malformed is refused by its line, and the rest is read', () => {
    const text =
      'instruction,output,is_classification\n' +
      'Good.,"two\nlines",yes\nToo few,x\nToo,many,no,really\n"a"b,x,no\nNo type,x,perhaps\n' +
      ',x,no\nAlso good.,y,0\nOpen,"never closed\nand on';
    const { tasks, refused } = read(text);
    expect(tasks.map(({ instruction }) => instruction)).toEqual(['Good.', 'Also good.']);
    expect(refused).toEqual([
      [4, expect.stringMatching(/^It has 2 fields where the first row names 3 columns/)],
      [5, expect.stringMatching(/^It has 4 fields/)],
      [6, expect.stringMatching(/^Text follows a closing quote/)],
      [7, expect.stringMatching(/^Its “is_classification” should be/)],
      [8, 'It has no “instruction”.'],
      [10, expect.stringMatching(/never closed/)],
    ]);
  });

  test.each([
    ['plain text', 'Write a poem, please.\nSort these numbers.'],
    ['a line that is a column’s name by chance', 'Question\nWhat is it?'],
    ['JSON Lines', '{"instruction":"a, b"}\n{"instruction":"c"}'],
  ])('%s is not taken for CSV', (_, text) => {
    expect(layoutOf(text).kind).toBe('lines');
  });

  test('a row without end is not held whole', () => {
    const splitter = splitterFor({ kind: 'csv', separator: ',' }, 1000);
    const pieces = splitter.push('instruction,output\n"');
    for (let times = 0; times < 50; times += 1) pieces.push(...splitter.push('x'.repeat(100)));
    pieces.push(...splitter.push('",y\nGood.,y\n'), ...splitter.end());
    expect(pieces).toMatchObject([
      { kind: 'refused', line: 2, reason: expect.stringMatching(/^Longer than/) as string },
      { kind: 'row', line: 3 },
    ]);
  });

  test('nor is one of separators without end', () => {
    const rows = new CsvRows(',', 1000);
    for (let times = 0; times < 50; times += 1) expect(rows.push(','.repeat(100))).toEqual([]);
    const [row, good] = rows.push('x\nGood.,y\n');
    expect(row?.problem).toMatch(/^Longer than/);
    expect(row?.fields.length).toBeLessThanOrEqual(1001);
    expect(good).toEqual({ line: 2, fields: ['Good.', 'y'], problem: null });
  });
});

test('what is written is read as it was, whatever the texts and wherever the file is cut', () => {
  const special = fc.constantFrom(
    '"',
    '""',
    ',',
    ';',
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '=1+1',
    '\uFEFF',
  );
  const text = fc
    .array(fc.oneof(special, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const written = fc.record({
    isClassification: fc.constantFrom(null, true, false),
    instruction: text.filter((words) => words.trim() !== ''),
    instances: fc.array(fc.record({ input: text, output: text }), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(written, { minLength: 1, selector: ({ instruction }) => instruction }),
      fc.integer({ min: 1, max: 40 }),
      (tasks, size) => {
        const lines = tasks.flatMap((each, at) => csvLines(makeTask({ id: at + 1, ...each })));
        const file = [`${csvMark}${csvHeader}`, ...lines, ''].join('\n');
        expect(read(file, size)).toEqual({
          tasks,
          refused: [],
        });
      },
    ),
  );
});
