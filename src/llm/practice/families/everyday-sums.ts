import { answer, open } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { capitalised, clockTime, decimal, dollars } from '#llm/practice/grammar/wording.ts';
import { activityNames } from '#llm/practice/vocabulary/activities.ts';
import { businessNamed, businessNames } from '#llm/practice/vocabulary/business.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const places = {
  name: firstNames,
  name1: firstNames,
  name2: firstNames,
  activity: activityNames,
  business: businessNames,
  start: ['07:40', '08:15', '09:25', '10:50', '13:35', '14:20', '17:05', '18:45', '20:10', '22:30'],
  length: ['35', '48', '55', '70', '85', '95', '110', '135', '150', '205'],
  amount: ['24', '36', '48', '60', '84', '96', '120', '132', '156', '180', '240'],
  percent: ['5', '10', '15', '20', '25', '30', '40'],
  people: ['two', 'three', 'four', 'five'],
  distance: ['18', '27', '42', '63', '75', '90', '126', '150', '210'],
  speed: ['6', '12', '15', '18', '30', '45', '60'],
  weeks: ['six', 'eight', 'ten', 'twelve', 'fifteen'],
};

const numberWords: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  fifteen: 15,
};

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const endTime = open(
  [
    'A session of {activity} begins at {start} and lasts {length} minutes. When does it end?',
    '{name} starts {activity} at {start} and needs {length} minutes; work out the finishing time.',
    'If the bus leaves {length} minutes after {start}, until when can {name} keep on {activity}?',
  ],
  places,
  (slots) =>
    answer(
      `${slots('length')} minutes after ${slots('start')} it is ` +
        `${clockTime(minutesOf(slots('start')) + Number(slots('length')))}.`,
    ),
);

const split = open(
  [
    '{name1} and {name2} share a bill of {amount} dollars at {business} with {people} friends. What does each pay?',
    'How much is it per head if {name1}, {name2} and {people} others spend {amount} dollars on {activity}?',
    'Divide {amount} dollars fairly among {name1}, {name2} and {people} neighbours after {activity}.',
  ],
  places,
  (slots) => {
    const heads = (numberWords[slots('people')] ?? 2) + 2;
    return answer(
      `There are ${heads} people, so each of them pays ${dollars(Number(slots('amount')) / heads)}.`,
    );
  },
);

const discount = open(
  [
    'Students pay {percent} percent less at {business}. What does a bill of {amount} dollars come to?',
    'Calculate the final price for {name}, who gets {percent} percent off {amount} dollars at {business}.',
    'How much does {name} save when {business} cuts a price of {amount} dollars by {percent} percent?',
  ],
  places,
  (slots) => {
    const [amount, share] = [Number(slots('amount')), Number(slots('percent')) / 100];
    return answer(
      `${slots('percent')} percent of ${dollars(amount)} is ${dollars(amount * share)}, so the price ` +
        `falls to ${dollars(amount * (1 - share))}.`,
    );
  },
);

const upAndDown = open(
  [
    'At {business}, {amount} dollars are raised by {percent} percent and then lowered by as much. Is the price the same?',
    '{name} claims that {percent} percent up and {percent} percent down cancel out. Check it with {amount} dollars.',
  ],
  places,
  (slots) => {
    const [amount, share] = [Number(slots('amount')), Number(slots('percent')) / 100];
    const raised = amount * (1 + share);
    return answer(
      `No. ${dollars(amount)} rise to ${dollars(raised)}, and ${slots('percent')} percent less than ` +
        `that is ${dollars(raised * (1 - share))}.`,
    );
  },
);

const journey = open(
  [
    'How long does {name} need for {distance} kilometres at {speed} kilometres an hour?',
    '{name1} travels {distance} kilometres to try {activity} and covers {speed} of them every hour. Give the travel time.',
    'Estimate when {name} arrives: departure at {start}, {distance} kilometres, {speed} kilometres an hour.',
  ],
  places,
  (slots) => {
    const minutes = Math.round((Number(slots('distance')) / Number(slots('speed'))) * 60);
    const start = slots('start');
    const arrival =
      start === ''
        ? ''
        : ` Leaving at ${start}, one arrives at ${clockTime(minutesOf(start) + minutes)}.`;
    return answer(
      `${slots('distance')} / ${slots('speed')} = ${decimal(minutes / 60, 2)} hours, which is ` +
        `${minutes} minutes.${arrival}`,
    );
  },
);

const saving = open(
  [
    '{name} puts {amount} dollars aside every week for {activity}. How much is that after {weeks} weeks?',
    'Is {amount} dollars a week for {weeks} weeks enough for 1,000 dollars of equipment for {activity}?',
    'Project the savings of {name}: {weeks} weeks, {amount} dollars each, meant for {activity}.',
  ],
  places,
  (slots) => {
    const total = (numberWords[slots('weeks')] ?? 6) * Number(slots('amount'));
    const goal = `${total >= 1000 ? 'at least' : 'less than'} 1,000 dollars`;
    return answer(
      `${capitalised(slots('weeks'))} weeks at ${slots('amount')} dollars make ${total} dollars` +
        `${slots('name') === '' ? `, which is ${goal}` : ''}.`,
    );
  },
);

const invoice = open(
  [
    'Write an invoice over {amount} dollars from {business} to {name}, with {percent} percent tax on top.',
    'Bill {name} for {amount} dollars plus {percent} percent tax in the name of {business}.',
  ],
  places,
  (slots) => {
    const amount = Number(slots('amount'));
    const tax = (amount * Number(slots('percent'))) / 100;
    return answer(
      `Invoice for ${slots('name')}\n${capitalised(businessNamed(slots('business')).item)}: ` +
        `${dollars(amount)}\nTax at ${slots('percent')} percent: ${dollars(tax)}\n` +
        `Total: ${dollars(amount + tax)}\nPlease pay within 14 days.`,
    );
  },
);

const instalments = open(
  [
    'Set up a payment plan for {name}, who owes {business} {amount} dollars and pays in {people} equal parts.',
    '{name} wants to pay {amount} dollars for {activity} in {people} instalments. List them.',
  ],
  places,
  (slots) => {
    const parts = numberWords[slots('people')] ?? 2;
    const rate = dollars(Number(slots('amount')) / parts);
    const months = ['March', 'April', 'May', 'June', 'July'].slice(0, parts);
    return answer(months.map((month) => `1 ${month}: ${rate}`).join('\n'));
  },
);

/** Sums about time, money and distance; all numbers stand in the instruction. */
export const everydaySums: readonly Family[] = [
  endTime,
  split,
  discount,
  upAndDown,
  journey,
  saving,
  invoice,
  instalments,
];
