import type { Task } from '#core/model/task.ts';
import { createProject } from '#data/catalogue-db.ts';
import { ProjectDb, tasksPerPage } from '#data/project-db.ts';
import { ProjectRepository } from '#data/project-repository.ts';
import { TaskMaker, type PublishedRow } from './make-tasks.ts';

const pagesPerCommit = 64;

/** Runs in the page: stores a project with `count` tasks and gives its id. */
export async function fillProject(lines: string, count: number): Promise<number> {
  const rows = lines.split('\n').map((line) => JSON.parse(line) as PublishedRow);
  const maker = new TaskMaker(rows);
  const id = await createProject(`${count.toLocaleString('en')} tasks`);
  const db = new ProjectDb(id);
  const repository = new ProjectRepository(db);
  await repository.becomeWriter();
  for (let from = 0; from < count; from += tasksPerPage * pagesPerCommit) {
    const pages = new Map<number, Task[]>();
    const end = Math.min(count, from + tasksPerPage * pagesPerCommit);
    for (let next = from; next < end; next += 1) {
      const page = Math.floor(next / tasksPerPage);
      const tasks = pages.get(page) ?? [];
      tasks.push(maker.make(next + 1));
      pages.set(page, tasks);
    }
    await repository.commit({ pages });
  }
  db.close();
  return id;
}
