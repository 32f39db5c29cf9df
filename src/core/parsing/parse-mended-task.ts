import { hashOfInstances, hashOfText } from '#core/errands/task-basis.ts';
import { isJsonRow, ownValue } from '#core/formats/json-row.ts';
import type { BadReply, ErrandAnswer, TaskBasis } from '#core/model/errand.ts';
import type { FinishReason } from '#core/model/model-call.ts';
import type { Instance } from '#core/model/task.ts';
import { stripWhiteSpace } from '#core/text/white-space.ts';
import { withoutWrapping } from './chat-habits.ts';
import { findJsonObject } from './find-json-object.ts';
import { readSections, type Section } from './read-sections.ts';

/** A task as a reply gives it; an absent instruction stays as it is. */
interface GivenTask {
  readonly instruction?: string;
  readonly instances: readonly Instance[];
}

const noChange = /^[\s"'*_`]{0,6}no changes?\b/i;
const noInput = /^[<(["']?\s?(?:no ?input|none|n\/a|empty)\s?[>)\]"']?\.?$/i;

/**
 * Reads a mended task: an instruction, examples, or both. What is as the model was shown it (by
 * `basis`) is no proposal. A reply whose end is cut is none either: half an output is worse than the
 * old one.
 */
export function parseRepair(
  text: string,
  finishReason: FinishReason,
  basis: TaskBasis,
): ErrandAnswer {
  const read = readTask(text, finishReason);
  if ('reason' in read) return { kind: 'bad', reason: read.reason };
  const { instruction, instances } = read;
  const hasNewInstruction =
    instruction !== undefined && hashOfText(instruction) !== basis.instruction;
  const hasNewInstances = instances.length > 0 && hashOfInstances(instances) !== basis.instances;
  if (!hasNewInstruction && !hasNewInstances) return { kind: 'unchanged' };
  return {
    kind: 'proposal',
    ...(hasNewInstruction && { instruction }),
    ...(hasNewInstances && { instances }),
  };
}

/** Reads new examples for a task; an instruction in the reply is left out. */
export function parseExamples(
  text: string,
  finishReason: FinishReason,
  basis: TaskBasis,
): ErrandAnswer {
  const read = readTask(text, finishReason);
  if ('reason' in read) return { kind: 'bad', reason: read.reason };
  const { instances } = read;
  if (instances.length === 0) return { kind: 'bad', reason: 'no-examples' };
  if (hashOfInstances(instances) === basis.instances) return { kind: 'unchanged' };
  return { kind: 'proposal', instances };
}

function readTask(text: string, finishReason: FinishReason): GivenTask | { reason: BadReply } {
  const reply = stripWhiteSpace(withoutWrapping(text));
  if (reply === '') return { reason: 'empty' };
  if (noChange.test(reply)) return { instances: [] };
  const { sections, hasEnd } = readSections(reply);
  // An output may well be JSON: only a reply that is nothing else is read as such.
  const json = sections.length === 0 || reply.startsWith('{') ? findJsonObject(reply) : null;
  const fromJson = json === null ? null : taskInJson(json);
  if (fromJson !== null) return checked(fromJson);
  if (finishReason === 'length' && !hasEnd) return { reason: 'cut' };
  if (sections.length === 0) return { reason: 'no-task' };
  return joined(sections);
}

function joined(sections: readonly Section[]): GivenTask | { reason: BadReply } {
  const instances: Instance[] = [];
  let instruction: string | undefined;
  let input: string | null = null;
  for (const { name, text } of sections) {
    if (name === 'instruction') instruction ??= text;
    else if (name === 'input') {
      if (input !== null) return { reason: 'no-output' };
      input = noInput.test(text) ? '' : text;
    } else {
      instances.push({ input: input ?? '', output: text });
      input = null;
    }
  }
  if (input !== null) return { reason: 'no-output' };
  return checked({ instances, ...(instruction !== undefined && { instruction }) });
}

function checked(task: GivenTask): GivenTask | { reason: BadReply } {
  if (task.instruction === '') return { reason: 'no-task' };
  if (task.instances.some(({ output }) => output === '')) return { reason: 'no-output' };
  return task.instruction === undefined && task.instances.length === 0
    ? { reason: 'no-task' }
    : task;
}

function taskInJson(row: Parameters<typeof ownValue>[0]): GivenTask | null {
  const instruction = ownValue(row, 'instruction');
  const list = ownValue(row, 'instances') ?? ownValue(row, 'examples');
  const single = ownValue(row, 'output') === undefined ? [] : [row];
  const instances = (Array.isArray(list) ? list : single).map(instanceIn);
  if (instances.some((instance) => instance === null)) return null;
  const given = instances.filter((instance) => instance !== null);
  if (typeof instruction !== 'string' && given.length === 0) return null;
  return {
    instances: given,
    ...(typeof instruction === 'string' && { instruction: stripWhiteSpace(instruction) }),
  };
}

function instanceIn(value: unknown): Instance | null {
  if (!isJsonRow(value)) return null;
  const input = ownValue(value, 'input') ?? '';
  const output = ownValue(value, 'output');
  if (typeof input !== 'string' || typeof output !== 'string') return null;
  return { input: stripWhiteSpace(input), output: stripWhiteSpace(output) };
}
