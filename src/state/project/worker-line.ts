import type { Remote } from 'comlink';
import type { ProjectApi, ProjectFailure } from '#core/contracts/project-api.ts';
import type { Result } from '#core/model/result.ts';
import type { WorkerFailure } from '#rpc/worker-failure.ts';

/** What the worker of an open project answers. */
export type ProjectAnswer<T> = Promise<Result<T, ProjectFailure | WorkerFailure>>;

type Ask = <T>(
  use: (project: Remote<ProjectApi>) => Promise<Result<T, ProjectFailure>>,
) => ProjectAnswer<T>;

/** How the parts of an open project's session reach its worker. */
export interface WorkerLine {
  /** Asks without changing anything. */
  readonly ask: Ask;
  /** Asks for a change; the state of the project is read again after it. */
  readonly change: Ask;
  readonly read: <T>(
    use: (project: Remote<ProjectApi>) => Promise<T>,
  ) => Promise<Result<T, WorkerFailure>>;
}
