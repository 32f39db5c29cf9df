import type { Random } from '#core/random/keyed-random.ts';
import { composeFrom, withOtherValue } from './grammar/compose.ts';
import { answer, open } from './grammar/family.ts';
import { composeInstruction, recogniseInstruction } from './grammar/grammar.ts';
import { pickText } from './grammar/picking.ts';
import { inside } from './grammar/wording.ts';
import { itemShares } from './shares.ts';
import type { ItemFlaw } from './shares.ts';
import { activityNames } from './vocabulary/activities.ts';
import { businessNames } from './vocabulary/business.ts';
import { measureNames } from './vocabulary/measure.ts';

/** Texts that the model has before it: demonstrations and its own earlier items. */
type Context = readonly string[];

const places = { activity: activityNames, business: businessNames, measure: measureNames };

const beyondText = open(
  [
    'Describe the image that shows {activity}.',
    'Draw a simple sketch of what one needs for {activity}.',
    'Make a bar graph of these {measure}.',
    'Save the advice on {activity} in a file and name it sensibly.',
    'Plot the {measure} over four weeks.',
    'Mark the way to {business} on a map of the town.',
    'Go to the website of {business} and compare the prices.',
    'Choose a picture for a poster about {activity}.',
  ],
  places,
  () => answer('This cannot be done with text alone.'),
);

const programs = open(
  [
    'Write a program that reads {measure} and prints their average.',
    'Write a program to manage the bookings of {business}.',
  ],
  places,
  () => answer('This is too long for an instruction.'),
);

const fragments = [
  'Say hello.',
  'Translate this.',
  'Summarise the text',
  'Fix the grammar.',
  'Name three rivers.',
  'Count to ten.',
  'Why?',
  'Continue the story.',
];
const badStarts = ['- ', '* ', '# ', '~ ', '... ', '/ '];

/** One word for another that changes nothing; the first that occurs is used. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/\bwrite\b/i, 'compose'],
  [/\blist\b/i, 'enumerate'],
  [/\bexplain\b/i, 'describe'],
  [/\bfind\b/i, 'identify'],
  [/\bshort\b/i, 'brief'],
  [/\bthe following\b/i, 'the given'],
  [/\bbelow\b/i, 'given here'],
  [/\bdecide\b/i, 'determine'],
  [/\bgive\b/i, 'provide'],
];

const flaws: Readonly<Record<ItemFlaw, (context: Context, random: Random) => string>> = {
  nearDuplicate: (context, random) => reworded(pickText(context, random), random),
  repeat: pickText,
  bannedWord: (_, random) => composeFrom(beyondText, random).text,
  tooShort: (_, random) => pickText(fragments, random),
  tooLong: (_, random) => endless(random),
  startsBadly: (_, random) =>
    pickText(badStarts, random) + inside(composeInstruction(random, false).text),
  program: (_, random) => composeFrom(programs, random).text,
  empty: () => '',
};

/** Chooses a flaw for an item, or none. */
export function chooseFlaw(random: Random): ItemFlaw | null {
  let rest = random();
  for (const flaw of itemFlaws) {
    rest -= itemShares[flaw];
    if (rest < 0) return flaw;
  }
  return null;
}

/** An item that has the flaw; `context` is what repeats are taken from. */
export function flawedItem(flaw: ItemFlaw, context: Context, random: Random): string {
  return flaws[flaw](context, random);
}

const itemFlaws: readonly ItemFlaw[] = [
  'nearDuplicate',
  'repeat',
  'bannedWord',
  'tooShort',
  'tooLong',
  'startsBadly',
  'program',
  'empty',
];

/** Nearly the same: another value in one place if the text is of the grammar, else other words. */
function reworded(text: string, random: Random): string {
  const own = recogniseInstruction(text);
  if (own) return withOtherValue(own, random).text;
  const swap = synonyms.find(([word]) => word.test(text));
  if (!swap || random() < 0.3) return `Please ${inside(text)}`;
  const [word, other] = swap;
  return text.replace(word, (found) =>
    /^[A-Z]/.test(found) ? other.charAt(0).toUpperCase() + other.slice(1) : other,
  );
}

/** Far beyond 150 words: many tasks in one breath. */
function endless(random: Random): string {
  const parts: string[] = [];
  while (parts.join(' ').split(' ').length < 165) {
    parts.push(composeInstruction(random, false).text.replace(/[.?]$/, ''));
  }
  return `${parts.map((part, i) => (i === 0 ? part : inside(part))).join(', and after that ')}.`;
}
