import { onTestFinished } from 'vitest';
import type { Complete } from '#core/model/model-call.ts';
import type { ImportSink } from '#core/contracts/import-api.ts';
import type { ImportedTask } from '#core/model/task.ts';
import { createSimilarityService } from '#core/rouge/similarity-service.ts';
import { createProject } from '#data/catalogue-db.ts';
import { ProjectService, type ServicePorts } from '#workers/project/project-service.ts';
import type { Locks } from '#workers/project/writer-lock.ts';
import { MeaningService } from '#workers/vectors/meaning-service.ts';
import { lexicalEmbedder } from '#workers/vectors/text-embedder.ts';
import { testSeeds } from './memory-project.ts';
import { nothingKept } from './model-memory.ts';
import { createPromptModel } from './prompt-model.ts';

interface Held {
  readonly release: () => void;
  readonly reject: (error: Error) => void;
}

/** Web Locks for tests: one realm stands for all tabs. */
export class FakeLocks implements Locks {
  readonly #held = new Map<string, Held>();

  request(
    name: string,
    options: { ifAvailable?: boolean; steal?: boolean },
    held: (lock: unknown) => Promise<void>,
  ): Promise<unknown> {
    const holder = this.#held.get(name);
    if (holder !== undefined) {
      if (options.steal !== true) return held(null);
      this.#held.delete(name);
      holder.reject(new Error('stolen'));
    }
    return new Promise((resolve, reject) => {
      const release = (): void => {
        if (this.#held.get(name)?.release === release) this.#held.delete(name);
        resolve(undefined);
      };
      this.#held.set(name, { release, reject });
      void held({}).then(release);
    });
  }
}

/** A port that stands for a connection; the similarity service is joined directly. */
export function anyPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.close();
  port2.close();
  return port1;
}

export interface TestService {
  readonly service: ProjectService;
  /** The sink of the last import connection. */
  sink(): ImportSink;
}

/**
 * A project service as the worker makes it, with a scripted model and one lock manager. It closes
 * with the test.
 */
export function createTestService(
  options: { complete?: Complete; locks?: Locks } & Partial<ServicePorts> = {},
): TestService {
  let sink: ImportSink | null = null;
  const service = new ProjectService({
    locks: options.locks ?? new FakeLocks(),
    wrapSimilarity: () => createSimilarityService(),
    exposeSink: (offered) => {
      sink = offered;
    },
    createModel: () => Promise.resolve(options.complete ?? createPromptModel()),
    mostInFlight: ({ maxConcurrent }) => maxConcurrent,
    memory: nothingKept,
    testConnection: () =>
      Promise.resolve({ isWorking: true, text: 'Yes', elapsedMs: 1, refused: [] }),
    listModels: () => Promise.resolve({ ok: true, value: [{ id: 'scripted' }] }),
    connectBrowserModel: (port) => port.close(),
    meaningOf: () =>
      new MeaningService({ embedder: (known) => lexicalEmbedder(known), repository: null }),
    connectMeaning: (port) => port.close(),
    loseMeaning: () => undefined,
    now: () => Date.now(),
    ...options,
  });
  onTestFinished(() => service.close());
  return {
    service,
    sink: () => {
      if (sink === null) throw new Error('no import was connected');
      return sink;
    },
  };
}

/** Makes a project and opens it for editing. */
export async function openNewProject(test: TestService, name = 'Test'): Promise<number> {
  const id = await createProject(name);
  const opened = await test.service.open(id, anyPort());
  if (!opened.ok) throw new Error(opened.error.message);
  return id;
}

/** Puts tasks into a project that is open, as the files worker does. */
export async function importTasks(
  test: TestService,
  tasks: readonly ImportedTask[],
): Promise<void> {
  await test.service.connectImport(anyPort());
  const sink = test.sink();
  const begun = await sink.begin('test.jsonl');
  if (!begun.ok) throw new Error(begun.error.message);
  const { importId } = begun.value;
  for (let from = 0; from < tasks.length; from += 500) {
    await sink.stage(importId, tasks.slice(from, from + 500));
  }
  const committed = await sink.commit(importId);
  if (!committed.ok) throw new Error(committed.error.message);
}

/** A new project with the seeds of tests. */
export async function openSeeded(test: TestService): Promise<number> {
  const id = await openNewProject(test);
  const added = await test.service.addSeeds(testSeeds);
  if (!added.ok) throw new Error(added.error.message);
  return id;
}
