import { expect, test, vi } from 'vitest';
import { ErrandRepository } from '#data/errand-repository.ts';
import { planOf, untilErrand } from '#tests/support/errand-steps.ts';
import { testConnection } from '#tests/support/memory-project.ts';
import { createTestService, openSeeded } from '#tests/support/open-service.ts';
import { replyTo } from '#tests/support/prompt-model.ts';

/** A service, and which key went to which model. */
function withKeys() {
  const given: [model: string, key: string | null][] = [];
  const made = createTestService({
    createModel: ({ model }, key) => {
      given.push([model, key]);
      return Promise.resolve((call) => Promise.resolve(replyTo(call)));
    },
  });
  return { made, given };
}

const planFor = (model: string) =>
  planOf('judge', 5, { connection: { ...testConnection, model, usesKey: true } });

test('a start that is refused as busy hands its key to nobody', async () => {
  const { made, given } = withKeys();
  await openSeeded(made);
  const answers = await Promise.all([
    made.service.startErrand(planFor('a'), 'key of a'),
    made.service.startErrand(planFor('b'), 'key of b'),
  ]);
  expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'busy' } }]);
  await untilErrand(made, 'done');
  expect(given).toEqual([['a', 'key of a']]);
});

test('the key of an errand that could not be stored does not go to the one before', async () => {
  const { made, given } = withKeys();
  await openSeeded(made);
  await made.service.startErrand(planFor('a'), 'key of a');
  await untilErrand(made, 'done');
  const commit = vi.spyOn(ErrandRepository.prototype, 'commit');
  commit.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
  expect(await made.service.startErrand(planFor('b'), 'key of b')).toMatchObject({ ok: false });
  expect(await made.service.resumeErrand(null)).toMatchObject({ ok: true });
  await untilErrand(made, 'done');
  expect(new Set(given.map(String))).toEqual(new Set(['a,key of a']));
});
