import type { LabelledInput } from '#core/prompts/output-first-demonstrations.ts';
import type { Random } from '#core/random/keyed-random.ts';
import { closed } from '#llm/practice/grammar/family.ts';
import type { Family, Slots } from '#llm/practice/grammar/family.ts';
import { integerBetween, pickSome, pickText } from '#llm/practice/grammar/picking.ts';
import { capitalised } from '#llm/practice/grammar/wording.ts';
import {
  categoryNamed,
  categoryNames,
  categoryPlurals,
} from '#llm/practice/vocabulary/category.ts';
import { measureNamed, measureNames } from '#llm/practice/vocabulary/measure.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const places = {
  one1: categoryNames,
  one2: categoryNames,
  one3: categoryNames,
  many1: categoryPlurals,
  many2: categoryPlurals,
  many3: categoryPlurals,
  name: firstNames,
  measure: measureNames,
};

/** Two or one words of each kind that the places hold, labelled with what the place says. */
function labelled(
  slots: Slots,
  names: readonly string[],
  random: Random,
): readonly LabelledInput[] {
  const kinds = names.map(slots).filter((kind) => kind !== '');
  return kinds.flatMap((label) =>
    pickSome(categoryNamed(label).members, kinds.length === 2 ? 2 : 1, random).map((word) => ({
      label,
      input: capitalised(word),
    })),
  );
}

const kind = closed(
  [
    'Does the word name {one1} or {one2}?',
    'Decide whether the term is {one1}, {one2} or {one3}.',
    'Say of the noun which it is: {one1} or {one2}.',
    '{name} thinks of something. Is it {one1}, {one2} or {one3}?',
    'Label the dictionary entry with its kind; the choices are {one1} and {one2}.',
    'What does the speaker mean, {one1} or {one2}?',
  ],
  places,
  (slots, random) => labelled(slots, ['one1', 'one2', 'one3'], random),
);

const heading = closed(
  [
    'Put the entry under one of these headings: {many1}, {many2}, {many3}.',
    'Tell {many1} from {many2}: which group does the word belong to?',
    'In a quiz about {many1} and {many2}, assign the answer to its half.',
    'Three boxes are labelled {many1}, {many2} and {many3}. Where does the card go?',
    'Categorise the search term. Categories: {many1}; {many2}.',
    'Should {name} look for it among the {many1} or the {many2}?',
  ],
  places,
  (slots, random) => labelled(slots, ['many1', 'many2', 'many3'], random),
);

const membership = closed(
  [
    'Is the word {one1}? Answer yes or no.',
    'Check whether {name} has really named {one1}; reply yes or no.',
    'Yes or no: would you find this among {many1}?',
    'Accept or refuse the entry in a list of {many1}. Answer yes to accept, no to refuse.',
  ],
  places,
  (slots, random) => {
    const asked = slots('one1') || slots('many1');
    const right = categoryNamed(asked);
    const other = categoryNamed(
      pickText(
        categoryNames.filter((one) => one !== right.one),
        random,
      ),
    );
    return [
      ...pickSome(right.members, 2, random).map((input) => ({ label: 'yes', input })),
      ...pickSome(other.members, 2, random).map((input) => ({ label: 'no', input })),
    ];
  },
);

const trend = closed(
  [
    'Two {measure} are given. Is the second higher, lower or the same?',
    'Going by first and second value of the {measure}, answer higher, lower or same.',
    '{name} compares two of the {measure}: higher, lower or same as before?',
  ],
  places,
  (slots, random) => {
    const { low, high, unit } = measureNamed(slots('measure'));
    const middle = Math.floor((low + high) / 2);
    const [small, large] = [
      integerBetween(low, middle, random),
      integerBetween(middle + 1, high, random),
    ];
    return [
      { label: 'higher', input: `${small} ${unit}, then ${large} ${unit}` },
      { label: 'lower', input: `${large} ${unit}, then ${small} ${unit}` },
      { label: 'same', input: `${large} ${unit}, then ${large} ${unit}` },
    ];
  },
);

const parity = closed(
  [
    'Is the count taken from the {measure} even or odd?',
    'Label each of the {measure} as even or odd.',
    '{name} sorts {measure} into even and odd ones. Which pile is right for this one?',
  ],
  places,
  (slots, random) => {
    const { low, high } = measureNamed(slots('measure'));
    const half = integerBetween(Math.ceil(low / 2), Math.floor((high - 1) / 2), random);
    return [
      { label: 'even', input: String(half * 2) },
      { label: 'odd', input: String(half * 2 + 1) },
    ];
  },
);

/** Classification of words and numbers. */
export const closedWords: readonly Family[] = [kind, heading, membership, trend, parity];
