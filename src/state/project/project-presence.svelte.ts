import type { ProjectId } from '#core/model/ids.ts';
import { readProject } from '#data/catalogue-db.ts';

/** Whether a project exists: known long before a large one is open. */
export class ProjectPresence {
  #isThere = $state.raw(false);

  constructor(id: ProjectId) {
    void this.#look(id);
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  async #look(id: ProjectId): Promise<void> {
    // Where the list of projects can't be read, opening the project says so.
    this.#isThere = (await readProject(id).catch(() => undefined)) !== undefined;
  }
}
