import type { Task } from '#core/model/task.ts';
import { suspectOf } from './suspicion.ts';

const start = 2_166_136_261;
const prime = 16_777_619;

/** FNV-1a over UTF-16 code units, each text behind its length so that none runs into the next. */
function addText(hash: number, text: string): number {
  let next = Math.imul(hash ^ text.length, prime);
  for (let i = 0; i < text.length; i += 1) next = Math.imul(next ^ text.charCodeAt(i), prime);
  return next;
}

/**
 * Names what suspicions see of a task, and what of it a person dismissed: tasks with the same name
 * have the same answer under one plan. A 32-bit hash that is never 0; another text has the same one
 * once in four thousand million times.
 */
export function suspectKey(task: Task): number {
  const { instruction, instances, ...rest } = suspectOf(task);
  let hash = addText(start, instruction);
  for (const { input, output } of instances) hash = addText(addText(hash, input), output);
  hash = addText(hash, JSON.stringify([rest, task.human?.dismissed ?? []]));
  return hash >>> 0 || 1;
}
