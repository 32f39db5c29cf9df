/** A named part of an input, shown as `name: text`. */
export interface InputField {
  readonly name: string;
  readonly text: string;
}

/** One worked case of a task; no fields where the task needs no input. */
export interface WorkedExample {
  readonly fields: readonly InputField[];
  readonly output: string;
}

/** A task that is not classification as step 3 shows it, input first. */
export interface InputFirstDemonstration {
  readonly task: string;
  readonly examples: readonly WorkedExample[];
}

/** The 11 input-first demonstrations of step 3; three of them need no input at all. */
export const inputFirstDemonstrations: readonly InputFirstDemonstration[] = [
  {
    task: 'Put the words into alphabetical order.',
    examples: [
      {
        fields: [{ name: 'Words', text: 'plum, fig, apple, quince' }],
        output: 'apple, fig, plum, quince',
      },
      { fields: [{ name: 'Words', text: 'wren, owl, kite' }], output: 'kite, owl, wren' },
    ],
  },
  {
    task: 'How can I keep cut flowers fresh for longer?',
    examples: [
      {
        fields: [],
        output:
          'Cut two centimetres off the stems at an angle, take off leaves that would stand under water, ' +
          'use a clean vase with cool water and change the water every second day. Keep the vase away ' +
          'from heaters, full sun and ripe fruit.',
      },
    ],
  },
  {
    task: 'Shorten the paragraph to a single sentence.',
    examples: [
      {
        fields: [
          {
            name: 'Paragraph',
            text:
              'The library has bought a second van. It will stop in six villages that have had no ' +
              'library since 2011, once a week each, and it carries about two thousand books.',
          },
        ],
        output: 'A second library van with two thousand books will visit six villages every week.',
      },
    ],
  },
  {
    task: 'Work out the price after the discount.',
    examples: [
      {
        fields: [
          { name: 'Price', text: '$64.00' },
          { name: 'Discount', text: '25 %' },
        ],
        output: '25 % of $64.00 is $16.00, so the new price is $48.00.',
      },
      {
        fields: [
          { name: 'Price', text: '$9.50' },
          { name: 'Discount', text: '10 %' },
        ],
        output: '10 % of $9.50 is $0.95, so the new price is $8.55.',
      },
    ],
  },
  {
    task: 'Write a haiku about a tram at night.',
    examples: [
      {
        fields: [],
        output: 'Last tram round the bend,\none bright window after one,\nthen the rails go dark.',
      },
    ],
  },
  {
    task: 'Answer the question with the help of the notice.',
    examples: [
      {
        fields: [
          {
            name: 'Notice',
            text: 'The pool is open from 7 to 21. On Thursdays it closes at 16 for swimming lessons.',
          },
          { name: 'Question', text: 'Can I swim on Thursday at five in the afternoon?' },
        ],
        output: 'No. On Thursdays the pool closes at 16, an hour before that.',
      },
    ],
  },
  {
    task: 'Rewrite the request so that it sounds polite.',
    examples: [
      {
        fields: [{ name: 'Request', text: 'Send me the numbers now.' }],
        output: 'Could you please send me the numbers as soon as you can?',
      },
      {
        fields: [{ name: 'Request', text: 'Turn the music down.' }],
        output: 'Would you mind turning the music down a little?',
      },
    ],
  },
  {
    task: 'Write a Python function that does what the description says.',
    examples: [
      {
        fields: [
          {
            name: 'Description',
            text: 'Count how many words of a list are longer than n letters.',
          },
        ],
        output: 'def count_longer(words, n):\n    return sum(len(word) > n for word in words)',
      },
    ],
  },
  {
    task: 'Name three things that should be in a first-aid kit for a bicycle tour, and why.',
    examples: [
      {
        fields: [],
        output:
          '1. Large plasters, because most falls end in grazed knees and elbows.\n' +
          '2. A pressure bandage, to stop stronger bleeding until help comes.\n' +
          '3. An emergency blanket, because people who cannot move on get cold quickly.',
      },
    ],
  },
  {
    task: 'Turn the data into a table with one row for each person.',
    examples: [
      {
        fields: [
          { name: 'Data', text: 'Mina is 34 and lives in Turin; Oskar, 29, lives in Ghent.' },
        ],
        output:
          '| Name | Age | City |\n| --- | --- | --- |\n| Mina | 34 | Turin |\n| Oskar | 29 | Ghent |',
      },
    ],
  },
  {
    task: 'Reply to the message and agree to a different day.',
    examples: [
      {
        fields: [
          { name: 'Message', text: 'Hi Jo, are we still on for lunch on Monday? Sam' },
          { name: 'Other day', text: 'Wednesday' },
        ],
        output:
          'Hi Sam,\n\nMonday has filled up on me, sorry. Would Wednesday at the same time suit you?\n\nJo',
      },
    ],
  },
];
