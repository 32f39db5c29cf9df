import { composed } from './compose.ts';
import type { Composed, Family } from './family.ts';

/** A part of a form: fixed text, or a place with what may stand there; all in lower case. */
type Part =
  | { readonly text: string }
  | {
      readonly place: string;
      readonly values: readonly (readonly [lower: string, value: string])[];
    };

interface Recogniser {
  readonly family: Family;
  readonly form: string;
  readonly parts: readonly Part[];
}

/**
 * Reads instructions of the grammar back. Recipes may have changed their case, so it does not count.
 * Plain comparison on purpose: regular expressions of this size take seconds to compile.
 */
export function recogniserOf(families: readonly Family[]): (text: string) => Composed | null {
  const recognisers = families.flatMap((family) =>
    family.forms.map((form): Recogniser => ({ family, form, parts: partsOf(family, form) })),
  );
  return (text) => {
    const lower = text.toLowerCase();
    for (const { family, form, parts } of recognisers) {
      const values = matched(parts, lower);
      if (values) return composed(family, form, new Map(values));
    }
    return null;
  };
}

function partsOf(family: Family, form: string): readonly Part[] {
  return form.split(/\{(\w+)\}/).map((piece, i) => {
    if (i % 2 === 0) return { text: piece.toLowerCase() };
    const values = family.places[piece] ?? [];
    return { place: piece, values: values.map((value) => [value.toLowerCase(), value] as const) };
  });
}

/** The values of all places, if the whole text is made of the parts; otherwise null. */
function matched(parts: readonly Part[], text: string): readonly [string, string][] | null {
  const [part, ...rest] = parts;
  if (!part) return text === '' ? [] : null;
  if ('text' in part) {
    return text.startsWith(part.text) ? matched(rest, text.slice(part.text.length)) : null;
  }
  for (const [lower, value] of part.values) {
    const after = text.startsWith(lower) ? matched(rest, text.slice(lower.length)) : null;
    if (after) return [[part.place, value], ...after];
  }
  return null;
}
