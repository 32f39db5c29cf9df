import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PageFeed } from '#workers/pool/page-feed.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A feed of one page a batch; `fails` says of each reading whether it goes wrong. */
function open(fails: () => boolean) {
  const applied: number[] = [];
  let reads = 0;
  const feed = new PageFeed({
    read: () => {
      reads += 1;
      return fails() ? Promise.reject(new Error('no disk')) : Promise.resolve(new Map());
    },
    apply: (page) => applied.push(page),
    onApplied: () => undefined,
    pagesPerBatch: 1,
  });
  return { feed, applied, reads: () => reads };
}

test('pages come newest first, those that changed before the rest', async () => {
  const { feed, applied } = open(() => false);
  expect(feed.isLoading).toBe(true);
  const loading = feed.load([1, 2, 3, 4]);
  feed.refresh([1]);
  await loading;
  await feed.loaded;
  expect(applied).toEqual([4, 1, 3, 2]);
  expect(feed.isLoading).toBe(false);
});

test('pages that changed before the load are read before it, not beside it', async () => {
  const asked: (readonly number[])[] = [];
  const applied: string[] = [];
  const held: (() => void)[] = [];
  const feed = new PageFeed({
    read: async (pages) => {
      asked.push(pages);
      const turn = asked.length;
      await new Promise<void>((resolve) => held.push(resolve));
      applied.push(`reading ${turn} of ${pages.join(' and ')}`);
      return new Map();
    },
    apply: () => undefined,
    onApplied: () => undefined,
    pagesAtFirst: 1,
  });
  feed.refresh([3]);
  const loading = feed.load([1, 2, 3]);
  // Whatever is read at once may answer in any order: the newest first here.
  for (let turn = 1; turn <= 3; turn += 1) {
    await vi.advanceTimersByTimeAsync(10);
    held.pop()?.();
  }
  await loading;
  await feed.loaded;
  expect(asked).toEqual([[3], [3], [1, 2]]);
  expect(applied).toEqual(['reading 1 of 3', 'reading 2 of 3', 'reading 3 of 1 and 2']);
});

test('a page that can’t be read is tried again after a while, and with the next change', async () => {
  let isBroken = false;
  const { feed, applied } = open(() => isBroken);
  await feed.load([1]);
  isBroken = true;
  feed.refresh([2]);
  await vi.advanceTimersByTimeAsync(10);
  isBroken = false;
  expect(applied).toEqual([1]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(applied).toEqual([1, 2]);

  isBroken = true;
  feed.refresh([3]);
  await vi.advanceTimersByTimeAsync(10);
  isBroken = false;
  feed.refresh([4]);
  await vi.advanceTimersByTimeAsync(10);
  expect(applied).toEqual([1, 2, 3, 4]);
});

test('a feed that is stopped tries nothing again', async () => {
  let isBroken = false;
  const { feed, reads } = open(() => isBroken);
  await feed.load([1]);
  isBroken = true;
  feed.refresh([2]);
  await vi.advanceTimersByTimeAsync(10);
  const before = reads();
  feed.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reads()).toBe(before);
});

test('says so where the first pages can’t be read', async () => {
  const { feed } = open(() => true);
  await expect(feed.load([1, 2])).rejects.toThrow('no disk');
});
