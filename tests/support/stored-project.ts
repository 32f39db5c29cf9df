import { createProject } from '#data/catalogue-db.ts';
import { ProjectDb } from '#data/project-db.ts';
import { pageOf, ProjectRepository, type Commit } from '#data/project-repository.ts';
import type { Instance, Task } from '#core/model/task.ts';

/** A task with the fields that a test cares about; the rest is plain. */
export function makeTask(task: Partial<Task> & Pick<Task, 'id' | 'instruction'>): Task {
  return {
    origin: 'machine',
    status: 'accepted',
    stage: 'instanced',
    isClassification: false,
    instances: [],
    createdAt: 1_700_000_000_000,
    ...task,
  };
}

/** Tasks with ids from 1 on, each with its instances. */
export const makeTasks = (
  texts: readonly { readonly instruction: string; readonly instances: readonly Instance[] }[],
  origin: Task['origin'] = 'machine',
): Task[] => texts.map((text, index) => makeTask({ id: index + 1, origin, ...text }));

/** Stores a project with these tasks and whatever else stands in `commit`; the caller closes it. */
export async function storeProject(
  tasks: readonly Task[],
  commit: Omit<Commit, 'pages'> = {},
  name = 'Test',
): Promise<ProjectDb> {
  const db = new ProjectDb(await createProject(name));
  const repository = new ProjectRepository(db);
  await repository.becomeWriter();
  const pages = new Map<number, Task[]>();
  for (const task of tasks) {
    const page = pages.get(pageOf(task.id)) ?? [];
    pages.set(pageOf(task.id), [...page, task]);
  }
  await repository.commit({ ...commit, pages });
  return db;
}
