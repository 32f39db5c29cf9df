import type { FilesApi, FilesFailure } from '#core/contracts/files-api.ts';
import type { ProjectId } from '#core/model/ids.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { restoreBackup } from '#data/backup/restore-backup.ts';
import { writeBackup } from '#data/backup/write-backup.ts';
import { readProject } from '#data/catalogue-db.ts';
import { previewExport, writeExport } from '#data/export/write-export.ts';
import { failureOf } from '#data/formats/files-error.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { importTasks, type RemoteSink } from './import-tasks.ts';
import { Progress } from './progress.ts';
import { readGuard } from './read-guard.ts';
import { readSeeds } from './read-seeds.ts';
import { openBackup, sealBackup } from './sealed-backup.ts';

/** How the service reaches what it can't make itself. */
export interface FilesPorts {
  /** Speaks to the project's worker through a port. */
  readonly connectSink: (port: MessagePort) => { sink: RemoteSink; disconnect: () => void };
}

/** Import, export and backup, without the worker around it. */
export function createFilesService({ connectSink }: FilesPorts): FilesApi {
  const jobs = new Jobs();
  return {
    importTasks: (file, name, port, onProgress) =>
      jobs.run(async (signal) => {
        const { sink, disconnect } = connectSink(port);
        try {
          return await importTasks(file, name, sink, onProgress, signal);
        } finally {
          disconnect();
        }
      }),
    readSeeds: (file, name) => jobs.run((signal) => readSeeds(file, name, signal)),
    readGuard: (file, name) => jobs.run((signal) => readGuard(file, name, signal)),
    previewExport: (id, plan) =>
      jobs.run((signal) =>
        withProject(id, async (db) => success(await previewExport(db, plan, signal))),
      ),
    writeExport: (id, plan, onProgress) =>
      jobs.run((signal) =>
        withProject(id, async (db) => {
          const whole = (await db.taskPages.count()) * tasksPerPage;
          const progress = new Progress(whole, onProgress);
          const onStep = (lookedAt: number, rows: number): void => {
            progress.addRows(rows);
            progress.advance(lookedAt);
          };
          const written = await writeExport(db, plan, { signal, onStep });
          progress.finish();
          return success(written);
        }),
      ),
    ...backupJobs(jobs),
    cancel: () => {
      jobs.cancel();
      return Promise.resolve();
    },
  };
}

function backupJobs(jobs: Jobs): Pick<FilesApi, 'writeBackup' | 'restoreBackup'> {
  return {
    writeBackup: (id, onProgress, passphrase) =>
      jobs.run((signal) =>
        withProject(id, async (db, name) => {
          const progress = new Progress(null, onProgress);
          const onRows = (rows: number): void => progress.addRows(rows);
          const plain = await writeBackup(db, name, Date.now(), { signal, onRows });
          const written = await sealBackup(plain, passphrase, signal);
          progress.finish();
          return success(written);
        }),
      ),
    restoreBackup: (file, onProgress, passphrase) =>
      jobs.run(async (signal) => {
        const progress = new Progress(file.size, onProgress);
        const plain = await openBackup(file, passphrase, signal);
        const projectId = await restoreBackup(plain, {
          signal,
          onRead: (bytes) => progress.advance(bytes),
          onRows: (rows) => progress.addRows(rows),
        });
        progress.finish();
        return success({ projectId });
      }),
  };
}

/** The jobs under way, so that they can be cancelled; what a job throws becomes a failure. */
class Jobs {
  readonly #running = new Set<AbortController>();

  async run<T>(
    job: (signal: AbortSignal) => Promise<Result<T, FilesFailure>>,
  ): Promise<Result<T, FilesFailure>> {
    const controller = new AbortController();
    this.#running.add(controller);
    try {
      return await job(controller.signal);
    } catch (error) {
      return failure(failureOf(error));
    } finally {
      this.#running.delete(controller);
    }
  }

  cancel(): void {
    for (const controller of this.#running) controller.abort();
  }
}

/** Opens a project's database for one job; fails where there is no such project. */
async function withProject<T>(
  id: ProjectId,
  job: (db: ProjectDb, name: string) => Promise<Result<T, FilesFailure>>,
): Promise<Result<T, FilesFailure>> {
  const project = await readProject(id);
  if (project === undefined) {
    return failure({ kind: 'storage', message: 'This project is not there any more.' });
  }
  const db = new ProjectDb(id);
  try {
    return await job(db, project.name);
  } finally {
    db.close();
  }
}
