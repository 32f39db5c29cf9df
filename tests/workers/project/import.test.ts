import { describe, expect, it } from 'vitest';
import { rebuildPool } from '#core/fold/rebuild-pool.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import {
  anyPort,
  createTestService,
  FakeLocks,
  openNewProject,
} from '#tests/support/open-service.ts';
import { storedProject } from '#tests/support/stored-sources.ts';

describe('imports', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      instruction: `Task number ${index} of the import`,
      instances: [{ input: '', output: `Answer ${index}` }],
      isClassification: null,
    }));

  it('counts nothing before the commit and everything after it', async () => {
    const test = createTestService();
    const id = await openNewProject(test);
    await test.service.connectImport(anyPort());
    const begun = await test.sink().begin('tasks.jsonl');
    if (!begun.ok) throw new Error(begun.error.message);
    const { importId } = begun.value;
    await test.sink().stage(importId, rows(500));
    await test.sink().stage(importId, rows(300));
    expect((await test.service.snapshot()).counts.imported).toBe(0);
    expect(await test.sink().commit(importId)).toEqual({ ok: true, value: { rows: 800 } });
    expect((await test.service.snapshot()).counts).toMatchObject({ imported: 800, complete: 800 });
    const { sources, tasks } = await storedProject(id);
    expect((await rebuildPool(sources, createSimilarityService())).pool.tasks).toEqual(tasks);
    await test.service.undo();
    expect((await test.service.snapshot()).counts.imported).toBe(0);
  });

  it('sweeps what a crash left half-way', async () => {
    const locks = new FakeLocks();
    const first = createTestService({ locks });
    const id = await openNewProject(first);
    await first.service.connectImport(anyPort());
    const begun = await first.sink().begin('half.jsonl');
    if (!begun.ok) throw new Error(begun.error.message);
    await first.sink().stage(begun.value.importId, rows(10));
    await first.service.close();
    const second = createTestService({ locks });
    await second.service.open(id, anyPort());
    const { sources } = await storedProject(id);
    expect(sources.imports.size).toBe(0);
  });
});
