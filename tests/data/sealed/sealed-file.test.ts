import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSealedFile, openSealedFile, sealFile } from '#data/sealed/sealed-file.ts';

const passphrase = 'four plain words suffice';
const { signal } = new AbortController();
const chunk = 1 << 18;

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** Bytes that are not all alike, from a small seed. */
const plainOf = (size: number, seed = 1): Blob =>
  new Blob([Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255)]);

const open = (file: Blob, words = passphrase): Promise<Blob> => openSealedFile(file, words, signal);

test.each([0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk + 5])(
  'a file of %d bytes comes back as it was',
  async (size) => {
    const plain = plainOf(size);
    const sealed = await sealFile(plain, passphrase, signal);
    expect(await isSealedFile(sealed)).toBe(true);
    expect(await isSealedFile(plain)).toBe(false);
    expect(Buffer.compare(await bytesOf(await open(sealed)), await bytesOf(plain))).toBe(0);
  },
);

test('another passphrase is told apart from damage, whatever the file holds', async () => {
  const sealed = await sealFile(plainOf(100), passphrase, signal);
  await expect(open(sealed, `${passphrase} `)).rejects.toMatchObject({
    failure: { kind: 'wrong-passphrase' },
  });
  const cut = sealed.slice(0, sealed.size - 3);
  await expect(open(cut, 'something else entirely')).rejects.toMatchObject({
    failure: { kind: 'wrong-passphrase' },
  });
});

test('a file that was cut anywhere opens nowhere', async () => {
  const sealed = await sealFile(plainOf(2 * chunk + 40), passphrase, signal);
  const cuts = fc.oneof(
    fc.integer({ min: 1, max: sealed.size - 1 }),
    // Where a chunk ends, what is left is whole chunks.
    fc.constantFrom(sealed.size - 56, sealed.size - 56 - (chunk + 16)),
  );
  await fc.assert(
    fc.asyncProperty(cuts, async (end) => {
      await expect(open(sealed.slice(0, end))).rejects.toMatchObject({
        failure: { kind: 'unreadable' },
      });
    }),
    { numRuns: 8 },
  );
});

test('chunks that changed places, or one changed bit, are found', async () => {
  const bytes = await bytesOf(await sealFile(plainOf(2 * chunk + 40), passphrase, signal));
  const from = bytes.indexOf(0x0a) + 1;
  const size = chunk + 16;
  const parts = [0, 1].map((at) => bytes.slice(from + at * size, from + (at + 1) * size));
  const swapped = bytes.slice();
  swapped.set(parts[1] ?? [], from);
  swapped.set(parts[0] ?? [], from + size);
  const flipped = bytes.slice();
  flipped[from + 1000] = (flipped[from + 1000] ?? 0) ^ 4;
  for (const changed of [swapped, flipped]) {
    await expect(open(new Blob([changed]))).rejects.toMatchObject({
      failure: { kind: 'unreadable' },
    });
  }
});

test('a header that asks for few rounds is refused', async () => {
  const text = await (await sealFile(plainOf(0), passphrase, signal)).arrayBuffer();
  const bytes = Buffer.from(text).toString('latin1').replace('"rounds":600000', '"rounds":1000');
  await expect(open(new Blob([Buffer.from(bytes, 'latin1')]))).rejects.toMatchObject({
    failure: { kind: 'unreadable' },
  });
});

test('a file of a newer version says so, whatever else its header holds', async () => {
  const header = { format: 'seedbed-sealed', version: 2, kdf: 'other' };
  await expect(open(new Blob([`${JSON.stringify(header)}\n…`]))).rejects.toMatchObject({
    failure: { kind: 'unknown-format', message: expect.stringMatching(/newer version/) as string },
  });
});

/** A file that was removed from its disk once bytes up to `until` were read. */
class RemovedFile extends Blob {
  readonly #until: number;

  constructor(file: Blob, until: number) {
    super([file]);
    this.#until = until;
  }

  override slice(from = 0, to = this.size): Blob {
    const part = super.slice(from, to);
    if (to <= this.#until) return part;
    const gone = (): Promise<never> => Promise.reject(new Error('it is gone'));
    return Object.assign(part, { arrayBuffer: gone, text: gone });
  }
}

test('a file that can’t be read any more says so', async () => {
  const sealed = await sealFile(plainOf(2 * chunk), passphrase, signal);
  const reads: (() => Promise<unknown>)[] = [() => isSealedFile(new RemovedFile(sealed, 0))];
  for (const until of [0, 4096]) reads.push(() => open(new RemovedFile(sealed, until)));
  for (const read of reads) {
    await expect(read()).rejects.toMatchObject({
      failure: { kind: 'unreadable', message: "The file can't be read: it is gone" },
    });
  }
});
