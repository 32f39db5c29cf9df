import type { Instance, SeedTask, Task } from '#core/model/task.ts';
import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';

/** A seed while it is being written: plain fields, none of them checked. */
export interface SeedForm {
  readonly name: string;
  readonly instruction: string;
  readonly isClassification: boolean;
  readonly instances: readonly Instance[];
}

export const emptySeedForm: SeedForm = {
  name: '',
  instruction: '',
  isClassification: false,
  instances: [{ input: '', output: '' }],
};

/** A stored seed as a form. */
export function seedFormOf(seed: Task): SeedForm {
  const instances = effectiveInstances(seed);
  return {
    name: seed.name ?? '',
    instruction: effectiveInstruction(seed),
    isClassification: effectiveType(seed) ?? false,
    instances: instances.length > 0 ? instances : emptySeedForm.instances,
  };
}

/** The seed task that a form describes; instances without any text are left out. */
export function seedTaskOf(form: SeedForm, seedId: string): SeedTask {
  const instances = form.instances.filter(({ input, output }) => input !== '' || output !== '');
  const instruction = form.instruction.trim();
  return {
    id: seedId,
    name: form.name.trim() || nameFrom(instruction),
    instruction,
    instances,
    isClassification: form.isClassification,
  };
}

/** The first id `seed_task_N` that is free, as the published file counts them from 0. */
export function freeSeedId(seeds: readonly Task[]): string {
  const taken = new Set(seeds.map((seed) => seed.seedId));
  let number = seeds.length;
  while (taken.has(`seed_task_${number}`)) number += 1;
  return `seed_task_${number}`;
}

/** A name in the manner of the published file: the first words, joined by underscores. */
function nameFrom(instruction: string): string {
  const words = instruction.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 4).join('_') || 'seed';
}
