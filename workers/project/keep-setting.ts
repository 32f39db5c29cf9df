import type { ProjectBroadcast, ProjectFailure } from '#core/contracts/project-api.ts';
import { failure, success, type Result } from '#core/model/result.ts';
import { describeStorageError } from './storage-failure.ts';
import type { OpenProject } from './open-project.ts';

type Writer = NonNullable<OpenProject['editing']>['writer'];
type SettingChange = Extract<ProjectBroadcast['kind'], 'suspicions-changed' | 'views-changed'>;

/** Keeps a setting of the project, and tells all tabs. */
export async function keepSetting(
  writer: Writer,
  key: string,
  value: unknown,
  kind: SettingChange,
): Promise<Result<null, ProjectFailure>> {
  try {
    await writer.repository.putSetting(key, value);
    writer.ports.broadcast({ kind });
    return success(null);
  } catch (error) {
    return failure(describeStorageError(error));
  }
}
