import type { Instance, Rejection, Task } from '#core/model/task.ts';
import {
  effectiveInstances,
  effectiveInstruction,
  effectiveStatus,
  effectiveType,
} from '#core/model/effective-task.ts';
import type { TextRange } from '#core/review/marked-text.ts';
import { scoreOf } from '#core/review/task-facts.ts';

/** What a suspicion looks at: a task as it now stands, edits applied. */
export interface Suspect {
  readonly instruction: string;
  readonly instances: readonly Instance[];
  readonly isClassification: boolean | null;
  /** Why it was rejected: what a check of the pool found goes before what a filter said. */
  readonly rejection: Rejection | null;
  /** Accepted, by the machine or by a person over it. */
  readonly isKept: boolean;
  /** Highest ROUGE-L F known (0–1); null where it was never compared. */
  readonly score: number | null;
}

/** A field of a task, with its words in case of a finding. */
export type SuspectField = 'instruction' | 'input' | 'output';

/** Where something looks wrong, and why. */
export interface Finding {
  readonly field: SuspectField;
  /** Place of the instance, from 0; absent for the instruction. */
  readonly instance?: number;
  /** The piece of the field; absent where it is all of it, or nothing. */
  readonly range?: TextRange;
  /** A sentence for people. */
  readonly why: string;
}

/** Numbers that a person may change, by name. */
export type SuspicionSettings = Readonly<Record<string, number>>;

/** What a setting is called and how far it goes. */
export interface SettingField {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** What every suspicion module exports. */
export interface Suspicion<Settings extends SuspicionSettings = SuspicionSettings> {
  /** Never changes once released: projects keep it. */
  readonly id: string;
  /** In few words, for a filter. */
  readonly label: string;
  /** What it looks for and what to do about it, in a sentence or two. */
  readonly explanation: string;
  readonly defaults: Settings;
  /** One for every default. */
  readonly fields: Readonly<Record<keyof Settings, SettingField>>;
  /** The first thing that looks wrong, or null. Pure: the same task always gives the same. */
  check(suspect: Suspect, settings: Settings): Finding | null;
}

/** So much of a text is looked at (UTF-16 code units): what comes after it is not judged. */
export const mostRead = 50_000;

const beginning = (text: string): string =>
  text.length > mostRead ? text.slice(0, mostRead) : text;

const beginnings = ({ input, output }: Instance): Instance => ({
  input: beginning(input),
  output: beginning(output),
});

const isLong = ({ input, output }: Instance): boolean =>
  input.length > mostRead || output.length > mostRead;

/** Takes from a task what suspicions look at; very long texts by their beginning. */
export function suspectOf(task: Task): Suspect {
  const instances = effectiveInstances(task);
  return {
    instruction: beginning(effectiveInstruction(task)),
    instances: instances.some(isLong) ? instances.map(beginnings) : instances,
    isClassification: effectiveType(task),
    rejection: task.human?.contaminated ?? task.rejection ?? null,
    isKept: effectiveStatus(task) === 'accepted',
    score: scoreOf(task),
  };
}

/** The first finding that a look at every output gives, or null. */
export function inOutputs(
  { instances }: Suspect,
  look: (output: string, input: string) => Omit<Finding, 'field' | 'instance'> | null,
): Finding | null {
  for (const [instance, { input, output }] of instances.entries()) {
    const found = look(output, input);
    if (found !== null) return { field: 'output', instance, ...found };
  }
  return null;
}

/** The first finding that a look at every text of a task gives, or null. */
export function inTexts(
  { instruction, instances }: Suspect,
  look: (text: string, field: SuspectField) => Omit<Finding, 'field' | 'instance'> | null,
): Finding | null {
  const found = look(instruction, 'instruction');
  if (found !== null) return { field: 'instruction', ...found };
  for (const [instance, texts] of instances.entries()) {
    for (const field of ['input', 'output'] as const) {
      const inside = look(texts[field], field);
      if (inside !== null) return { field, instance, ...inside };
    }
  }
  return null;
}

/** The piece that a pattern found, from its first group where it has one. */
export function rangeOf(match: readonly (string | undefined)[], index = indexOf(match)): TextRange {
  const [whole = '', group] = match;
  const start = index + (group === undefined ? 0 : whole.indexOf(group));
  return { start, end: start + (group ?? whole).length };
}

const indexOf = (match: object): number => ('index' in match ? Number(match.index) : 0);
