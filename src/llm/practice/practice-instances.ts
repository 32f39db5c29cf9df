import type { WorkedExample } from '#core/prompts/input-first-demonstrations.ts';
import type { LabelledInput } from '#core/prompts/output-first-demonstrations.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { labelledFiller, openFiller } from './filler.ts';
import { worked } from './grammar/family.ts';
import { recogniseInstruction } from './grammar/grammar.ts';

/** Worked cases for any task, also for a classification task that was mistaken for another kind. */
export function workedFor(task: string, random: Random): readonly WorkedExample[] {
  const own = recogniseInstruction(withoutCourtesy(task));
  if (!own) return openFiller(task);
  const { family, slots } = own;
  if (!family.isClassification) return family.instances(slots, random);
  return family.instances(slots, random).map(({ label, input }) => worked('Text', input, label));
}

/** Labelled inputs for any task, also for one that was mistaken for classification. */
export function labelledFor(task: string, random: Random): readonly LabelledInput[] {
  const own = recogniseInstruction(withoutCourtesy(task));
  if (!own) return labelledFiller(task);
  const { family, slots } = own;
  if (family.isClassification) return family.instances(slots, random);
  return family.instances(slots, random).map(({ fields, output }) => ({
    label: output.split('\n')[0] ?? '',
    input: fields.map((field) => field.text.trim()).join('\n'),
  }));
}

function withoutCourtesy(task: string): string {
  return task.replace(/^please /i, '');
}
