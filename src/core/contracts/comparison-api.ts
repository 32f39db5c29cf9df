import type { ProjectId } from '#core/model/ids.ts';
import type { Result } from '#core/model/result.ts';

export interface ComparisonFailure {
  readonly kind: 'storage';
  readonly message: string;
}

/**
 * Compares all members of a project's pool with each other, in a worker that can be ended: it takes
 * seconds to minutes.
 */
export interface ComparisonApi {
  /**
   * Finds for every member the nearest other one by ROUGE-L, keeps that with the project and tells
   * all tabs; answers how many were compared. `onShare` hears the share done (0–1).
   */
  compare(
    id: ProjectId,
    onShare: (share: number) => void,
  ): Promise<Result<number, ComparisonFailure>>;
}
