import type { Random } from '#core/random/keyed-random.ts';
import type { Task } from '#core/model/task.ts';
import type { SuspicionId } from '#core/suspicions/all-suspicions.ts';

/** A row of the published data. */
export interface Row {
  /** Its line in the file, from 1. */
  readonly line: number;
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

/** The part of a task that a plant changes. */
export type Planted = Pick<Task, 'instruction' | 'instances' | 'isClassification'> &
  Partial<Pick<Task, 'rejection' | 'novelty' | 'status'>>;

/** Puts one defect into a row: null where this row has no room for it. */
export type Plant = (row: Row, random: Random) => Planted | null;

export type Plants = Readonly<Record<SuspicionId, Plant>>;

export const pick = <T>(items: readonly [T, ...T[]], random: Random): T =>
  items[Math.floor(random() * items.length)] ?? items[0];

/** A whole number from `least` to `most`. */
export const between = (least: number, most: number, random: Random): number =>
  least + Math.floor(random() * (most - least + 1));

export const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/** A row as it is, as a task of one instance. */
export const asTask = ({ instruction, input, output }: Row): Planted => ({
  instruction,
  instances: [{ input, output }],
  isClassification: null,
});

export const withOutput = (row: Row, output: string): Planted => asTask({ ...row, output });
