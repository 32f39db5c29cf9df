import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { Task } from '#core/model/task.ts';

/** The words of a search, in lower case and without repeats; none where nothing is searched for. */
export function parseSearch(text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/u);
  return [...new Set(words.filter((word) => word !== ''))];
}

/**
 * What a task is searched by: instruction, inputs and outputs as they now stand, in lower case,
 * instruction first. Parts are parted by line feeds, which no word of a search can hold.
 */
export function searchTextOf(task: Task): string {
  let text = effectiveInstruction(task);
  for (const { input, output } of effectiveInstances(task)) text += `\n${input}\n${output}`;
  return text.toLowerCase();
}

/** True where a text in lower case holds every word of `parseSearch`. */
export function holdsAll(searchText: string, words: readonly string[]): boolean {
  for (const word of words) if (!searchText.includes(word)) return false;
  return true;
}
