import type { ImportedTask } from '#core/model/task.ts';
import type { Result } from '#core/model/result.ts';
import type { ProjectFailure } from './project-api.ts';

/**
 * Where the files worker delivers tasks: staged chunk by chunk, then committed whole or not at all.
 * Offered by the project worker on the port of `connectImport`.
 */
export interface ImportSink {
  begin(source: string): Promise<Result<{ importId: string }, ProjectFailure>>;
  stage(importId: string, chunk: readonly ImportedTask[]): Promise<Result<null, ProjectFailure>>;
  commit(importId: string): Promise<Result<{ rows: number }, ProjectFailure>>;
  discard(importId: string): Promise<Result<null, ProjectFailure>>;
}
