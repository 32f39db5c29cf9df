import { subject } from './subject.ts';
import type { Subject } from './subject.ts';
import { cultureSubjects } from './subjects-culture.ts';
import { natureSubjects } from './subjects-nature.ts';

const all: readonly Subject[] = [...natureSubjects, ...cultureSubjects];

/** Names of all subjects, as they stand in instructions. */
export const subjectNames: readonly string[] = all.map((entry) => entry.name);
/** The fields that subjects belong to, each once. */
export const fieldNames: readonly string[] = [...new Set(all.map((entry) => entry.field))];

const byName = new Map(all.map((entry) => [entry.name, entry]));
const fallback = subject(
  'things',
  'knowledge',
  ['Things are things. | What are things? | Things | Things are not.'],
  'Things are fine.',
);

/** The subject of that name; a bland one where there is none. */
export function subjectNamed(name: string | undefined): Subject {
  return byName.get(name ?? '') ?? fallback;
}

/** All subjects of a field; never empty. */
export function subjectsOfField(field: string | undefined): readonly [Subject, ...Subject[]] {
  const [first = fallback, ...rest] = all.filter((entry) => entry.field === field);
  return [first, ...rest];
}
