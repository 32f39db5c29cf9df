import type { WorkedExample } from '#core/prompts/input-first-demonstrations.ts';
import type { LabelledInput } from '#core/prompts/output-first-demonstrations.ts';
import type { Random } from '#core/random/keyed-random.ts';

/** Values for the places of a form, by name; a name that is no place of the form gives ''. */
export type Slots = (name: string) => string;

interface FamilyBase {
  /** Instructions with places in braces: "Warn {audience} about {activity}." */
  readonly forms: readonly string[];
  /** What may stand in each place. Places that share a list never get the same value. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

/** Instructions that are answered freely, with the cases that fit them. */
export interface OpenFamily extends FamilyBase {
  readonly isClassification: false;
  readonly instances: (slots: Slots, random: Random) => readonly WorkedExample[];
}

/** Classification instructions, with inputs that fit each label. */
export interface ClosedFamily extends FamilyBase {
  readonly isClassification: true;
  readonly instances: (slots: Slots, random: Random) => readonly LabelledInput[];
}

/** Instructions of one meaning that differ in wording and in what they are about. */
export type Family = OpenFamily | ClosedFamily;

/** An instruction of the grammar: its text, and what it was made from. */
export interface Composed {
  readonly text: string;
  readonly family: Family;
  readonly form: string;
  readonly slots: Slots;
}

/** Makes a family that is answered freely. */
export function open(
  forms: readonly string[],
  places: FamilyBase['places'],
  instances: OpenFamily['instances'],
): OpenFamily {
  return { isClassification: false, forms, places, instances };
}

/** Makes a family of classification tasks. */
export function closed(
  forms: readonly string[],
  places: FamilyBase['places'],
  instances: ClosedFamily['instances'],
): ClosedFamily {
  return { isClassification: true, forms, places, instances };
}

/** One answer without any input, as most tasks that need none have. */
export function answer(output: string): readonly WorkedExample[] {
  return [{ fields: [], output }];
}

/** One worked case with a single named input. */
export function worked(name: string, text: string, output: string): WorkedExample {
  return { fields: [{ name, text }], output };
}
