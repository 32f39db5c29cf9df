import type { Task } from '#core/model/task.ts';
import type { ProjectDb } from '#data/project-db.ts';

/** Pages read at once: enough to make the reads few, not enough to fill the memory. */
const pagesAtOnce = 4;

/** All tasks of a project in order of id, a thousand or so at a time. */
export async function* taskPages(db: ProjectDb): AsyncGenerator<readonly Task[]> {
  let next = 0;
  for (;;) {
    const pages = await db.taskPages.where('page').aboveOrEqual(next).limit(pagesAtOnce).toArray();
    const last = pages.at(-1);
    if (last === undefined) return;
    next = last.page + 1;
    yield pages.flatMap(({ tasks }) => tasks);
  }
}
