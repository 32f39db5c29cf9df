import type { Random } from '#core/random/keyed-random.ts';
import type { Composed, Family } from './family.ts';
import { pickText } from './picking.ts';
import { capitalised } from './wording.ts';

/** The places of a form, in order. */
export function placesOf(form: string): readonly string[] {
  return [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

/** Composes an instruction of a family: a form and what stands in its places, all by chance. */
export function composeFrom(family: Family, random: Random): Composed {
  const form = pickText(family.forms, random);
  const values = new Map<string, string>();
  for (const place of placesOf(form)) values.set(place, choose(family, place, values, random));
  return composed(family, form, values);
}

/** The same instruction with another value in one place; the same text where it has none. */
export function withOtherValue(origin: Composed, random: Random): Composed {
  const { family, form } = origin;
  const places = placesOf(form);
  const values = new Map(places.map((place) => [place, origin.slots(place)]));
  const place = pickText(places, random);
  if (place !== '') values.set(place, choose(family, place, values, random));
  return composed(family, form, values);
}

/** Puts values into a form. */
export function composed(
  family: Family,
  form: string,
  values: ReadonlyMap<string, string>,
): Composed {
  const slots = (name: string): string => values.get(name) ?? '';
  const text = capitalised(form.replaceAll(/\{(\w+)\}/g, (_, name: string) => slots(name)));
  return { text, family, form, slots };
}

/** A value that no other place holds, so that nothing is compared with itself. */
function choose(
  family: Family,
  place: string,
  taken: ReadonlyMap<string, string>,
  random: Random,
): string {
  const used = new Set(taken.values());
  const free = (family.places[place] ?? []).filter((value) => !used.has(value));
  return pickText(free, random);
}
