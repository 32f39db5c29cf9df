import type { ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import type { Run } from '#core/model/run.ts';
import type { ProjectWriter } from '#workers/project/project-writer.ts';
import { describeStorageError } from '#workers/project/storage-failure.ts';

/** Stores a run's row, and shows it. */
export async function storeRun(
  writer: ProjectWriter,
  run: Run,
): Promise<Result<null, ProjectFailure>> {
  try {
    await writer.write({ run });
  } catch (error) {
    return failure(describeStorageError(error));
  }
  writer.ports.onChange();
  return success(null);
}
