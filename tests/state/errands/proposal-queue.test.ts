import { expect, test } from 'vitest';
import type { Proposal, ProposalItem } from '#core/contracts/errand-api.ts';
import { success } from '#core/model/result.ts';
import { ProposalQueue } from '#state/errands/proposal-queue.svelte.ts';

type Ports = ConstructorParameters<typeof ProposalQueue>[1];

/** Three proposals; each is shown only when it is let through. */
function slowProposals() {
  const items: ProposalItem[] = [1, 2, 3].map((taskId) => ({ taskId, status: 'waiting' }));
  const decided: string[] = [];
  let letThrough: () => void = () => undefined;
  const decide = (verb: string) => (_: number, ids: readonly number[] | null) => {
    decided.push(`${verb} ${ids?.join() ?? 'all'}`);
    for (const id of ids ?? []) items[id - 1] = { taskId: id, status: 'accepted' };
    return Promise.resolve(success({ decided: 1, label: 'Done' }));
  };
  const ports = {
    proposals: () => Promise.resolve(success([...items])),
    proposal: (_: number, taskId: number) =>
      new Promise((resolve) => {
        letThrough = () => resolve(success(items[taskId - 1] as Proposal));
      }),
    accept: decide('accept'),
    refuse: decide('refuse'),
  } as unknown as Ports;
  return { queue: new ProposalQueue(1, ports), decided, letThrough: () => letThrough() };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

test('a key pressed before the next proposal is in sight decides nothing', async () => {
  const { queue, decided, letThrough } = slowProposals();
  void queue.open();
  await turns();
  letThrough();
  await turns();
  void queue.decide('accept');
  await turns();
  expect(queue.count('waiting')).toBe(2);
  await queue.decide('refuse');
  expect(decided).toEqual(['accept 1']);
  expect(queue.failure).toBeNull();
  letThrough();
  await turns();
  expect(queue.isBusy).toBe(false);
  void queue.decide('refuse');
  await turns();
  expect(decided).toEqual(['accept 1', 'refuse 2']);
});
