import { expose, wrap } from 'comlink';
import { onTestFinished } from 'vitest';
import type { ProjectApi } from '#core/contracts/project-api.ts';
import type { WorkerLine } from '#state/project/worker-line.ts';
import type { TestService } from './open-service.ts';

/** A line to a project's service at the other end of a channel, as a session has to its worker. */
export function lineTo({ service }: TestService): WorkerLine {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  expose(service, port2);
  const project = wrap<ProjectApi>(port1);
  return {
    ask: (use) => use(project),
    change: (use) => use(project),
    read: async (use) => ({ ok: true, value: await use(project) }),
  };
}
