import type { ProjectId } from './ids.ts';

/** What the list of projects shows of one, kept in the catalogue. */
export interface ProjectSummary {
  readonly id: ProjectId;
  readonly name: string;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly counts: PoolCounts;
  /** Set when the user deleted it; purged later, until then undo brings it back. */
  readonly deletedAt?: number;
}

/** Tasks of a project by kind. `complete` counts machine and imported tasks with an instance. */
export interface PoolCounts {
  readonly seeds: number;
  readonly machine: number;
  readonly imported: number;
  readonly rejected: number;
  readonly complete: number;
}
