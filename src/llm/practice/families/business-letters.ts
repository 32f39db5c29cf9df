import { answer, open } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { capitalised, definite, inside } from '#llm/practice/grammar/wording.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { businessNamed, businessNames } from '#llm/practice/vocabulary/business.ts';
import { dateNames } from '#llm/practice/vocabulary/dates.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const causes = [
  'a burst pipe',
  'a staff outing',
  'stocktaking',
  'repairs to the heating',
  'a local holiday',
  'a training day',
];
const benefits = [
  'flexible hours',
  'a friendly team',
  'six weeks of holiday',
  'training on the job',
  'a four-day week',
  'fair pay',
];
const vacancies = businessNames.map((name) => `${businessNamed(name).role} at ${name}`);
const novelties = businessNames.map((name) => `${businessNamed(name).offer} at ${name}`);

const places = {
  audience: audienceNames,
  business: businessNames,
  name: firstNames,
  date: dateNames,
  cause: causes,
  benefit: benefits,
  vacancy: vacancies,
  novelty: novelties,
};

const complaint = open(
  [
    'Write a firm but polite complaint from {name} to {business}.',
    'Demand a refund from {business} on behalf of {name} in no more than five sentences.',
    '{name} is disappointed by {business}. Put that into a letter dated {date}.',
  ],
  places,
  (slots) => {
    const { item, complaint } = businessNamed(slots('business'));
    return answer(
      `${slots('date')}\n\nDear Sir or Madam,\n\nI am writing to you about ${item}. ${complaint} ` +
        `Please tell me within two weeks how you intend to put this right; I would accept a ` +
        `refund.\n\nYours faithfully\n${slots('name')}`.trimStart(),
    );
  },
);

const thanks = open(
  [
    'Write a thank-you note from {name} to {business} and mention one detail.',
    'Compose a glowing but believable recommendation of {business} for {audience}.',
    'Tell {business} in three sentences why {name} will come back.',
  ],
  places,
  (slots) => {
    const { name, item, praise } = businessNamed(slots('business'));
    return answer(
      `I want to say thank you for ${item}. ${praise} I will gladly come back, and I have told ` +
        `everyone I know about ${definite(name)}.\n\n${slots('name')}`.trimEnd(),
    );
  },
);

const announcement = open(
  [
    'Announce {novelty} to {audience} in a cheerful tone.',
    'Prepare a press release of one paragraph about {novelty}; it appears on {date}.',
    'How would you present {novelty} on a small poster?',
    'There is something new: {novelty}. Inform regular customers by letter, signed {name}.',
  ],
  places,
  (slots) =>
    answer(
      `Good news: from now on you can look forward to ${slots('novelty')}. We start on ` +
        `${slots('date') || 'the first of next month'}, and the first twenty people who ask for it get ` +
        'a small surprise. Come and see for yourself.',
    ),
);

const vacancy = open(
  [
    'Write a job advertisement for the position of {vacancy}, stressing {benefit}.',
    'The post of {vacancy} is free from {date}. Advertise it with an eye to {audience}.',
    'How would you advertise the job of {vacancy} in five lines? Promise {benefit}.',
  ],
  places,
  (slots) => {
    const [role = '', place = ''] = slots('vacancy').split(' at ');
    const extra = slots('benefit') || 'a friendly team';
    return answer(
      `${capitalised(role)} wanted\n\nThe place: ${place}.\nThe work: meeting people, keeping ` +
        `promises and solving small problems before they grow.\nWhat we look for: care, humour and ` +
        `the will to learn.\nWhat we offer: ${extra}.\n\nPlease write to us by ` +
        `${slots('date') || 'the end of the month'}.`,
    );
  },
);

const application = open(
  [
    'Draft a letter of application by {name} for the job of {vacancy}.',
    '{name} wants to become {vacancy}. Write the letter that goes with the application.',
    'Apply for the position of {vacancy} in the name of {name}, available from {date}.',
  ],
  places,
  (slots) => {
    const [role = '', place = ''] = slots('vacancy').split(' at ');
    return answer(
      `Dear Sir or Madam,\n\nI read that you are looking for a new ${role}. I know ${definite(place)} ` +
        `as a customer and like the way people are treated there. I learn quickly, I am on time, and I ` +
        `could start on ${slots('date') || 'the first of next month'}. I would be glad to introduce ` +
        `myself.\n\nYours faithfully\n${slots('name')}`,
    );
  },
);

const interview = open(
  [
    'Which three questions would you ask somebody who applies as {vacancy}?',
    '{name} is invited to an interview as {vacancy}. Predict three questions.',
    'Prepare a short interview for the post of {vacancy}, to be held on {date}.',
  ],
  places,
  (slots) => {
    const [role = '', place = ''] = slots('vacancy').split(' at ');
    return answer(
      `1. What do you think fills most of the day of a good ${role}?\n2. Tell us about a time when ` +
        `somebody was angry with you. What did you do?\n3. What would you change first at ` +
        `${definite(place)}?`,
    );
  },
);

const slogan = open(
  [
    'Invent three slogans for {business} that appeal to {audience}.',
    'What motto would suit {business}? Offer three variants, the last one funny.',
    'Find a short line that {business} could print on its bags for {audience}.',
  ],
  places,
  (slots) => {
    const { item, offer } = businessNamed(slots('business'));
    return answer(
      `1. ${capitalised(item)}, and a smile with it.\n2. Here for ${slots('audience') || 'you'}.\n` +
        `3. Come for ${item}, stay for ${offer}.`,
    );
  },
);

const survey = open(
  [
    'Design a survey of four questions for {business} that is easy to answer for {audience}.',
    'Ask {audience} four short questions about their last visit to {business}.',
    'Create a feedback form for {business} to be filled in after {date}.',
  ],
  places,
  (slots) => {
    const { item, offer } = businessNamed(slots('business'));
    return answer(
      [
        `1. How satisfied were you with ${item}, from 1 to 5?`,
        '2. Did somebody help you as soon as you needed it?',
        `3. Would you be interested in ${offer}?`,
        '4. What is the one thing that we should change first?',
      ].join('\n'),
    );
  },
);

const closure = open(
  [
    'Write a notice for the door: on {date}, {cause} keeps {business} closed.',
    'Let customers know that {business} will not open on {date} on account of {cause}.',
    'Word a short text message about {cause} from {business}, valid for {date}.',
  ],
  places,
  (slots) =>
    answer(
      `Dear customers,\n\nbecause of ${inside(slots('cause'))} we have to stay closed on ` +
        `${slots('date')}. We are sorry for the trouble and will be back at the usual hours on the ` +
        `day after.\n\nYour team of ${definite(slots('business'))}`,
    ),
);

/** Letters, notices and questions for places that serve people; none needs an input. */
export const businessLetters: readonly Family[] = [
  complaint,
  thanks,
  announcement,
  vacancy,
  application,
  interview,
  slogan,
  survey,
  closure,
];
