import type { ExportPlan } from '#core/contracts/files-api.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Task } from '#core/model/task.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { stopIfCancelled } from '#data/formats/files-error.ts';
import type { ProjectDb } from '#data/project-db.ts';
import { exportKinds } from './export-kinds.ts';
import { taskPages } from './task-pages.ts';

/** The tasks that a plan takes, batch by batch in order of id, and how many tasks were looked at. */
export async function* selectedTasks(
  db: ProjectDb,
  plan: ExportPlan,
  signal: AbortSignal,
): AsyncGenerator<{ readonly tasks: readonly Task[]; readonly lookedAt: number }> {
  const sample = plan.sample === undefined ? null : await sampleIds(db, plan, plan.sample, signal);
  for await (const page of taskPages(db)) {
    stopIfCancelled(signal);
    const tasks = page.filter(
      (task) => isWanted(plan, task) && (sample === null || sample.has(task.id)),
    );
    yield { tasks, lookedAt: page.length };
  }
}

function isWanted({ format, includeSeeds, includeImported }: ExportPlan, task: Task): boolean {
  const { seeds, takes } = exportKinds[format];
  if (task.origin === 'seed') {
    return takes(task) && (seeds === 'only' || (seeds === 'as-asked' && includeSeeds));
  }
  return takes(task) && seeds !== 'only' && (task.origin === 'machine' || includeImported);
}

async function sampleIds(
  db: ProjectDb,
  plan: ExportPlan,
  count: number,
  signal: AbortSignal,
): Promise<ReadonlySet<TaskId>> {
  const ids: TaskId[] = [];
  for await (const page of taskPages(db)) {
    stopIfCancelled(signal);
    for (const task of page) if (isWanted(plan, task)) ids.push(task.id);
  }
  return new Set(sampleWithoutReplacement(ids, count, keyedRandom(plan.seed, 'export-sample', 0)));
}
