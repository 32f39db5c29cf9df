import { loadCorpus } from '#tests/support/model-server/corpus.ts';

/** `count` instructions, one JSON string a line; those of the corpus over and over. */
export function instructionLines(count: number): string {
  const { tasks } = loadCorpus();
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(tasks[index % tasks.length]?.instruction ?? ''),
  ).join('\n');
}
