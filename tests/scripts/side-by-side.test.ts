import { expect, test } from 'vitest';
import { sideBySide } from '../../scripts/side-by-side.ts';

/** Jobs that end when they are told to, and what was started so far. */
function heldJobs(names: readonly string[]) {
  const started: string[] = [];
  const endings = new Map<string, () => void>();
  const jobs = names.map((name) => () => {
    started.push(name);
    return new Promise<string>((resolve) => endings.set(name, () => resolve(`${name} done`)));
  });
  const end = async (name: string): Promise<void> => {
    endings.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { jobs, started, end };
}

test('so many jobs run at once, and the next one starts when any of them ends', async () => {
  const { jobs, started, end } = heldJobs(['a', 'b', 'c', 'd']);
  const all = sideBySide(jobs, 2);
  expect(started).toEqual(['a', 'b']);
  await end('b');
  expect(started).toEqual(['a', 'b', 'c']);
  await end('c');
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  await end('d');
  await end('a');
  expect(await all).toEqual(['a done', 'b done', 'c done', 'd done']);
});

test('with room for more than there are, all start at once; with none, one after the other', async () => {
  const many = heldJobs(['a', 'b']);
  const both = sideBySide(many.jobs, 8);
  expect(many.started).toEqual(['a', 'b']);
  await many.end('a');
  await many.end('b');
  expect(await both).toEqual(['a done', 'b done']);

  const single = heldJobs(['a', 'b']);
  const turns = sideBySide(single.jobs, 0);
  expect(single.started).toEqual(['a']);
  await single.end('a');
  await single.end('b');
  expect(await turns).toEqual(['a done', 'b done']);
});

test('without jobs there is nothing to wait for', async () => {
  expect(await sideBySide([], 2)).toEqual([]);
});
