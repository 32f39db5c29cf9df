import { describe, expect, it, vi } from 'vitest';
import type { MeaningApi } from '#core/contracts/meaning-api.ts';
import type { MeaningDoor } from '#core/contracts/meaning-host.ts';
import type { MeaningSpace } from '#core/model/recipe.ts';
import { failure, success } from '#core/model/result.ts';
import { anyPort } from '#tests/support/open-service.ts';
import { WordMeaning } from '#tests/support/word-meaning.ts';
import { MeaningLines } from '#workers/project/runs/meaning-lines.ts';

const words: MeaningSpace = { kind: 'lexical' };
const model: MeaningSpace = { kind: 'model', space: 's', key: 'k', name: 'Tiny' };

function lines(api: MeaningApi = new WordMeaning()) {
  const openDoor = vi.fn<MeaningDoor['open']>(() => Promise.resolve(success(anyPort())));
  const made = new MeaningLines(() => api);
  return { made, openDoor, connect: () => made.connect({ open: openDoor }) };
}

describe('the way to what embeds', () => {
  it('is opened on the first reset, once for a space', async () => {
    const { made, openDoor, connect } = lines();
    connect();
    expect(await made.to(words).compare(['one'])).toMatchObject({ ok: false });
    await made.to(words).reset([]);
    await made.to(words).reset([]);
    expect(openDoor.mock.calls).toEqual([[words]]);
    expect(await made.to(words).compare(['one'])).toMatchObject({ ok: true });
    expect(await made.to(model).compare(['one'])).toMatchObject({ ok: false });
    await made.to(model).reset([]);
    expect(openDoor).toHaveBeenLastCalledWith(model);
  });

  it('fails with the page’s own words, and where there is no page', async () => {
    const { made, openDoor, connect } = lines();
    expect(await made.to(model).reset([])).toMatchObject({ ok: false, error: { kind: 'lost' } });
    connect();
    const refused = failure({ kind: 'lost', message: 'Bring it in under Settings.' } as const);
    openDoor.mockResolvedValueOnce(refused);
    expect(await made.to(model).reset([])).toEqual(refused);
    expect((await made.to(model).reset([])).ok).toBe(true);
  });

  it('gives up calls that would never end, and opens another way afterwards', async () => {
    const silent = new WordMeaning();
    silent.compare = () => new Promise(() => undefined);
    const { made, openDoor, connect } = lines(silent);
    connect();
    await made.to(model).reset([]);
    const waiting = made.to(model).compare(['one']);
    made.lose('The worker died.');
    expect(await waiting).toEqual({
      ok: false,
      error: { kind: 'lost', message: 'The worker died.' },
    });
    expect(await made.to(model).append([])).toEqual(await waiting);
    await made.to(model).reset([]);
    expect(openDoor).toHaveBeenCalledTimes(2);
  });

  it('tells what a call threw', async () => {
    const broken = new WordMeaning();
    broken.append = () => Promise.reject(new Error('The database is closed.'));
    const { made, connect } = lines(broken);
    connect();
    await made.to(words).reset([]);
    const lost = { kind: 'lost', message: 'The database is closed.' };
    expect(await made.to(words).append([])).toEqual({ ok: false, error: lost });
  });
});
