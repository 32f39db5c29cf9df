import type { WorkedExample } from '#core/prompts/input-first-demonstrations.ts';
import type { LabelledInput } from '#core/prompts/output-first-demonstrations.ts';
import { worked } from './grammar/family.ts';

/** Instances for a task that the grammar did not make; they say that they are practice text. */
export function openFiller(task: string): readonly WorkedExample[] {
  const start = beginning(task);
  return [
    worked(
      'Text',
      `Practice input for “${start}”`,
      `Practice text: this stands where a model would answer “${start}”.`,
    ),
  ];
}

/** The same for a classification task: one input for each label that its text seems to offer. */
export function labelledFiller(task: string): readonly LabelledInput[] {
  const start = beginning(task);
  return labelsOffered(task).map((label) => ({
    label,
    input: `Practice text that stands for an input whose label is “${label}” in “${start}”`,
  }));
}

function labelsOffered(task: string): readonly string[] {
  const [, first, second] = /([\p{L}-]+),? or (?:an? )?([\p{L}-]+)/u.exec(task) ?? [];
  return first !== undefined && second !== undefined && first !== second
    ? [first.toLowerCase(), second.toLowerCase()]
    : ['yes', 'no'];
}

/** The first eight words, without marks that would end a sentence inside the quotation. */
function beginning(task: string): string {
  const words = task.split(/\s+/);
  const start = words
    .slice(0, 8)
    .join(' ')
    .replace(/[.:?!,;]+$/, '');
  return words.length > 8 ? `${start} …` : start;
}
