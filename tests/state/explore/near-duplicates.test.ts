import { expose, proxy, wrap } from 'comlink';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DuplicatesApi } from '#core/contracts/duplicates-api.ts';
import type { NearPairs, VectorProgress } from '#core/contracts/vectors-api.ts';
import { failure, success } from '#core/model/result.ts';
import type { DuplicatesFinder, Look, PairSources } from '#state/explore/duplicate-search.ts';
import { NearDuplicates } from '#state/explore/near-duplicates.svelte.ts';
import { alikeTexts } from '#tests/support/alike-texts.ts';
import { createTestService, importTasks, openNewProject } from '#tests/support/open-service.ts';
import { DuplicatesService } from '#workers/duplicates/duplicates-service.ts';

const byWords: Look = { by: 'rouge', threshold: 0.7, tokeniser: 'unicode' };
const byVectors: Look = { ...byWords, by: 'vectors' };

const noPairs: PairSources = {
  of: () => {
    throw new Error('no vectors were asked for');
  },
};

/** The service of the duplicates worker, called over a port as its handle would. */
function finderOf(
  service: DuplicatesService,
): DuplicatesFinder & { readonly opened: () => number } {
  const { port1, port2 } = new MessageChannel();
  expose(service, port2);
  const remote = wrap<DuplicatesApi>(port1);
  let opened = 0;
  return {
    opened: () => opened,
    open: async (id, onChange) => {
      opened += 1;
      await remote.onChange(proxy(onChange));
      return success(await remote.open(id));
    },
    findByWords: (settings, onShare) => remote.findByWords(settings, proxy(onShare)),
    takePairs: (pairs) => remote.takePairs(pairs),
    read: async (use) => success(await use(remote)),
    stop: () => {
      service.close();
      port1.close();
    },
  };
}

/** A project of the texts with both workers' services behind it. */
async function open(vectors = noPairs) {
  const test = createTestService();
  const id = await openNewProject(test);
  const tasks = alikeTexts.map((instruction) => ({
    ...{ instruction, isClassification: null },
    instances: [{ input: '', output: 'Done' }],
  }));
  await importTasks(test, tasks);
  const { service } = test;
  const project = {
    id,
    setMarks: service.setMarks.bind(service),
  };
  const finder = finderOf(new DuplicatesService());
  let die: (message: string) => void = () => undefined;
  const duplicates = new NearDuplicates(project, vectors, (onDeath) => {
    die = onDeath;
    return finder;
  });
  onTestFinished(() => duplicates.close());
  const rejected = async (): Promise<number[]> => {
    const ids = alikeTexts.map((_, at) => at + 1);
    const details = await Promise.all(ids.map((task) => service.taskDetail(task)));
    return ids.filter((_, at) => {
      const detail = details[at];
      return detail?.ok === true && detail.value.task.human?.verdict === 'rejected';
    });
  };
  return { duplicates, service, finder, rejected, die: (message: string) => die(message) };
}

const progressOf = (kind: VectorProgress['kind']): VectorProgress => ({
  ...{ kind, state: 'done', texts: 7, embedded: 7, perSecond: 0 },
  ...{ truncated: 0, dimension: 8, bytes: 56 },
});

const pairsOf = (...pairs: readonly (readonly [number, number])[]): NearPairs => ({
  first: Int32Array.from(pairs, ([one]) => one),
  second: Int32Array.from(pairs, ([, other]) => other),
  scores: Float64Array.from(pairs, () => 0.95),
  found: pairs.length,
});

test('a look by words finds groups; what is not kept goes in one step, and comes back', async () => {
  const { duplicates, service, rejected } = await open();
  expect(duplicates.looked).toBeNull();
  await duplicates.look(byWords);
  expect(duplicates.looked).toEqual({ ...byWords, space: null });
  expect(duplicates.summary).toMatchObject({ looked: 7, groups: 2, toReject: 4 });
  expect(duplicates.groups.map(({ key }) => key)).toEqual([1, 4]);
  expect(await duplicates.reject(null)).toEqual({
    kind: 'done',
    label: 'Rejected 4 near-duplicates',
  });
  expect(await rejected()).toEqual([2, 3, 5, 7]);
  await vi.waitFor(() => expect(duplicates.summary).toMatchObject({ groups: 0, toReject: 0 }));
  expect(await service.undo()).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(duplicates.summary).toMatchObject({ groups: 2, toReject: 4 }));
  expect(await rejected()).toEqual([]);
});

test('another one is kept where a person says so, until another rule is chosen', async () => {
  const { duplicates, rejected } = await open();
  await duplicates.look(byWords);
  await duplicates.keep(4, 5);
  expect(duplicates.groups[1]?.members.map(({ id }) => id)).toEqual([5, 4]);
  await duplicates.setRule('longest');
  await duplicates.setRule('oldest');
  expect(duplicates.groups[1]?.members.map(({ id }) => id)).toEqual([4, 5]);
  await duplicates.keep(4, 5);
  expect(await duplicates.reject(4)).toMatchObject({ label: 'Rejected 1 near-duplicate' });
  expect(await rejected()).toEqual([4]);
});

test('pairs come from the vectors that were asked for', async () => {
  const asked: string[] = [];
  const { duplicates } = await open({
    of: (by) => ({
      embedded: () => Promise.resolve(success(progressOf(by === 'words' ? 'lexical' : 'semantic'))),
      pairs: (_, threshold) => {
        asked.push(`${by} from ${threshold}`);
        return Promise.resolve(success(pairsOf(by === 'words' ? [1, 2] : [4, 6])));
      },
      cancel: () => Promise.resolve(),
    }),
  });
  await duplicates.look({ ...byVectors, threshold: 0.9 });
  expect(duplicates.looked).toMatchObject({ by: 'vectors', space: 'semantic' });
  // Tasks 1 and 3 have the same text, which is no pair and alike all the same.
  expect(duplicates.groups.map(({ key, size }) => [key, size])).toEqual([
    [1, 2],
    [4, 2],
  ]);
  await duplicates.look({ ...byVectors, by: 'words', threshold: 0.8 });
  expect(duplicates.looked).toMatchObject({ by: 'words', space: 'lexical' });
  expect(duplicates.groups.map(({ key, size }) => [key, size])).toEqual([[1, 3]]);
  expect(asked).toEqual(['vectors from 0.9', 'words from 0.8']);
});

test('a look that is given up leaves what was found before, and hears nothing late', async () => {
  let answer: (pairs: NearPairs) => void = () => undefined;
  let late: (share: number) => void = () => undefined;
  let cancelled = 0;
  const { duplicates } = await open({
    of: () => ({
      embedded: () => Promise.resolve(success(progressOf('semantic'))),
      pairs: (_, __, ___, onShare) => {
        late = onShare;
        onShare(0.5);
        return new Promise((resolve) => {
          answer = (pairs) => resolve(success(pairs));
        });
      },
      cancel: () => {
        cancelled += 1;
        return Promise.resolve();
      },
    }),
  });
  await duplicates.look(byWords);
  const looking = duplicates.look(byVectors);
  await vi.waitFor(() => expect(duplicates.share).toBe(0.5));
  duplicates.cancel();
  expect(duplicates.isLooking).toBe(false);
  late(0.9);
  answer(pairsOf());
  await looking;
  expect(duplicates.share).toBeNull();
  expect(duplicates.problem).toBeNull();
  expect(duplicates.looked).toEqual({ ...byWords, space: null });
  expect(cancelled).toBe(1);
});

test('what a look failed for is told, and is gone with the next look', async () => {
  const message = 'The stored vectors have 3 numbers each.';
  const { duplicates } = await open({
    of: () => ({
      embedded: () => Promise.resolve(failure({ kind: 'other-dimension', message })),
      pairs: () => Promise.reject(new Error('asked for pairs all the same')),
      cancel: () => Promise.resolve(),
    }),
  });
  await duplicates.look(byVectors);
  expect(duplicates.problem).toBe(message);
  expect(duplicates.looked).toBeNull();
  await duplicates.look(byWords);
  expect(duplicates.problem).toBeNull();
});

test('after the death of its worker the next look opens the project again', async () => {
  const { duplicates, finder, die } = await open();
  await duplicates.look(byWords);
  die('Out of memory.');
  expect(duplicates.problem).toBe('Out of memory.');
  expect(duplicates.summary).toBeNull();
  expect(duplicates.groups).toEqual([]);
  await duplicates.look(byWords);
  expect(duplicates.summary).toMatchObject({ groups: 2 });
  expect(finder.opened()).toBe(2);
});
