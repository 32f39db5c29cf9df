import { describe, expect, it } from 'vitest';
import type { QualityState } from '#core/model/quality.ts';
import { ProjectDb } from '#data/project-db.ts';
import {
  fileOf,
  presentOf,
  say,
  service,
  start,
  viewOf,
  wordsOf,
} from '#tests/support/quality-steps.ts';
import { storeProject } from '#tests/support/stored-project.ts';

describe('the file of another reviewer', () => {
  const said = (task: boolean, at: number): QualityState => ({ answers: { task }, note: '', at });

  it('is merged once, however often it comes', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    const file = fileOf(await viewOf(test, id), 'Grace', [
      [0, said(false, 5)],
      [9, said(true, 6)],
    ]);
    const merged = await test.service.importQuality(file, id, 'ask');
    expect(merged).toMatchObject({
      value: { isNewSample: false, reviewers: [{ name: 'Grace', added: 2, replaced: 0 }] },
    });
    const after = await viewOf(test, id);
    expect(presentOf(after)).toEqual([
      ['Ada', 0, { task: true }],
      ['Grace', 0, { task: false }],
      ['Grace', 9, { task: true }],
    ]);
    const again = await test.service.importQuality(file, id, 'ask');
    expect(again).toMatchObject({ value: { reviewers: [{ added: 0, replaced: 0, kept: 0 }] } });
    expect(await viewOf(test, id)).toEqual(after);
  });

  it('replaces older answers of the same name only when told to', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    const before = await viewOf(test, id);
    const file = fileOf(before, 'Ada', [
      [0, said(false, Date.now() + 60_000)],
      [1, said(true, 5)],
    ]);
    const refused = await test.service.importQuality(file, id, 'ask');
    expect(refused).toMatchObject({ error: { kind: 'conflict' } });
    expect(wordsOf(refused)).toMatch(/“Ada” answered here already.*one item/);
    expect(await viewOf(test, id)).toEqual(before);
    expect((await test.service.importQuality(file, id, 'join')).ok).toBe(true);
    expect(presentOf(await viewOf(test, id))).toEqual([
      ['Ada', 0, { task: false }],
      ['Ada', 1, { task: true }],
    ]);
  });

  it('of a namesake is kept apart, or put together where it is the same person', async () => {
    const [test] = await service();
    const id = await start(test);
    await say(test, id, 0, { task: true });
    const before = await viewOf(test, id);
    const file = fileOf(before, 'Ada', [[9, said(true, 5)]]);
    const asked = await test.service.importQuality(file, id, 'ask');
    expect(asked).toMatchObject({ error: { kind: 'conflict' } });
    expect(wordsOf(asked)).toMatch(/“Ada” answered one item here, and nothing of that is in the/);
    expect(await viewOf(test, id)).toEqual(before);
    const apart = await test.service.importQuality(file, id, 'apart');
    expect(apart).toMatchObject({ value: { reviewers: [{ name: 'Ada 2', added: 1 }] } });
    // Their next file is known by what they said before.
    const more: [number, QualityState][] = [
      [9, said(true, 5)],
      [10, said(false, 6)],
    ];
    const next = await test.service.importQuality(fileOf(before, 'Ada', more), id, 'ask');
    expect(next).toMatchObject({ value: { reviewers: [{ name: 'Ada 2', added: 1 }] } });
    const own = fileOf(before, 'Ada', [[20, said(true, 7)]]);
    const joined = await test.service.importQuality(own, id, 'join');
    expect(joined).toMatchObject({ value: { reviewers: [{ name: 'Ada', added: 1 }] } });
    expect(presentOf(await viewOf(test, id))).toEqual([
      ['Ada', 0, { task: true }],
      ['Ada', 20, { task: true }],
      ['Ada 2', 9, { task: true }],
      ['Ada 2', 10, { task: false }],
    ]);
  });

  it('of another sample is refused by name, and one that is damaged in words', async () => {
    const [test] = await service();
    const id = await start(test);
    const other = await start(test, 8, 40);
    const before = await viewOf(test, id);
    const file = fileOf(await viewOf(test, other), 'Grace', [[0, said(true, 1)]]);
    const refused = await test.service.importQuality(file, id, 'ask');
    expect(wordsOf(refused)).toMatch(
      /another sample, seed 8, 40 of 300 tasks; this review is of seed 7, 50 of 300 tasks/,
    );
    const cut = await test.service.importQuality(file.slice(0, 900), id, 'ask');
    expect(wordsOf(cut)).toMatch(/no file of a quality review/);
    expect(await viewOf(test, id)).toEqual(before);
    expect((await viewOf(test, other)).rows).toEqual([]);
  });

  it('brings its sample along to a project that has other tasks, or none', async () => {
    const [here] = await service();
    const id = await start(here);
    const view = await viewOf(here, id);
    const empty = await storeProject([]);
    empty.close();
    const [there] = await service(empty.projectId);
    const taken = await there.service.importQuality(fileOf(view, 'Ada', []), null, 'ask');
    expect(taken).toMatchObject({ value: { reviewId: id, isNewSample: true } });
    const copy = await viewOf(there, id);
    expect(copy.review.items).toEqual(view.review.items);
    expect(new Set(copy.standings)).toEqual(new Set(['elsewhere']));
    await say(there, id, 2, { task: true, input: true, output: true }, 'Grace');
    expect(await there.service.qualityReviews()).toMatchObject([
      { id, isDrawnHere: false, reviewers: [{ reviewer: 'Grace', answered: 1 }] },
    ]);
  });

  it('leaves nothing half-written where the project was taken over meanwhile', async () => {
    const [test, projectId] = await service();
    const id = await start(test);
    const file = fileOf(await viewOf(test, id), 'Grace', [[0, said(true, 1)]]);
    const db = new ProjectDb(projectId);
    await db.meta.put({ key: 'writer', value: 99 });
    const refused = await test.service.importQuality(file, id, 'ask');
    expect(refused).toMatchObject({ error: { kind: 'following' } });
    expect(await db.qualityAnswers.count()).toBe(0);
    db.close();
  });
});
