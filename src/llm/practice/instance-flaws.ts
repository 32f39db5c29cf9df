import type { WorkedExample } from '#core/prompts/input-first-demonstrations.ts';
import type { LabelledInput } from '#core/prompts/output-first-demonstrations.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { integerBetween, pick } from './grammar/picking.ts';

/** An instance in one of its two forms: how to change its output and see its input. */
interface Form<T> {
  readonly withOutput: (instance: T, output: string) => T;
  readonly inputOf: (instance: T) => string;
}

type Spoiling = <T>(instance: T, form: Form<T>) => readonly T[];

const spoilings: readonly Spoiling[] = [
  // No output at all.
  (instance, { withOutput }) => [withOutput(instance, '')],
  // Broken off before what it announces.
  (instance, { withOutput }) => [withOutput(instance, 'The answer is as follows:')],
  // A second, different answer to the same input.
  (instance, { withOutput }) => [instance, withOutput(instance, 'It cannot be told from this.')],
  // The input handed back as the answer.
  (instance, { withOutput, inputOf }) => [withOutput(instance, inputOf(instance))],
  // The same twice.
  (instance) => [instance, instance],
];

/** Spoils one of the instances in one of five ways. */
export function spoilWorked(
  instances: readonly WorkedExample[],
  random: Random,
): readonly WorkedExample[] {
  return spoil(instances, random, {
    withOutput: (instance, output) => ({ ...instance, output }),
    inputOf: ({ fields }) => fields.map((field) => `${field.name}: ${field.text}`).join('\n'),
  });
}

/** Spoils one of the labelled inputs in one of five ways. */
export function spoilLabelled(
  instances: readonly LabelledInput[],
  random: Random,
): readonly LabelledInput[] {
  return spoil(instances, random, {
    withOutput: (instance, label) => ({ ...instance, label }),
    inputOf: (instance) => instance.input,
  });
}

function spoil<T>(instances: readonly T[], random: Random, form: Form<T>): readonly T[] {
  const place = integerBetween(0, instances.length - 1, random);
  const spoiling = pick(spoilings, random);
  return instances.flatMap((instance, i) =>
    i === place && spoiling ? spoiling(instance, form) : [instance],
  );
}
