import { effectiveInstances, effectiveInstruction } from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Instance, Task } from '#core/model/task.ts';
import { rougeL } from '#core/rouge/rouge-l.ts';
import { tokenise } from '#core/rouge/tokenise.ts';

/** The nearest other seed, and how near: ROUGE-L F, 0–1. */
export interface SeedTwin {
  readonly id: TaskId;
  readonly score: number;
}

/** The same bar as the pipeline sets for new tasks: seeds that near steer prompts the same way. */
const twinThreshold = 0.7;

// The page must answer within 50 ms, so the comparison makes room after this long.
const sliceMs = 8;

/** What a seed lacks, in a few words each; empty where it lacks nothing. */
export function fieldProblems(seed: Task): string[] {
  const instances = effectiveInstances(seed);
  const problems = [
    effectiveInstruction(seed).trim() === '' && 'no instruction',
    instances.length === 0 && 'no instance',
    instances.some(isEmpty) && 'empty output',
    instances.some(isEcho) && 'output repeats the input',
  ];
  return problems.filter((problem) => problem !== false);
}

const isEmpty = ({ output }: Instance): boolean => output.trim() === '';

const isEcho = ({ input, output }: Instance): boolean =>
  output.trim() !== '' && output.trim() === input.trim();

/** For each seed that is above the threshold with another one, the nearest; yields to the page. */
export async function findTwins(
  seeds: readonly Task[],
  signal: AbortSignal,
): Promise<ReadonlyMap<TaskId, SeedTwin>> {
  const twins = new Map<TaskId, SeedTwin>();
  const pace = createPace(signal);
  const entries: { id: TaskId; tokens: readonly string[] }[] = [];
  for (const seed of seeds) {
    entries.push({ id: seed.id, tokens: tokenise(effectiveInstruction(seed), 'unicode') });
    if (!(await pace())) return twins;
  }
  for (const [index, { id, tokens }] of entries.entries()) {
    for (let before = 0; before < index; before += 1) {
      const other = entries[before];
      if (!other || !canReach(tokens.length, other.tokens.length)) continue;
      const { fmeasure } = rougeL(tokens, other.tokens);
      if (fmeasure <= twinThreshold) continue;
      note(twins, id, { id: other.id, score: fmeasure });
      note(twins, other.id, { id, score: fmeasure });
    }
    if (!(await pace())) return twins;
  }
  return twins;
}

function note(twins: Map<TaskId, SeedTwin>, id: TaskId, twin: SeedTwin): void {
  if (twin.score > (twins.get(id)?.score ?? 0)) twins.set(id, twin);
}

/** Even if the shorter lay wholly within the longer, F would be 2·shorter / sum. */
const canReach = (a: number, b: number): boolean =>
  2 * Math.min(a, b) > (twinThreshold - 0.001) * (a + b);

/** Lets the page breathe when a slice is used up; false once nobody wants the answer any more. */
function createPace(signal: AbortSignal): () => Promise<boolean> {
  let sliceEnd = performance.now() + sliceMs;
  return async () => {
    if (performance.now() > sliceEnd) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnd = performance.now() + sliceMs;
    }
    return !signal.aborted;
  };
}
