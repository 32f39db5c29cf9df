import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutOf, splitterFor } from '#core/formats/layout.ts';
import type { Piece } from '#core/formats/piece.ts';

/** Cuts a text that arrives in chunks of `size` units. */
function split(text: string, size = 7, limit?: number): Piece[] {
  const layout = layoutOf(text);
  if (layout.kind === 'unknown') throw new Error(layout.message);
  const splitter = splitterFor(layout, limit);
  const pieces: Piece[] = [];
  const start = layout.kind === 'array' ? layout.from : 0;
  for (let at = start; at < text.length; at += size) {
    pieces.push(...splitter.push(text.slice(at, at + size)));
  }
  return [...pieces, ...splitter.end()];
}

const texts = (pieces: readonly Piece[]): string[] =>
  pieces.flatMap((piece) => (piece.kind === 'row' ? [piece.text] : []));

const parsed = (pieces: readonly Piece[]): unknown[] =>
  texts(pieces).map((text): unknown => JSON.parse(text));

describe('layoutOf', () => {
  test('tells lines from arrays and from objects around an array', () => {
    expect(layoutOf('{"instruction":"a","instances":[{"x":1}]}\n')).toEqual({ kind: 'lines' });
    expect(layoutOf('{"tags":[{"a":1}],"instruction":"a"}\n')).toEqual({ kind: 'lines' });
    expect(layoutOf('{"turns":[{"a":1}]}\n{"turns":[]}\n')).toEqual({ kind: 'lines' });
    expect(layoutOf('\uFEFF \n[{"a":1}]')).toMatchObject({ kind: 'array', from: 4, line: 2 });
    expect(layoutOf('{"v":"[{","data": [\n{"a":1}]}')).toMatchObject({ from: 19, line: 1 });
    expect(layoutOf('{"data":[{"a":1}]}\n')).toMatchObject({ kind: 'array', isInDocument: true });
  });

  test.each([
    ['<!doctype html><p>no', 'web page'],
    ['PK\u0003\u0004zip', 'ZIP'],
    ['PAR1....', 'Parquet'],
  ])('names what is no JSON at all: %j', (text, name) => {
    const layout = layoutOf(text);
    expect(layout.kind === 'unknown' && layout.message).toContain(name);
  });
});

describe('JSON Lines', () => {
  test('keeps line numbers over blank lines, CRLF and a missing last newline', () => {
    expect(split('{"a":1}\r\n\r\n  \n{"b":2}')).toEqual([
      { kind: 'row', line: 1, text: '{"a":1}' },
      { kind: 'row', line: 4, text: '{"b":2}' },
    ]);
  });

  test('refuses a line above the limit by its start and goes on', () => {
    const text = `{"a":1}\n${'x'.repeat(5000)}\n{"b":2}\n`;
    const pieces = split(text, 100, 1000);
    expect(texts(pieces)).toEqual(['{"a":1}', '{"b":2}']);
    expect(pieces[1]).toMatchObject({ kind: 'refused', line: 2, excerpt: 'x'.repeat(200) });
  });
});

describe('JSON arrays', () => {
  test('any rows come back, however they are indented and cut into chunks', () => {
    const row = fc.dictionary(
      fc.oneof(fc.string(), fc.constant('instances')),
      fc.jsonValue({ maxDepth: 3 }),
      { minKeys: 1 },
    );
    const layouts = fc.constantFrom(undefined, 0, 2, '\t');
    fc.assert(
      fc.property(fc.array(row), layouts, fc.integer({ min: 1, max: 50 }), (rows, indent, size) => {
        const expected: unknown = JSON.parse(JSON.stringify(rows));
        const text = JSON.stringify(rows, null, indent);
        expect(parsed(split(text, size))).toEqual(expected);
        if (rows.length === 0) return;
        const document = JSON.stringify({ version: '1', data: rows, n: { k: [1] } }, null, indent);
        expect(parsed(split(document, size))).toEqual(expected);
      }),
    );
  });

  test('tells the line on which each element begins', () => {
    const pieces = split('[\n  {"a": 1},\n\n  {"b":\n 2}, {"c": 3}\n]');
    expect(pieces.map(({ line }) => line)).toEqual([2, 4, 5]);
  });

  test('goes on after an element that is broken', () => {
    const rows = ['{"a": "x}', '{"b": 2}', '{"c": {"d": 1}', '{"e": 5}'];
    expect(texts(split(`[\n${rows.join(',\n')}\n]`)).map((text) => text.slice(0, 5))).toEqual(
      rows.map((row) => row.slice(0, 5)),
    );
  });

  test('says that a list is cut off, that there is a second one, or text behind it', () => {
    expect(split('[{"a":1}, {"b":')).toMatchObject([
      { kind: 'row' },
      { kind: 'refused', line: 1, excerpt: '{"b":' },
    ]);
    expect(split('{"train":[{"a":1}],\n"test":[{"b":2}, {"c":3}]}')).toMatchObject([
      { kind: 'row' },
      { kind: 'refused', line: 2, reason: expect.stringContaining('second list') as string },
    ]);
    expect(split('[{"a":1}]\nmore and more')).toMatchObject([
      { kind: 'row' },
      { kind: 'refused', line: 2 },
    ]);
  });

  test('refuses an element above the limit and goes on', () => {
    const pieces = split(`[{"a":"${'x'.repeat(5000)}"},{"b":2}]`, 100, 1000);
    expect(pieces).toMatchObject([
      { kind: 'refused', line: 1 },
      { kind: 'row', text: '{"b":2}' },
    ]);
  });

  test('a million brackets need no memory to speak of', () => {
    const pieces = split(`[${'['.repeat(1_000_000)}`, 65_536, 100_000);
    expect(pieces).toMatchObject([{ kind: 'refused' }]);
  });
});
