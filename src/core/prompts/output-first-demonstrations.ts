/** A label and an input that it fits; the input is empty where the task needs none. */
export interface LabelledInput {
  readonly label: string;
  readonly input: string;
}

/** A classification task as step 3 shows it, output first. */
export interface OutputFirstDemonstration {
  readonly task: string;
  readonly examples: readonly LabelledInput[];
}

/**
 * The 16 output-first demonstrations of step 3. Naming the label first keeps a model from writing
 * inputs for one label only, so every demonstration shows at least two of them.
 */
export const outputFirstDemonstrations: readonly OutputFirstDemonstration[] = [
  {
    task: 'Say whether the diner was happy, unhappy or in two minds about the meal.',
    examples: [
      {
        label: 'happy',
        input: 'The soup alone was worth the drive, and we have booked again for May.',
      },
      { label: 'unhappy', input: 'Cold potatoes, warm beer and a bill that was wrong twice.' },
      {
        label: 'in two minds',
        input: 'Lovely bread and friendly people, but we waited an hour for both.',
      },
    ],
  },
  {
    task: 'Is the number even or odd?',
    examples: [
      { label: 'even', input: '4,718' },
      { label: 'odd', input: '90,301' },
    ],
  },
  {
    task: 'Choose the department that should answer the letter: billing, delivery or repairs.',
    examples: [
      { label: 'delivery', input: 'My parcel has been “ten minutes away” since Tuesday.' },
      { label: 'repairs', input: 'The kettle trips the fuse as soon as I switch it on.' },
      { label: 'billing', input: 'You charged my card twice for the same order in June.' },
    ],
  },
  {
    task: 'Tell which sentence is grammatically correct. Answer with its letter.',
    examples: [
      {
        label: 'A',
        input: "A. Neither of the keys fits the lock.\nB. Neither of the keys don't fit the lock.",
      },
      { label: 'B', input: 'A. Me and him was late.\nB. He and I were late.' },
    ],
  },
  {
    task: 'Does the second statement follow from the first? Answer yes, no or cannot be told.',
    examples: [
      {
        label: 'yes',
        input: 'First: All ferries were cancelled today.\nSecond: No ferry sailed at noon today.',
      },
      {
        label: 'no',
        input:
          'First: The museum is closed on Mondays.\nSecond: We walked through its rooms last Monday.',
      },
      {
        label: 'cannot be told',
        input: 'First: Ada bought a bicycle.\nSecond: Ada bought a red bicycle.',
      },
    ],
  },
  {
    task: 'Sort the animal into mammal, bird, reptile or fish.',
    examples: [
      { label: 'reptile', input: 'gecko' },
      { label: 'mammal', input: 'otter' },
      { label: 'fish', input: 'herring' },
      { label: 'bird', input: 'lapwing' },
    ],
  },
  {
    task: 'Detect whether the message is meant ironically.',
    examples: [
      {
        label: 'ironic',
        input:
          'Another meeting about having fewer meetings. What a wonderful use of a sunny Friday.',
      },
      { label: 'not ironic', input: 'Thank you for moving the meeting, it really helped me.' },
    ],
  },
  {
    task: 'Grade the pupil’s answer as correct, partly correct or wrong.',
    examples: [
      {
        label: 'partly correct',
        input: 'Question: Why do we have seasons?\nAnswer: Because the Earth moves around the Sun.',
      },
      {
        label: 'correct',
        input: 'Question: What is 15 % of 80?\nAnswer: It is 12.',
      },
      {
        label: 'wrong',
        input: 'Question: Which planet is nearest to the Sun?\nAnswer: Venus is.',
      },
    ],
  },
  {
    task: 'Name the tense of the verb in the sentence: past, present or future.',
    examples: [
      { label: 'future', input: 'The bakery will open a second shop by the river.' },
      { label: 'past', input: 'Nobody remembered where the spare key was.' },
      { label: 'present', input: 'The lighthouse flashes every eight seconds.' },
    ],
  },
  {
    task: 'Flag posts that give away a private address. Use the labels private and fine.',
    examples: [
      {
        label: 'private',
        input: 'If you want to meet the band, the singer lives at 14 Alder Lane, flat 2.',
      },
      { label: 'fine', input: 'The band plays at the town hall on Saturday, doors open at seven.' },
    ],
  },
  {
    task: 'Given a line of code, tell whether it is Python, JavaScript or SQL.',
    examples: [
      { label: 'SQL', input: 'SELECT name FROM guests WHERE nights > 3;' },
      { label: 'Python', input: 'total = sum(price for price in prices if price > 0)' },
      { label: 'JavaScript', input: 'const total = prices.filter((price) => price > 0).length;' },
    ],
  },
  {
    task: 'Estimate how hard the hike is from its description: easy, moderate or hard.',
    examples: [
      { label: 'easy', input: 'Forty minutes on a level, paved path around the reservoir.' },
      {
        label: 'hard',
        input: 'Nine hours, 1,600 metres of climbing and two passages secured with chains.',
      },
      {
        label: 'moderate',
        input: 'Three hours on forest tracks with one steep stretch before the hut.',
      },
    ],
  },
  {
    task: 'Find out whether the claim is a fact or an opinion.',
    examples: [
      { label: 'opinion', input: 'Autumn is the best time to see this valley.' },
      {
        label: 'fact',
        input: 'Water boils at a lower temperature on a high mountain than at sea level.',
      },
    ],
  },
  {
    task: 'Which of the two words fits the gap, “affect” or “effect”?',
    examples: [
      { label: 'affect', input: 'Will the strike ___ our train?' },
      { label: 'effect', input: 'The new lamp had no ___ on the seedlings.' },
    ],
  },
  {
    task: 'Pick one of the primary colours red, yellow and blue.',
    examples: [
      { label: 'red', input: '' },
      { label: 'yellow', input: '' },
      { label: 'blue', input: '' },
    ],
  },
  {
    task: 'Judge whether the two addresses belong to the same place. Reply with same or different.',
    examples: [
      {
        label: 'same',
        input: 'Address 1: 7 Mill Rd., Upper Flat\nAddress 2: 7 Mill Road, upper flat',
      },
      { label: 'different', input: 'Address 1: 7 Mill Road\nAddress 2: 70 Mill Road' },
    ],
  },
];
