import type { PoolHandle } from '#rpc/pool-handle.ts';
import type { ProjectBulk } from '#state/project/project-bulk.ts';
import type { ProjectGuards } from '#state/project/project-guards.ts';
import type { ProjectHistory } from '#state/project/project-history.ts';
import type { ProjectViews } from '#state/project/project-views.ts';
import type { ProjectSession } from '#state/project/project-session.svelte.ts';

/** What Review needs of the pool worker. */
export type ReviewPool = Pick<
  PoolHandle,
  | 'open'
  | 'query'
  | 'interrupt'
  | 'rangesOf'
  | 'rows'
  | 'idsOf'
  | 'checkIds'
  | 'placeOf'
  | 'suspicionReport'
  | 'onChange'
  | 'stop'
>;

/** What Review needs of the open project. */
export type ReviewProject = Pick<
  ProjectSession,
  | 'id'
  | 'setVerdict'
  | 'setMarks'
  | 'editTask'
  | 'undo'
  | 'redo'
  | 'taskDetail'
  | 'suspicionPlan'
  | 'setSuspicionPlan'
> & {
  readonly bulk: Pick<ProjectBulk, 'mark' | 'replace' | 'cancel'>;
  readonly guards: Pick<ProjectGuards, 'rejectContaminated'>;
  readonly history: Pick<ProjectHistory, 'ofTask' | 'usedTags'>;
  readonly views: Pick<ProjectViews, 'list' | 'keep'>;
};
