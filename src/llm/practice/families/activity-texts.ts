import { open, worked } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { integerBetween, pick, pickSome, severally } from '#llm/practice/grammar/picking.ts';
import { shapeNames, shaped } from '#llm/practice/grammar/shapes.ts';
import { capitalised, inWords, inside, sentence } from '#llm/practice/grammar/wording.ts';
import { activityNamed, activityNames } from '#llm/practice/vocabulary/activities.ts';
import type { Activity } from '#llm/practice/vocabulary/activity.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const places = {
  activity: activityNames,
  audience: audienceNames,
  shape: shapeNames,
  name: firstNames,
  budget: ['90', '120', '150', '180', '200', '240'],
};

const lines = (items: readonly string[], mark: (index: number) => string): string =>
  items.map((item, i) => `${mark(i)}${item}`).join('\n');

const ordering = open(
  [
    'These steps of {activity} are out of order. Put them right and number them.',
    'Sort the mixed-up instructions for {activity} into the sequence that makes sense.',
    'Someone shuffled the cards on {activity}; restore the proper order for {audience}.',
  ],
  places,
  (slots, random) => {
    const { steps } = activityNamed(slots('activity'));
    const shuffled = pickSome(steps, steps.length, random);
    return [
      worked(
        'Steps',
        lines(shuffled, () => '- '),
        lines(steps, (i) => `${i + 1}. `),
      ),
    ];
  },
);

function note({ name, gear, steps, mistakes, gains }: Activity, writer: string): string {
  return (
    `${writer} has been ${name} for a year now. ${writer} started with ${inWords(gear.slice(0, 3))}. ` +
    `The first lesson was this: ${inside(steps[0] ?? '')}. The worst mistake was ${mistakes[0] ?? ''}. ` +
    `What keeps ${writer} going is ${inWords(gains.slice(0, 2))}.`
  );
}

const summary = open(
  [
    'Summarise the note on {activity} in a single sentence for {audience}.',
    'Shorten the report about {activity} so that it fits on a postcard to {name}.',
    'What is the gist of this text about {activity}? Use at most thirty words.',
  ],
  places,
  (slots, random) => {
    const subject = activityNamed(slots('activity'));
    const writer = pick(firstNames, random) ?? 'Rosa';
    const short =
      `After a year of ${subject.name}, ${writer} values ${inWords(subject.gains.slice(0, 2))} and ` +
      `warns against ${subject.mistakes[0] ?? ''}.`;
    return [worked('Note', note(subject, writer), short)];
  },
);

const extraction = open(
  [
    'Pull every piece of equipment out of the text about {activity} and return it {shape}.',
    'Which objects does the report on {activity} mention? List them {shape}.',
    'Read the account of {activity} and collect what {audience} would have to buy, {shape}.',
  ],
  places,
  (slots, random) => {
    const subject = activityNamed(slots('activity'));
    const writer = pick(firstNames, random) ?? 'Rosa';
    return [
      worked('Text', note(subject, writer), shaped(slots('shape'), subject.gear.slice(0, 3))),
    ];
  },
);

const politeness = open(
  [
    'Turn each blunt order about {activity} into a polite suggestion for {audience}.',
    'Rewrite this rude remark on {activity} as friendly advice.',
    'Soften what {name} shouted during a lesson on {activity}.',
  ],
  places,
  (slots, random) => {
    const { mistakes } = activityNamed(slots('activity'));
    return pickSome(mistakes, integerBetween(1, 3, random), random).map((mistake) =>
      worked(
        'Remark',
        `Stop ${mistake}, you should know better by now!`,
        `May I suggest that you avoid ${mistake}? It took me a while to learn that as well.`,
      ),
    );
  },
);

const missing = open(
  [
    'Compare the packing list with what {activity} calls for and name what is missing.',
    '{name} has packed for {activity} but forgot one thing. Say which of the four essentials it is.',
    'Check the bag for {activity} against the list of essentials and report the gap to {audience}.',
  ],
  places,
  (slots, random) => {
    const { gear } = activityNamed(slots('activity'));
    return pickSome(gear, integerBetween(1, 3, random), random).map((lost) => ({
      fields: [
        { name: 'Essentials', text: inWords(gear) },
        { name: 'Packed', text: inWords(gear.filter((item) => item !== lost)) },
      ],
      output: sentence(lost),
    }));
  },
);

const receipt = open(
  [
    'Add up what {name} spent on {activity} and say what is left of {budget} dollars.',
    'With {budget} dollars to spend on {activity}, does the receipt below stay within the limit?',
    'Total the receipt for {activity}; {name} pays with {budget} dollars. How much change is due?',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const { gear } = activityNamed(slots('activity'));
      const prices = gear.map(() => integerBetween(4, 21, random));
      const total = prices.reduce((sum, price) => sum + price, 0);
      const rest = Number(slots('budget')) - total;
      return worked(
        'Receipt',
        gear.map((item, i) => `${capitalised(item)} $${prices[i] ?? 0}`).join('\n'),
        `The total is $${total}, so $${rest} of the $${slots('budget')} remain.`,
      );
    }),
);

/** Tasks on texts and lists about activities; all need an input. */
export const activityTexts: readonly Family[] = [
  ordering,
  summary,
  extraction,
  politeness,
  missing,
  receipt,
];
