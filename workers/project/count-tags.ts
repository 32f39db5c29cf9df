import type { TagCount } from '#core/contracts/project-api.ts';
import type { Task } from '#core/model/task.ts';

/** Every tag in use with how many tasks have it, the most used first, then by name. */
export function countTags(tasks: readonly Task[]): readonly TagCount[] {
  const counts = new Map<string, number>();
  for (const { human, isRemoved } of tasks) {
    if (isRemoved === true) continue;
    for (const tag of human?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .map(([tag, count]) => ({ tag, tasks: count }))
    .sort((a, b) => b.tasks - a.tasks || (a.tag < b.tag ? -1 : 1));
}
