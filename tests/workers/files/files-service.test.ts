import { expose, proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import type { ExportPlan, FileProgress, FilesApi } from '#core/contracts/files-api.ts';
import type { ImportSink } from '#core/contracts/import-api.ts';
import { createProject, markDeleted, readProject } from '#data/catalogue-db.ts';
import { anyPort, createTestService, openNewProject } from '#tests/support/open-service.ts';
import { makeTask, storeProject } from '#tests/support/stored-project.ts';
import { createFilesService } from '#workers/files/files-service.ts';
import { CollectingSink } from './collecting-sink.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Two ends of a connection, as two workers would hold them. */
function connection(): { near: MessagePort; far: MessagePort } {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return { near: port1, far: port2 };
}

/** The service behind a port, as the page reaches it. */
function startService(): Remote<FilesApi> {
  const { near, far } = connection();
  const service = createFilesService({
    connectSink: (port) => {
      const sink = wrap<ImportSink>(port);
      return { sink, disconnect: () => sink[releaseProxy]() };
    },
  });
  expose(service, far);
  return wrap<FilesApi>(near);
}

/** A sink behind a port, as the project's worker offers it. */
function offer(sink: ImportSink): MessagePort {
  const { near, far } = connection();
  expose(sink, far);
  return transfer(near, [near]);
}

const rows = (count: number): Blob => {
  const texts = Array.from({ length: count }, (_, index) =>
    JSON.stringify({ instruction: `Do ${index}.`, input: '', output: 'o' }),
  );
  return new Blob([texts.join('\n')]);
};

const plan: ExportPlan = {
  format: 'alpaca-jsonl',
  includeSeeds: true,
  includeImported: true,
  seed: 1,
};

describe('over ports, as between workers', () => {
  test('an import goes into the sink and tells its progress', async () => {
    const files = startService();
    const sink = new CollectingSink();
    const told: FileProgress[] = [];
    const onProgress = proxy((progress: FileProgress) => void told.push(progress));
    const report = await files.importTasks(rows(1234), 'a.jsonl', offer(sink), onProgress);
    expect(report).toMatchObject({ ok: true, value: { rows: 1234, format: 'alpaca' } });
    expect(sink.committed).toHaveLength(1234);
    await expect.poll(() => told.at(-1)).toEqual({ rows: 1234, share: 1 });
  });

  test('an import into a real project is there to export, and the backup restores it', async () => {
    const files = startService();
    const project = createTestService();
    const id = await openNewProject(project);
    await project.service.connectImport(anyPort());
    const silent = proxy(() => undefined);
    const lines = `${await rows(700).text()}\n{"instruction": 1}`;
    const file = new Blob([lines]);
    const report = await files.importTasks(file, 'a.jsonl', offer(project.sink()), silent);
    expect(report).toMatchObject({ ok: true, value: { rows: 700, refused: 1 } });
    expect((await project.service.snapshot()).counts).toMatchObject({ imported: 700 });
    const written = await files.writeExport(id, plan, silent);
    const text = written.ok ? await written.value.file.text() : '';
    expect(text).toBe(lines.slice(0, lines.lastIndexOf('\n') + 1));
    const backup = await files.writeBackup(id, silent);
    const restored = await files.restoreBackup(backup.ok ? backup.value.file : new Blob(), silent);
    const again = createTestService();
    const opened = await again.service.open(restored.ok ? restored.value.projectId : 0, anyPort());
    expect(opened).toMatchObject({ ok: true, value: { counts: { imported: 700 } } });
    await Promise.all([project.service.close(), again.service.close()]);
  });

  test('cancel reaches an import that waits, and it takes back what it staged', async () => {
    const files = startService();
    class SlowSink extends CollectingSink {
      override async stage(...chunk: Parameters<CollectingSink['stage']>) {
        const staged = await super.stage(...chunk);
        if (this.chunks.length === 2) await files.cancel();
        return staged;
      }
    }
    const sink = new SlowSink();
    const silent = proxy(() => undefined);
    const report = await files.importTasks(rows(20_000), 'a.jsonl', offer(sink), silent);
    expect(report).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(sink.calls.at(-1)).toBe('discard i1');
    expect(sink.committed).toBeNull();
  });

  test('an export, its preview and a backup that makes another project', async () => {
    const files = startService();
    const instances = [{ input: 'i', output: 'o' }];
    const tasks = [makeTask({ id: 1, instruction: 'Do it.', instances })];
    const db = await storeProject(tasks, {}, 'Mail');
    const silent = proxy(() => undefined);
    const line = '{"instruction":"Do it.","input":"i","output":"o"}';
    expect(await files.previewExport(db.projectId, plan)).toEqual({
      ok: true,
      value: { lines: [line], rows: 1, tasks: 1 },
    });
    const written = await files.writeExport(db.projectId, plan, silent);
    expect(written.ok && (await written.value.file.text())).toBe(`${line}\n`);
    const backup = await files.writeBackup(db.projectId, silent);
    const file = backup.ok ? backup.value.file : new Blob();
    const restored = await files.restoreBackup(file, silent);
    const id = restored.ok ? restored.value.projectId : 0;
    expect(await readProject(id)).toMatchObject({ name: 'Mail', counts: { complete: 1 } });
    db.close();
  });

  test('seeds are read without a project', async () => {
    const file = new Blob(['[{"instruction":"A","input":"","output":"o"}]']);
    expect(await startService().readSeeds(file, 's.json')).toMatchObject({
      ok: true,
      value: { seeds: [{ id: 'seed_task_0', instruction: 'A' }] },
    });
  });

  test('a project that is gone, or a file that is no backup, is a failure as data', async () => {
    const files = startService();
    const id = await createProject('Gone');
    await markDeleted(id);
    for (const missing of [id, 999_999]) {
      const error = { kind: 'storage', message: 'This project is not there any more.' };
      expect(await files.previewExport(missing, plan)).toEqual({ ok: false, error });
    }
    const silent = proxy(() => undefined);
    expect(await files.restoreBackup(new Blob(['{}']), silent)).toMatchObject({
      ok: false,
      error: { kind: 'unknown-format' },
    });
  });
});
