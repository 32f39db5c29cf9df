import { open, worked } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { integerBetween, pickText, severally } from '#llm/practice/grammar/picking.ts';
import { bare, capitalised, clockTime } from '#llm/practice/grammar/wording.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { businessNamed, businessNames } from '#llm/practice/vocabulary/business.ts';
import { dateNames } from '#llm/practice/vocabulary/dates.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const remedies = [
  'a full refund',
  'a second try at no charge',
  'a voucher over 20 dollars',
  'a call on the same day',
  'a discount on the next bill',
  'a replacement by courier',
];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

const places = {
  audience: audienceNames,
  business: businessNames,
  name: firstNames,
  remedy: remedies,
  weekday: weekdays,
};

const reply = open(
  [
    'Answer the complaint below in the name of {business}; apologise and offer {remedy}.',
    'A customer of {business} is upset. Reply as {name} and propose {remedy}.',
    'Calm the writer of this message to {business} with {remedy} and a personal word.',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const { item, complaint } = businessNamed(slots('business'));
      const writer = pickText(firstNames, random);
      return worked(
        'Message',
        `${complaint} I expected more. ${writer}`,
        `Dear ${writer},\n\nthank you for telling us about ${item}. You are right to expect more, ` +
          `and I apologise. I would like to offer you ${slots('remedy')}; please tell me whether that ` +
          `suits you.\n\n${slots('name') || 'Your service team'}`,
      );
    }),
);

const hours = open(
  [
    'With the help of the notice, tell the customer whether {business} is open at that time.',
    'Answer what {name} wants to know about the opening hours of {business}.',
    'Read the hours of {business} and respond to the enquiry in one sentence.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const [opens, closes] = [integerBetween(7, 10, random), integerBetween(15, 19, random)];
      const asked = integerBetween(6, 21, random);
      const day = pickText(weekdays, random);
      const isOpen = asked >= opens && asked < closes;
      const span = `from ${clockTime(opens * 60)} to ${clockTime(closes * 60)}`;
      return {
        fields: [
          { name: 'Notice', text: `Open Monday to Friday ${span}, closed at weekends.` },
          { name: 'Enquiry', text: `Can I drop by on ${day} at ${clockTime(asked * 60)}?` },
        ],
        output: isOpen
          ? `Yes, on ${day} the ${bare(slots('business'))} is open ${span}.`
          : `No, at ${clockTime(asked * 60)} it is closed; it is open ${span}.`,
      };
    }),
);

const extraction = open(
  [
    'Extract name, order number and weekday from the message to {business} as JSON.',
    'Convert the note from a customer of {business} into a JSON object with the keys name, order and day.',
    'Structure the text that reached {business}: who wrote it, which order, which day? Return JSON.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const { item } = businessNamed(slots('business'));
      const writer = pickText(firstNames, random);
      const order = integerBetween(10_000, 99_999, random);
      const day = pickText(weekdays, random);
      return worked(
        'Message',
        `Hello, this is ${writer}. I am waiting for ${item}, order number ${order}, and would like ` +
          `to come on ${day}.`,
        JSON.stringify({ name: writer, order, day }),
      );
    }),
);

const subjectLine = open(
  [
    'Propose a subject line of at most eight words for this email to {business}.',
    'The email to {business} has no subject. Add one that {audience} would understand at once.',
    'Condense the letter from {name} to {business} into a headline.',
  ],
  places,
  (slots, random) => {
    const { item, complaint, question, praise } = businessNamed(slots('business'));
    const kinds: readonly (readonly [string, string])[] = [
      [complaint, `Problem with ${item}`],
      [question, `Question about ${item}`],
      [praise, `Thank you for ${item}`],
    ];
    return severally(1, 3, random, (index) => {
      const [body, line] = kinds[index] ?? ['', ''];
      const date = pickText(dateNames, random);
      return worked('Email', `Hello, I was in touch with you on ${date}. ${body}`, line);
    });
  },
);

const formal = open(
  [
    'Rewrite the casual message so that {name} can send it to {business}.',
    'Put the following slangy text to {business} into formal English.',
    'Raise the register: this message goes to the head of {business}.',
  ],
  places,
  (slots) => {
    const { item, question } = businessNamed(slots('business'));
    return [
      worked(
        'Text',
        `hey guys, quick one about ${item}. ${question.toLowerCase()} thx!`,
        `Dear Sir or Madam,\n\nI am writing to you about ${item}. ${capitalised(question)} Thank you ` +
          'in advance for your answer.\n\nYours faithfully',
      ),
    ];
  },
);

/** Tasks on messages to places that serve people; all need an input. */
export const businessTexts: readonly Family[] = [reply, hours, extraction, subjectLine, formal];
