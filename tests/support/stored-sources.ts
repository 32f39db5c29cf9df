import { expect, vi } from 'vitest';
import type { LogSources } from '#core/fold/fold-entries.ts';
import type { RunState } from '#core/model/run.ts';
import type { Task } from '#core/model/task.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import type { TestService } from './open-service.ts';

/** Waits until the run is in one of these states and nothing is in flight. */
export async function untilState(test: TestService, ...states: RunState[]): Promise<void> {
  await vi.waitFor(
    async () => {
      const { run, activity } = await test.service.snapshot();
      expect(states).toContain(run?.state);
      expect(activity?.inFlight).toBe(0);
    },
    { timeout: 10_000, interval: 10 },
  );
}

/** What a project's database holds: everything the log refers to, and the tasks. */
export async function storedProject(id: number): Promise<{ sources: LogSources; tasks: Task[] }> {
  const db = new ProjectDb(id);
  const repository = new ProjectRepository(db);
  const runs = await repository.runs();
  const requests = await db.requests.toArray();
  const attempts = await db.attempts.toArray();
  const chunks = await db.imports.toArray();
  const imports = new Map<string, (typeof chunks)[number]['rows']>();
  for (const { importId, rows } of chunks) {
    imports.set(importId, [...(imports.get(importId) ?? []), ...rows]);
  }
  const sources: LogSources = {
    entries: await repository.log(),
    runs,
    requests: new Map(requests.map((request) => [request.id, request])),
    attempts: new Map(attempts.map((attempt) => [attempt.id, attempt])),
    imports,
    guards: await repository.guardSets(),
  };
  const tasks = await repository.tasks();
  db.close();
  return { sources, tasks };
}
