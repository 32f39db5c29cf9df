import type { Instance } from '#core/model/task.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { shuffle } from '#core/random/sampling.ts';
import { encodeInstance, type FineTuningRow } from './encode-instance.ts';
import { simplifyInput } from './simplify-input.ts';

/** What an encoding takes of a task, seed or machine-made. */
export interface EncodableTask {
  readonly instruction: string;
  readonly instances: readonly Instance[];
}

/** How often an input's only field name is taken off before the encoding. */
const simplifyShare = 0.5;

function encodeMaybeSimplified(
  instruction: string,
  instance: Instance,
  random: Random,
): FineTuningRow {
  const isSimplified = random() < simplifyShare;
  const input = isSimplified ? simplifyInput(instance.input) : instance.input;
  return encodeInstance(instruction, { ...instance, input }, random);
}

/**
 * Writes tasks as prompt and completion, one row an instance, in random order. Seeds, if they are
 * wanted, stand among `tasks` like the others: nothing is filtered here. Exact repeats go.
 */
export function fineTuningRows(tasks: Iterable<EncodableTask>, random: Random): FineTuningRow[] {
  const rows = new Map<string, FineTuningRow>();
  for (const { instruction, instances } of tasks) {
    for (const instance of instances) {
      const row = encodeMaybeSimplified(instruction, instance, random);
      rows.set(JSON.stringify([row.prompt, row.completion]), row);
    }
  }
  return shuffle([...rows.values()], random);
}
