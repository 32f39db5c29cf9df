import {
  effectiveInstances,
  effectiveInstruction,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { TaskId } from '#core/model/ids.ts';
import type { Step } from '#core/model/model-call.ts';
import type { Decoding, Recipe } from '#core/model/recipe.ts';
import type { Run } from '#core/model/run.ts';
import { connectionOf } from '#core/model/step-connection.ts';
import type { SeedTask, Task } from '#core/model/task.ts';
import type { TaskPool } from '#core/pool/task-pool.ts';
import { classificationPrompt } from '#core/prompts/classification-prompt.ts';
import { instancePrompt } from '#core/prompts/instance-prompt.ts';
import { instructionPrompt } from '#core/prompts/instruction-prompt.ts';
import type { Prompt } from '#core/prompts/prompt.ts';
import { wholeTaskPrompt } from '#core/prompts/whole-task-prompt.ts';
import { chooseDiverse } from './diverse-demonstrations.ts';
import { askingFor } from './room-to-reason.ts';
import { keyedRandom } from '#core/random/keyed-random.ts';
import { sampleWithoutReplacement, shuffle } from '#core/random/sampling.ts';

/** A request before it has an id: what will be asked, and how. */
export interface RequestDraft {
  readonly step: Step;
  readonly index: number;
  readonly round: number;
  readonly taskId?: TaskId;
  readonly isClassification?: boolean;
  readonly mustAnswer?: true;
  readonly prompt: Prompt;
  readonly decoding: Decoding;
}

/** Drafts request `index` of step 1: samples demonstrations from the pool as it now is. */
export function draftProposals(
  run: Run,
  pool: TaskPool,
  place: { index: number; round: number },
): RequestDraft {
  const { recipe } = run;
  if (recipe.preset === 'alpaca') {
    const seeds = sampleSeeds(run, pool, place.index, shownCount(run));
    const prompt = wholeTaskPrompt(connectionOf(run, 'whole-task').api, seeds.map(asSeed));
    return { step: 'whole-task', ...place, prompt, decoding: recipe.instruction };
  }
  const shown = sampleDemonstrations(run, pool, place.index).map(effectiveInstruction);
  const { api } = connectionOf(run, 'instruction');
  const prompt = instructionPrompt(recipe, api, shown);
  return { step: 'instruction', ...place, prompt, decoding: listDecoding(recipe) };
}

/** How many demonstrations a step-1 prompt shows: as the recipe has it, or what the context holds. */
export function shownCount({ recipe, shownAtMost }: Run): number {
  return Math.min(recipe.demonstrations.total, shownAtMost ?? Infinity);
}

/** Recipe modern stops after the last item that it asks for, whatever number that is. */
function listDecoding({ parsing, instruction, lastItem }: Recipe): Decoding {
  if (parsing !== 'modern') return instruction;
  const next = lastItem + 1;
  const stops = [`\n${next}.`, `\n${next} .`, `\n${next})`];
  return { ...instruction, stops: [...instruction.stops, ...stops] };
}

/** Up to `machine` accepted machine instructions, the rest seeds; then shuffled (pipeline, step 1). */
function sampleDemonstrations(run: Run, pool: TaskPool, index: number): Task[] {
  const { machine, useImported, choice } = run.recipe.demonstrations;
  const total = shownCount(run);
  const random = keyedRandom(run.seed, 'demonstrations', index);
  // In order of id, so that the sample does not depend on when a task joined its group.
  const made = [...pool.group('machine'), ...(useImported ? pool.group('imported') : [])].sort(
    (a, b) => a - b,
  );
  const fromMachine = Math.min(machine, made.length, total);
  if (choice === 'diverse') {
    const choices = [
      { from: made.flatMap((id) => pool.get(id) ?? []), count: fromMachine },
      { from: seedsOf(run, pool), count: total - fromMachine },
    ];
    return shuffle(chooseDiverse(choices, random), random);
  }
  const shown = sampleWithoutReplacement(made, fromMachine, random);
  const seeds = sampleSeeds(run, pool, index, total - shown.length);
  return shuffle([...shown.flatMap((id) => pool.get(id) ?? []), ...seeds], random);
}

function sampleSeeds(run: Run, pool: TaskPool, index: number, count: number): Task[] {
  const seeds = seedsOf(run, pool);
  const random = keyedRandom(run.seed, 'seeds', index);
  return run.recipe.demonstrations.choice === 'diverse'
    ? chooseDiverse([{ from: seeds, count }], random)
    : sampleWithoutReplacement(seeds, Math.min(count, seeds.length), random);
}

/** The seeds that a recipe shows, in order of id. */
function seedsOf({ recipe }: Run, pool: TaskPool): Task[] {
  const ids = [...pool.group(seedGroup(recipe))].sort((a, b) => a - b);
  return ids.flatMap((id) => pool.get(id) ?? []);
}

/** Which seeds a recipe shows and compares with. */
export function seedGroup(recipe: Recipe): 'seeds' | 'classificationSeeds' {
  return recipe.classificationOnly ? 'classificationSeeds' : 'seeds';
}

function asSeed(task: Task): SeedTask {
  return {
    id: task.seedId ?? `seed_task_${task.id}`,
    name: task.name ?? '',
    instruction: effectiveInstruction(task),
    instances: effectiveInstances(task),
    isClassification: effectiveType(task) === true,
  };
}

/** Drafts step 2 for a task. */
export function draftType(run: Run, task: Task, index: number): RequestDraft {
  const connection = connectionOf(run, 'classification');
  const prompt = classificationPrompt(connection.api, effectiveInstruction(task));
  const asking = askingFor('classification', run.recipe.classification, connection, task);
  return { step: 'classification', index, round: 0, taskId: task.id, prompt, ...asking };
}

/** Drafts step 3 for a task that has been typed. */
export function draftInstances(run: Run, task: Task, index: number): RequestDraft {
  const isClassification = effectiveType(task) === true;
  const connection = connectionOf(run, 'instance');
  const prompt = instancePrompt(connection.api, isClassification, effectiveInstruction(task));
  const decoding = isClassification ? run.recipe.labelled : run.recipe.generation;
  return {
    step: 'instance',
    index,
    round: 0,
    taskId: task.id,
    isClassification,
    prompt,
    ...askingFor('instance', decoding, connection, task),
  };
}
