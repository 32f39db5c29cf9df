import { createProject } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { ProjectRepository, type Commit, type CommitWatch } from '#data/project-repository.ts';

/** A project’s repository that dies before one of its commits, as a program that is killed does. */
export class DyingRepository extends ProjectRepository {
  /** Commits still to succeed. */
  commitsLeft = Infinity;

  override async commit(commit: Commit, watch?: CommitWatch): Promise<void> {
    if (this.commitsLeft <= 0) throw new Error('died before this commit');
    this.commitsLeft -= 1;
    await super.commit(commit, watch);
  }
}

/** Copies a project’s rows into a project of its own. */
export async function copyProject(id: number): Promise<number> {
  const from = new ProjectDb(id);
  const to = new ProjectDb(await createProject('Copy'));
  for (const table of from.tables) {
    await to.table(table.name).bulkPut(await table.toArray());
  }
  from.close();
  to.close();
  return to.projectId;
}
