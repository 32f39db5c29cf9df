import { closed } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { inside } from '#llm/practice/grammar/wording.ts';
import { businessNamed, businessNames } from '#llm/practice/vocabulary/business.ts';
import type { Business } from '#llm/practice/vocabulary/business.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const places = {
  business: businessNames,
  business1: businessNames,
  business2: businessNames,
  name: firstNames,
};
const about = (name: string): Business => businessNamed(name);

const sentiment = closed(
  [
    'Is the review of {business} positive, negative or mixed?',
    'Judge the verdict on {business} as positive, negative or mixed, whatever {name} thinks.',
    'Which sentiment does the comment on {business} express? Options: positive, negative, mixed.',
    'After reading the entry in the guest book of {business}, label it positive, negative or mixed.',
  ],
  places,
  (slots) => {
    const { praise, complaint, item } = about(slots('business'));
    return [
      { label: 'positive', input: praise },
      { label: 'negative', input: complaint },
      { label: 'mixed', input: `${praise} On the other hand: ${inside(complaint)}` },
      { label: 'positive', input: `I can only recommend it. Thank you for ${item}.` },
    ];
  },
);

const intent = closed(
  [
    'Classify the message to {business} as praise, complaint or question.',
    'Does {name} praise {business}, complain about it or ask something? Choose praise, complaint or question.',
    'Tag incoming mail at {business} with one of these: praise, complaint, question.',
  ],
  places,
  (slots) => {
    const { praise, complaint, question } = about(slots('business'));
    return [
      { label: 'praise', input: praise },
      { label: 'complaint', input: complaint },
      { label: 'question', input: question },
    ];
  },
);

const urgency = closed(
  [
    'Must somebody at {business} answer this today? Say urgent or can wait.',
    'Set the priority of the note that {name} left at {business}: urgent or can wait.',
    'Sort the inbox of {business} by urgency with the labels urgent and can wait.',
  ],
  places,
  (slots) => {
    const { complaint, question, item } = about(slots('business'));
    return [
      { label: 'urgent', input: `${complaint} I need help before tonight.` },
      { label: 'can wait', input: `${question} Some time next month is early enough.` },
      { label: 'urgent', input: `I have to cancel ${item} and my train leaves in an hour.` },
    ];
  },
);

const recipient = closed(
  [
    'Was the message meant for {business1} or for {business2}?',
    'A letter was delivered to the wrong door. Does it belong to {business1} or to {business2}?',
    '{name} called either {business1} or {business2}. Judging by the words, which was it?',
    'Match the remark with its addressee: {business1} or {business2}.',
    'Decide who should answer the enquiry, {business1} or {business2}.',
  ],
  places,
  (slots) =>
    [about(slots('business1')), about(slots('business2'))].flatMap((place) => [
      { label: place.name, input: place.complaint },
      { label: place.name, input: place.question },
    ]),
);

const speaker = closed(
  [
    'Who most likely said this, a customer or an employee of {business}?',
    'Attribute the line from a conversation at {business} to its speaker: customer or employee.',
    'In the chat between {name} and {business}, is this the customer or the employee speaking?',
  ],
  places,
  (slots) => {
    const { question, praise, offer, item } = about(slots('business'));
    return [
      { label: 'customer', input: question },
      {
        label: 'employee',
        input: `Since this week we have had ${offer}; shall I put your name down?`,
      },
      { label: 'customer', input: praise },
      { label: 'employee', input: `I am sorry to hear that there is a problem with ${item}.` },
    ];
  },
);

const register = closed(
  [
    'Is the message to {business} formal or informal?',
    'How does {name} write to {business}? Answer formal or informal.',
    'Determine the register, formal or informal, of a text that {business} received.',
  ],
  places,
  (slots) => {
    const { question, item } = about(slots('business'));
    return [
      {
        label: 'formal',
        input: `Dear Sir or Madam, I should be grateful for some information about ${item}. Yours faithfully`,
      },
      { label: 'informal', input: `hiya, quick one: ${inside(question)} cheers!` },
    ];
  },
);

const polite = closed(
  [
    'Would {business} find this request polite or rude? Use one of the two words.',
    'Check the tone of what {name} wrote to {business}; possible labels are polite and rude.',
    'Polite or rude: which fits the note on the counter of {business}?',
  ],
  places,
  (slots) => {
    const { item } = about(slots('business'));
    return [
      { label: 'polite', input: `Could you please let me know when I may expect ${item}?` },
      { label: 'rude', input: `What is wrong with you people? I want ${item} and I want it now.` },
    ];
  },
);

/** Classification of messages to places that serve people. */
export const closedMessages: readonly Family[] = [
  sentiment,
  intent,
  urgency,
  recipient,
  speaker,
  register,
  polite,
];
