import type { Random } from '#core/random/keyed-random.ts';
import { answer, open, worked } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { integerBetween, severally } from '#llm/practice/grammar/picking.ts';
import {
  codeFor,
  languageNames,
  statisticNames,
  statisticOf,
} from '#llm/practice/grammar/statistics.ts';
import { capitalised, decimal, inWords } from '#llm/practice/grammar/wording.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { measureNamed, measureNames } from '#llm/practice/vocabulary/measure.ts';
import type { Measure } from '#llm/practice/vocabulary/measure.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';
import { dataForms, writtenAs } from './data-forms.ts';

const places = {
  measure: measureNames,
  statistic: statisticNames,
  audience: audienceNames,
  name: firstNames,
  language: languageNames,
  order: ['the smallest to the largest', 'the largest to the smallest'],
  form: dataForms,
};

/** A series of 5 to 8 values of a measure. */
function series({ low, high }: Measure, random: Random): number[] {
  return severally(5, 8, random, () => integerBetween(low, high, random));
}

const statistic = open(
  [
    'Work out the {statistic} of the {measure} below, rounded to one decimal place.',
    '{name} wrote down some {measure}. What is their {statistic}?',
    'From these {measure}, report the {statistic} to {audience} in a full sentence.',
    'Given a list of {measure}, compute the {statistic} and state the unit.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const measure = measureNamed(slots('measure'));
      const values = series(measure, random);
      const result = decimal(statisticOf(slots('statistic'), values));
      return worked(
        'Values',
        values.join(', '),
        `The ${slots('statistic')} is ${result} ${measure.unit}.`,
      );
    }),
);

const aboveAverage = open(
  [
    'Count how many of the {measure} lie above their own average.',
    'Which of these {measure} exceed the mean? Show {audience} the mean as well.',
    'Pick out the entries above average from the {measure} that {name} collected.',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const measure = measureNamed(slots('measure'));
      const values = series(measure, random);
      const mean = statisticOf('average', values);
      const above = values.filter((value) => value > mean);
      const list = above.length === 0 ? '' : `: ${above.join(', ')}`;
      return worked(
        'Values',
        values.join(', '),
        `The average is ${decimal(mean)} ${measure.unit}; ${above.length} of ${values.length} values ` +
          `are above it${list}.`,
      );
    }),
);

const sorting = open(
  [
    'Arrange these {measure} from {order}, separated by semicolons.',
    'Put the {measure} of {name} in order from {order}.',
    'Rank the following {measure}, going from {order}, for {audience}.',
  ],
  places,
  (slots, random) =>
    severally(1, 3, random, () => {
      const values = series(measureNamed(slots('measure')), random);
      const sign = slots('order').startsWith('the smallest') ? 1 : -1;
      const sorted = [...values].sort((a, b) => sign * (a - b));
      return worked('Values', values.join(', '), `Sorted: ${sorted.join('; ')}`);
    }),
);

const conversion = open(
  [
    'Convert the {measure} into {form}.',
    '{name} needs these {measure} as {form}. Reformat them without changing a value.',
    'Express the week of {measure} as {form} for {audience}.',
  ],
  places,
  (slots, random) => {
    const measure = measureNamed(slots('measure'));
    const values = series(measure, random).slice(0, 5);
    return [writtenAs(slots('form'), measure, values)];
  },
);

const change = open(
  [
    'By how much did the {measure} change between the first and the last entry? Include the percentage.',
    'Compare start and end of these {measure} and comment on the difference for {audience}.',
    'Tell {name} whether the {measure} rose or fell overall, and by how many percent.',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const measure = measureNamed(slots('measure'));
      const values = [
        integerBetween(measure.low + 1, measure.high, random),
        ...series(measure, random),
      ];
      const [first = 1, last = 1] = [values[0], values.at(-1)];
      const percent = decimal((Math.abs(last - first) / first) * 100);
      const verb = last >= first ? 'rose' : 'fell';
      return worked(
        'Values',
        values.join(', '),
        last === first
          ? `Nothing changed: first and last entry are both ${first} ${measure.unit}.`
          : `The values ${verb} from ${first} to ${last} ${measure.unit}, by ${percent} percent.`,
      );
    }),
);

const code = open(
  [
    'Write a {language} function that returns the {statistic} of a list of {measure}.',
    'How can the {statistic} of {measure} be computed in {language}? Show a short function.',
    '{name} stores {measure} in a list. Supply {language} code for their {statistic}.',
  ],
  places,
  (slots) =>
    answer(codeFor(slots('language'), slots('statistic'), measureNamed(slots('measure')).key)),
);

const outlier = open(
  [
    'One of the {measure} was mistyped. Find the value that cannot be right.',
    'Spot the implausible entry among these {measure} and explain it to {audience}.',
    '{name} suspects a typing error in the {measure}; which number is it?',
  ],
  places,
  (slots, random) =>
    severally(1, 2, random, () => {
      const measure = measureNamed(slots('measure'));
      const wrong = measure.high * 10 + integerBetween(3, 99, random);
      const values = series(measure, random);
      values.splice(integerBetween(0, values.length, random), 0, wrong);
      return worked(
        'Values',
        values.join(', '),
        `${wrong} ${measure.unit} cannot be right: all other values are at most ${measure.high}.`,
      );
    }),
);

const report = open(
  [
    'Describe these {measure} to {audience} in two sentences, highest and lowest value included.',
    'Turn the {measure} into a short spoken report by {name}.',
    'What stands out in the following {measure}? Mention extremes and average.',
  ],
  places,
  (slots, random) => {
    const measure = measureNamed(slots('measure'));
    const values = series(measure, random);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const mean = decimal(statisticOf('average', values));
    return [
      worked(
        'Values',
        values.join(', '),
        `${capitalised(inWords([`lowest was ${low}`, `highest ${high}`]))} ${measure.unit}. On average ` +
          `the ${values.length} entries come to ${mean} ${measure.unit}.`,
      ),
    ];
  },
);

/** Sums, orders and reports on series of numbers. */
export const measures: readonly Family[] = [
  statistic,
  aboveAverage,
  sorting,
  conversion,
  change,
  code,
  outlier,
  report,
];
