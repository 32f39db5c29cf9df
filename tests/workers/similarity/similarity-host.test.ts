import { wrap } from 'comlink';
import { afterEach, expect, it } from 'vitest';
import type { GuardApi } from '#core/contracts/guard-api.ts';
import type { SimilarityApi } from '#core/contracts/similarity-api.ts';
import { createSimilarityHost } from '#workers/similarity/similarity-host.ts';

const open: MessagePort[] = [];

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function channel(): MessageChannel {
  const made = new MessageChannel();
  open.push(made.port1, made.port2);
  return made;
}

/** A service over so many hosts, reached as the project worker reaches it. */
async function serviceOver(hosts: number) {
  const shards: MessagePort[] = [];
  for (let i = 1; i < hosts; i += 1) {
    const { port1, port2 } = channel();
    await createSimilarityHost().serveShard(port1);
    shards.push(port2);
  }
  const { port1, port2 } = channel();
  await createSimilarityHost().connect(port1, shards);
  return wrap<SimilarityApi & GuardApi>(port2);
}

const members = Array.from({ length: 60 }, (_, i) => ({
  id: i + 1,
  text: `write ${i % 7} lines about the number ${i} and the letter ${i % 5}`,
}));

async function session(hosts: number) {
  const service = await serviceOver(hosts);
  await service.reset({ tokeniser: 'unicode', threshold: 0.8 });
  await service.append(members);
  await service.remove([3, 4]);
  await service.setGuard([{ id: 1, text: 'Sort a list' }], {
    tokeniser: 'unicode',
    threshold: 0.7,
    runLength: 8,
  });
  return {
    screened: await service.screenBatch(
      [
        { id: 101, text: 'write 2 lines about the number 2 and the letter 2' },
        { id: 102, text: 'Name three primary colours' },
        { id: 103, text: 'Name three primary colours please' },
      ],
      3,
    ),
    nearest: await service.nearest('write 5 lines about the letter 4', 12, 20),
    guarded: await service.checkGuard([['Sort a list'], ['Name three colours']]),
  };
}

it('answers over ports, the same from one, two and four hosts', async () => {
  const one = await session(1);
  expect(one.screened).toMatchObject({
    ok: true,
    value: { screened: [{ novel: false }, { novel: true }, { novel: false }] },
  });
  expect(one.nearest).toHaveLength(12);
  expect(one.guarded).toEqual([{ kind: 'rouge-l', culprit: 1, score: 1 }, null]);
  expect(await session(2)).toEqual(one);
  expect(await session(4)).toEqual(one);
});
