import type { FinishReason } from '#core/model/model-call.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { Instance, InstanceLosses } from '#core/model/task.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement } from '#core/random/sampling.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';

/** What is left of a reply's instances, in its order, and how many went for which reason. */
export interface FilteredInstances {
  readonly instances: readonly Instance[];
  readonly losses: InstanceLosses;
}

const endsWithColon = (text: string): boolean => stripWhiteSpace(text).endsWith(':');

function isValid({ input, output }: Instance): boolean {
  return output !== '' && input !== output && !endsWithColon(input) && !endsWithColon(output);
}

/** The non-empty inputs that have more than one output. */
function contradictoryInputs(instances: readonly Instance[]): ReadonlySet<string> {
  const outputs = new Map<string, string>();
  const contradictory = new Set<string>();
  for (const { input, output } of instances) {
    const known = outputs.get(input);
    if (known === undefined) outputs.set(input, output);
    else if (input !== '' && known !== output) contradictory.add(input);
  }
  return contradictory;
}

/** As published, one contradiction takes all instances with it; else only its own go. */
function withoutContradictions(
  instances: readonly Instance[],
  parsing: Recipe['parsing'],
): readonly Instance[] {
  const contradictory = contradictoryInputs(instances);
  if (contradictory.size === 0) return instances;
  return parsing === 'modern' ? instances.filter(({ input }) => !contradictory.has(input)) : [];
}

function withoutRepeats(instances: readonly Instance[]): readonly Instance[] {
  const byText = new Map(instances.map((one) => [JSON.stringify([one.input, one.output]), one]));
  return [...byText.values()];
}

function sampleInOrder(
  instances: readonly Instance[],
  count: number,
  random: Random,
): readonly Instance[] {
  if (instances.length <= count) return instances;
  const sample = new Set(sampleWithoutReplacement(instances, count, random));
  return instances.filter((instance) => sample.has(instance));
}

/**
 * Step 4's filters in the published order: the last instance of a reply cut by length, invalid
 * ones, contradictions, exact repeats, and all but `recipe.maxInstances` sampled ones.
 */
export function filterInstances(
  recipe: Pick<Recipe, 'parsing' | 'maxInstances'>,
  raw: readonly Instance[],
  finishReason: FinishReason,
  random: Random,
): FilteredInstances {
  const isCut = recipe.parsing === 'modern' ? finishReason !== 'stop' : finishReason === 'length';
  const ended = isCut ? raw.slice(0, -1) : raw;
  const valid = ended.filter(isValid);
  const consistent = withoutContradictions(valid, recipe.parsing);
  const distinct = withoutRepeats(consistent);
  const instances = sampleInOrder(distinct, recipe.maxInstances, random);
  return {
    instances,
    losses: {
      cut: raw.length - ended.length,
      invalid: ended.length - valid.length,
      contradicting: valid.length - consistent.length,
      repeated: consistent.length - distinct.length,
      beyondLimit: distinct.length - instances.length,
    },
  };
}
