import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparedTexts } from '#core/contracts/meaning-api.ts';
import { LexicalEmbedding, lexicalDimension } from '#core/embedding/lexical-embedding.ts';
import { failure, success } from '#core/model/result.ts';
import { textHash } from '#core/pipeline/text-hash.ts';
import { ProjectDb } from '#data/project-db.ts';
import { VectorRepository } from '#data/vector-repository.ts';
import { MeaningService } from '#workers/vectors/meaning-service.ts';
import { lexicalEmbedder, type TextEmbedder } from '#workers/vectors/text-embedder.ts';

const known = ['Write a poem about rain.', 'List three kinds of sheep.', 'Add up the numbers.'];

async function ready(members: readonly string[]): Promise<MeaningService> {
  const service = new MeaningService({ embedder: lexicalEmbedder, repository: null });
  await service.reset(known);
  await service.append(members.map((text, place) => ({ id: place + 1, text })));
  return service;
}

async function compare(service: MeaningService, texts: readonly string[]): Promise<ComparedTexts> {
  const compared = await service.compare(texts);
  if (!compared.ok) throw new Error(compared.error.message);
  return compared.value;
}

const embedding = LexicalEmbedding.fit(known);

/** The cosine of two texts in full precision. */
function cosine(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => {
    const vector = new Float32Array(lexicalDimension);
    embedding.embed(text, vector);
    return vector;
  });
  return Array.from(a ?? []).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
}

describe('embeddings for screening', () => {
  it('find the nearest member of each text, and tell how near the texts are to each other', async () => {
    const service = await ready(known);
    const texts = ['Write poems about the rain.', 'Numbers, add them up!', 'Write a rainy poem.'];
    const { nearest, pairs } = await compare(service, texts);
    expect(nearest.map((near) => near?.id)).toEqual([1, 3, 1]);
    for (const [place, near] of nearest.entries()) {
      const exact = cosine(texts[place] ?? '', known[(near?.id ?? 1) - 1] ?? '');
      expect(near?.score).toBeCloseTo(exact, 2);
    }
    expect(pairs.map((row) => row.length)).toEqual([0, 1, 2]);
    expect(pairs[2]?.[0]).toBeCloseTo(cosine(texts[2] ?? '', texts[0] ?? ''), 2);
  });

  it('follow members that go, come back and change their text', async () => {
    const service = await ready(known);
    await service.remove([1]);
    expect((await compare(service, ['Write a poem about rain.'])).nearest[0]?.id).not.toBe(1);
    await service.append([{ id: 2, text: 'Write a poem about rain.' }]);
    const [near] = (await compare(service, ['Write a poem about rain.'])).nearest;
    expect(near?.id).toBe(2);
    expect(near?.score).toBeCloseTo(1, 2);
    await service.append([{ id: 1, text: 'Write a poem about rain.' }]);
    expect((await compare(service, ['Write a poem about rain.'])).nearest[0]?.id).toBe(1);
    await service.reset(known);
    expect((await compare(service, ['Write a poem about rain.'])).nearest).toEqual([null]);
  });

  it('take texts without a word, and half a character, for what is near nothing', async () => {
    const service = await ready(['!?', '\ud83d', 'Count the \udc00 sheep.']);
    const { nearest, pairs } = await compare(service, ['', '…', '\ud800', 'Count the sheep.']);
    expect(nearest.slice(0, 3)).toEqual([null, null, null]);
    expect(nearest[3]?.id).toBe(3);
    expect(pairs[3]).toEqual([0, 0, 0]);
  });

  it('agree with comparing every member, whatever the texts', async () => {
    const text = fc
      .array(fc.constantFrom(...'write rain poem sheep list three numbers up'.split(' ')), {
        minLength: 1,
        maxLength: 5,
      })
      .map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.array(text, { minLength: 1, maxLength: 6 }),
        async (members, texts) => {
          const { nearest } = await compare(await ready(members), texts);
          for (const [place, near] of nearest.entries()) {
            const scores = members.map((member) => cosine(texts[place] ?? '', member));
            expect(near?.score).toBeCloseTo(Math.max(...scores), 1);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keep what a model embedded, so that a later session embeds nothing twice', async () => {
    const repository = new VectorRepository(new ProjectDb(7001));
    const members = Array.from({ length: 130 }, (_, place) => ({
      id: place + 1,
      text: `Task ${place} about ${'abcdefghij'[place % 10]}`,
    }));
    const first = countingEmbedder('some-model');
    const service = new MeaningService({ embedder: () => first.embedder, repository });
    await service.reset([]);
    await service.append(members);
    expect(first.embedded()).toBe(130);
    const second = countingEmbedder('some-model');
    const later = new MeaningService({ embedder: () => second.embedder, repository });
    await later.reset([]);
    await later.append(members);
    expect(second.embedded()).toBe(0);
    const text = members[4]?.text ?? '';
    expect((await compare(later, [text])).nearest[0]?.id).toBe(5);
    expect(second.embedded()).toBe(1);
  });

  it('keep of every stored text whether it was cut, and what rounding cost', async () => {
    const repository = new VectorRepository(new ProjectDb(7003));
    const inner = lexicalEmbedder(known);
    const [lane] = inner.lanes;
    if (lane === undefined) throw new Error('the lexical embedding has one lane');
    const cutting: TextEmbedder['lanes'][number] = async (texts) => {
      const made = await lane(texts);
      const truncated = texts.flatMap((text, place) => (text.endsWith('cut') ? [place] : []));
      return made.ok ? success({ ...made.value, truncated }) : made;
    };
    const embedder = { ...inner, space: 'some-model', lanes: [cutting] };
    const service = new MeaningService({ embedder: () => embedder, repository });
    await service.reset([]);
    const textOf = (place: number): string => `Task ${place} ${place % 10 === 9 ? 'cut' : ''}`;
    for (let from = 0; from < 130; from += 10) {
      const ids = Array.from({ length: 10 }, (_, at) => from + at);
      await service.append(ids.map((place) => ({ id: place + 1, text: textOf(place) })));
    }
    const [stored] = await repository.spaces();
    expect(stored).toMatchObject({ vectors: 130, truncated: 13, precision: 'int8' });
    expect(stored?.packing?.most).toBeGreaterThan(0);
  });

  it('never store over what another worker stored, though it begins with the same text', async () => {
    const repository = new VectorRepository(new ProjectDb(7004));
    const pack = (...hashes: string[]) => ({
      ...{ model: 'm', hashes, dimension: 1 },
      ...{ numbers: new Int8Array(hashes.length), scales: new Float32Array(hashes.length) },
    });
    const names = [await repository.add(pack('a', 'b', 'c')), await repository.add(pack('a'))];
    expect(new Set(names).size).toBe(2);
    expect(await repository.spaces()).toMatchObject([{ vectors: 3 }]);
    const found = await repository.hashes('m', 'int8');
    const places = await Promise.all(
      [...found].map(async ([hash, name]) =>
        (await repository.pack('m', name))?.hashes.indexOf(hash),
      ),
    );
    expect(places.toSorted()).toEqual([0, 1, 2]);
  });

  it('say so where stored vectors have another length, and embed anew once those are gone', async () => {
    const repository = new VectorRepository(new ProjectDb(7002));
    const hashes = [textHash('Count the sheep.')];
    const numbers = Int8Array.of(127, 0, 0);
    const pack = { model: 'some-model', hashes, dimension: 3, numbers, scales: Float32Array.of(1) };
    await repository.add(pack);
    const counting = countingEmbedder('some-model');
    const service = new MeaningService({ embedder: () => counting.embedder, repository });
    await service.reset([]);
    const members = [{ id: 1, text: 'Count the sheep.' }];
    const refused = await service.append(members);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'lost' } });
    const { message } = refused.ok ? { message: '' } : refused.error;
    expect(message).toContain(`3 numbers each, the model gives ${counting.embedder.dimension}`);
    expect((await compare(service, ['Count the sheep.'])).nearest).toEqual([null]);
    await repository.remove('some-model');
    expect(await service.append(members)).toEqual({ ok: true, value: null });
    expect((await compare(service, ['Count the sheep.'])).nearest[0]?.id).toBe(1);
  });

  it('embed a text that is compared and then accepted once', async () => {
    const counting = countingEmbedder(null);
    const service = new MeaningService({ embedder: () => counting.embedder, repository: null });
    await service.reset([]);
    await compare(service, ['Count the sheep.', 'Count the sheep.']);
    await service.append([{ id: 1, text: 'Count the sheep.' }]);
    expect(counting.embedded()).toBe(1);
    await service.reset([]);
  });

  it('say why where the model fails', async () => {
    const broken: TextEmbedder = {
      ...lexicalEmbedder(known),
      lanes: [
        () => Promise.resolve(failure({ kind: 'out-of-memory', message: 'No memory is left.' })),
      ],
    };
    const service = new MeaningService({ embedder: () => broken, repository: null });
    await service.reset([]);
    const lost = { ok: false, error: { kind: 'lost', message: 'No memory is left.' } };
    expect(await service.append([{ id: 1, text: 'Count the sheep.' }])).toEqual(lost);
    expect(await service.compare(['Count the sheep.'])).toEqual(lost);
  });
});

/** The lexical embedding under another name, which counts the texts that it is given. */
function countingEmbedder(space: string | null): {
  embedder: TextEmbedder;
  embedded: () => number;
} {
  const inner = lexicalEmbedder(known);
  const [lane] = inner.lanes;
  let count = 0;
  if (lane === undefined) throw new Error('the lexical embedding has one lane');
  const counting = (texts: readonly string[]) => {
    count += texts.length;
    return lane(texts);
  };
  return { embedder: { ...inner, space, lanes: [counting] }, embedded: () => count };
}
