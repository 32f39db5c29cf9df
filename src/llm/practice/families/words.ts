import { answer, open, worked } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { integerBetween, pickSome, pickText, severally } from '#llm/practice/grammar/picking.ts';
import { shapeNames, shaped } from '#llm/practice/grammar/shapes.ts';
import { bare, capitalised, inWords } from '#llm/practice/grammar/wording.ts';
import { activityNames } from '#llm/practice/vocabulary/activities.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import {
  categoryNamed,
  categoryNames,
  categoryPlurals,
} from '#llm/practice/vocabulary/category.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const places = {
  one: categoryNames,
  many: categoryPlurals,
  many1: categoryPlurals,
  many2: categoryPlurals,
  name: firstNames,
  activity: activityNames,
  audience: audienceNames,
  shape: shapeNames,
  letter: ['a', 'e', 'i', 'l', 'n', 'o', 'r', 't'],
};

const alphabet = open(
  [
    'Arrange the {many} in alphabetical order and lay them out {shape}.',
    'Alphabetise what {name} noted about {many}.',
    'Sort these {many} from A to Z for {audience}.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const words = pickSome(categoryNamed(slots('many')).members, 5, random);
      const sorted = [...words].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
      return worked(
        'Words',
        words.join(', '),
        shaped(slots('shape') || 'separated by semicolons', sorted),
      );
    }),
);

const longest = open(
  [
    'Find the longest of the {many} and count its letters.',
    'Which name among the {many} has most letters? Give the number to {audience}.',
    '{name} wants to know how many letters each of the {many} has.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const words = pickSome(categoryNamed(slots('many')).members, 4, random);
      const counts = words.map((word) => `${word} (${word.length})`);
      const most = Math.max(...words.map((word) => word.length));
      const winners = words.filter((word) => word.length === most);
      const verb = winners.length === 1 ? 'is' : 'are';
      return worked(
        'Words',
        words.join(', '),
        `Longest ${verb} ${inWords(winners)}: ${inWords(counts)}.`,
      );
    }),
);

const separation = open(
  [
    'Separate the mixed list into {many1} and {many2}.',
    'These words are either {many1} or {many2}; make two tidy lists of them.',
    'Group what {name} bought a book about: {many1} on one line, {many2} on the next.',
    'Take the jumble of {many1} and {many2} apart, {shape}.',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const one = pickSome(categoryNamed(slots('many1')).members, 3, random);
      const other = pickSome(categoryNamed(slots('many2')).members, 3, random);
      const mixed = pickSome([...one, ...other], 6, random);
      const line = (title: string, words: readonly string[]): string =>
        `${capitalised(title)}: ${words.join(', ')}`;
      return worked(
        'Words',
        mixed.join(', '),
        `${line(slots('many1'), one)}\n${line(slots('many2'), other)}`,
      );
    }),
);

const oddOne = open(
  [
    'Which word in each row is not {one}? Give a reason that {audience} will accept.',
    'Find the intruder: all words but one name {one}.',
    'Strike out the entry that is no {kind}, and say why.',
  ],
  { ...places, kind: categoryNames.map(bare) },
  (slots, random) =>
    severally(1, 3, random, () => {
      const one = slots('one') || categoryNames.find((name) => bare(name) === slots('kind'));
      const other = pickText(
        categoryNames.filter((name) => name !== one),
        random,
      );
      const intruder = pickText(categoryNamed(other).members, random);
      const words = [...pickSome(categoryNamed(one).members, 3, random), intruder];
      return worked(
        'Words',
        pickSome(words, 4, random).join(', '),
        `${capitalised(intruder)}: it is ${other}, while the others are ${categoryNamed(one).many}.`,
      );
    }),
);

const story = open(
  [
    'Tell a story of four sentences about {name} and {activity} in which three {many} turn up.',
    'Make up an anecdote for {audience} that mentions three {many}.',
    'Use three {many} and the subject of {activity} in one short scene.',
  ],
  places,
  (slots, random) => {
    const [first = '', second = '', third = ''] = pickSome(
      categoryNamed(slots('many')).members,
      3,
      random,
    );
    const hero = slots('name') || pickText(firstNames, random);
    const pastime = slots('activity') || 'waiting for the bus';
    return answer(
      `${hero} was busy ${pastime} when somebody shouted “${first}!”. On the table lay a note with ` +
        `two more words, “${second}” and “${third}”. It took ${hero} an hour to see what the three ` +
        `had in common. They were the neighbour’s answers in a quiz about ${slots('many')}.`,
    );
  },
);

const withLetter = open(
  [
    'Name {many} that contain the letter {letter}, {shape}.',
    'Which {many} have the letter {letter} in their name? List those that come to mind for {audience}.',
    'Collect {many} spelled with the letter {letter} for a game that {name} is planning.',
  ],
  places,
  (slots) => {
    const { members } = categoryNamed(slots('many'));
    const has = members.filter((word) => word.toLowerCase().includes(slots('letter')));
    const found = has.length > 0 ? has.slice(0, 5) : ['none of those I know'];
    return answer(shaped(slots('shape') || 'in one flowing sentence', found));
  },
);

const clues = open(
  [
    'Write a crossword clue for each of the {many} below; length and first letter are enough.',
    'Turn the {many} into riddles that {audience} can solve, {shape}.',
    'Prepare hints for a word game about {many}, to be read out by {name}.',
  ],
  places,
  (slots, random) => {
    const { one, many, members } = categoryNamed(slots('many'));
    const words = pickSome(members, integerBetween(2, 4, random), random);
    const hints = words.map(
      (word) =>
        `${one} with ${word.length} letters that begins with ${word.charAt(0).toUpperCase()}`,
    );
    return [
      worked(
        capitalised(many),
        words.join(', '),
        shaped(slots('shape') || 'as bullet points', hints),
      ),
    ];
  },
);

/** Games and chores with words of one kind. */
export const words: readonly Family[] = [
  alphabet,
  longest,
  separation,
  oddOne,
  story,
  withLetter,
  clues,
];
