import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LexicalEmbedding, lexicalDimension } from '#core/embedding/lexical-embedding.ts';
import { VectorIndex } from '#core/embedding/vector-index.ts';
import { dot } from '#core/embedding/vector-rows.ts';
import { paraphrase, paraphrases } from '#tests/support/paraphrases.ts';
import { describeWithData } from '#tests/support/real-data.ts';
import { loadDotKernels } from '#workers/kernels/load-dot-kernels.ts';
import { plainDotKernels } from '#core/embedding/dot-kernels.ts';

const examples = [
  'Write a haiku about rain.',
  'Write a haiku about snow.',
  'Translate the sentence into French.',
  'Sort these numbers.',
];
const fitted = LexicalEmbedding.fit(examples);

function vectorOf(text: string, embedding = fitted): Float32Array {
  const vector = new Float32Array(lexicalDimension);
  embedding.embed(text, vector);
  return vector;
}

const score = (a: string, b: string): number =>
  dot(vectorOf(a), 0, vectorOf(b), 0, lexicalDimension);

describe('LexicalEmbedding', () => {
  test('gives any text a vector of length 1, or zeros where it holds no word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const vector = new Float32Array(lexicalDimension).fill(7);
        const hasWords = fitted.embed(text, vector);
        expect(hasWords).toBe(/[\p{L}\p{M}\p{N}]/u.test(text.normalize('NFKC').toLowerCase()));
        expect(dot(vector, 0, vector, 0, lexicalDimension)).toBeCloseTo(hasWords ? 1 : 0, 5);
      }),
    );
    expect([...vectorOf('?! …')].every((value) => value === 0)).toBe(true);
  });

  test('pays no heed to word order, case and width', () => {
    expect(score('rain about haiku a write', 'Write a haiku about rain.')).toBeCloseTo(1, 5);
    expect(score('ＷＲＩＴＥ', 'write')).toBeCloseTo(1, 5);
  });

  test('stands lone surrogates as if they were not there', () => {
    expect(vectorOf('write\ud800 rain')).toEqual(vectorOf('write rain'));
  });

  test('puts bent words near, and synonyms far', () => {
    expect(score('Writing haikus', 'Write a haiku')).toBeGreaterThan(0.25);
    expect(Math.abs(score('rainfall', 'downpour'))).toBeLessThan(0.2);
  });

  test('weighs rare words more than common ones', () => {
    const many = [...Array.from({ length: 50 }, (_, n) => `write about thing${n}`), 'haiku'];
    const embedding = LexicalEmbedding.fit(many);
    const query = vectorOf('write haiku', embedding);
    const near = (text: string) => dot(query, 0, vectorOf(text, embedding), 0, lexicalDimension);
    expect(near('haiku')).toBeGreaterThan(near('write'));
  });

  test('tells texts without spaces apart by their characters', () => {
    expect(score('写一首关于雨的诗', '写一首关于雪的诗')).toBeGreaterThan(0.3);
    expect(score('写一首关于雨的诗', '把这句话翻译成法语')).toBeLessThan(0.3);
  });
});

describeWithData('Light paraphrases of Alpaca instructions', ['alpaca_52k.jsonl.gz'], (pathOf) => {
  test('at least 90 % of 1,000 find their original among the ten nearest of 52,002', () => {
    const lines = gunzipSync(readFileSync(pathOf('alpaca_52k.jsonl.gz'))).toString('utf8');
    const texts = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { instruction: string }).instruction);
    const embedding = LexicalEmbedding.fit(texts);
    const vectors = new Float32Array(texts.length * lexicalDimension);
    texts.forEach((text, row) => embedding.embed(text, vectors, row * lexicalDimension));
    const settings = { dimension: lexicalDimension, stored: 'int8', scan: 'int8' } as const;
    const index = new VectorIndex(settings, loadDotKernels() ?? plainDotKernels());
    index.append([...texts.keys()], vectors);

    const planted = Array.from({ length: 1000 }, (_, n) => (n * 52) % texts.length);
    const queries = new Float32Array(planted.length * lexicalDimension);
    planted.forEach((row, n) => {
      const kind = paraphrases[n % paraphrases.length] ?? 'all three';
      const text = paraphrase(texts[row] ?? '', kind, row);
      embedding.embed(text, queries, n * lexicalDimension);
    });
    const hits = index.nearest(queries, 10);
    const found = paraphrases.map(
      (_, kind) =>
        planted.filter((row, n) => n % 4 === kind && hits[n]?.some(({ id }) => id === row)).length,
    );
    const share = Object.fromEntries(paraphrases.map((kind, n) => [kind, (found[n] ?? 0) / 250]));
    expect(share).toEqual({
      'word order': expect.toSatisfy((value: number) => value >= 0.98) as number,
      inflection: expect.toSatisfy((value: number) => value >= 0.9) as number,
      politeness: expect.toSatisfy((value: number) => value >= 0.95) as number,
      'all three': expect.toSatisfy((value: number) => value >= 0.85) as number,
    });
    expect(found.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(900);
  });
});
