import type { ImportSink } from '#core/contracts/import-api.ts';
import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { ImportedTask } from '#core/model/task.ts';

/** An import sink that keeps what it is given, and can refuse from some chunk on. */
export class CollectingSink implements ImportSink {
  readonly calls: string[] = [];
  readonly chunks: (readonly ImportedTask[])[] = [];
  committed: readonly ImportedTask[] | null = null;
  readonly #refuseFrom: number;

  constructor(refuseFrom = Infinity) {
    this.#refuseFrom = refuseFrom;
  }

  begin(source: string): Promise<Result<{ importId: string }, ProjectFailure>> {
    this.calls.push(`begin ${source}`);
    return Promise.resolve(success({ importId: 'i1' }));
  }

  stage(importId: string, chunk: readonly ImportedTask[]): Promise<Result<null, ProjectFailure>> {
    this.calls.push(`stage ${importId} ${chunk.length}`);
    if (this.chunks.length >= this.#refuseFrom) {
      return Promise.resolve(failure({ kind: 'storage', message: 'The disk is full.' }));
    }
    this.chunks.push(chunk);
    return Promise.resolve(success(null));
  }

  commit(importId: string): Promise<Result<{ rows: number }, ProjectFailure>> {
    this.calls.push(`commit ${importId}`);
    this.committed = this.chunks.flat();
    return Promise.resolve(success({ rows: this.committed.length }));
  }

  discard(importId: string): Promise<Result<null, ProjectFailure>> {
    this.calls.push(`discard ${importId}`);
    this.chunks.length = 0;
    return Promise.resolve(success(null));
  }
}
