import { answer, open } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { shapeNames, shaped } from '#llm/practice/grammar/shapes.ts';
import { bare, capitalised, inside, inWords } from '#llm/practice/grammar/wording.ts';
import { activityNamed, activityNames } from '#llm/practice/vocabulary/activities.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';

const places = { activity: activityNames, audience: audienceNames, shape: shapeNames };

const gear = open(
  [
    'List the four things that {audience} should have at hand before {activity}, {shape}.',
    'What equipment does one need for {activity}? Answer {shape}, written for {audience}.',
    'Put together a shopping list for {activity} and present it {shape}.',
    'Which objects belong in the bag when it comes to {activity}? Reply {shape}.',
  ],
  places,
  (slots) => answer(shaped(slots('shape'), activityNamed(slots('activity')).gear)),
);

const steps = open(
  [
    'Explain to {audience} how to begin with {activity}, {shape}.',
    'Give advice on {activity} {shape}; it is meant for {audience}.',
    'Walk {audience} through the basics of {activity}. Arrange the steps {shape}.',
    'How does a beginner get started with {activity}? Describe the first steps {shape}.',
  ],
  places,
  (slots) => answer(shaped(slots('shape'), activityNamed(slots('activity')).steps.map(inside))),
);

const mistakes = open(
  [
    'Warn {audience} about three common mistakes when {activity}, {shape}.',
    'Which errors spoil {activity} for newcomers? Name three of them {shape}.',
    'Collect things that nobody should do while {activity}, formatted {shape}.',
    'From experience with {activity}, tell {audience} what to avoid, {shape}.',
  ],
  places,
  (slots) => answer(shaped(slots('shape'), activityNamed(slots('activity')).mistakes)),
);

const gains = open(
  [
    'Persuade {audience} to take up {activity} by naming three benefits {shape}.',
    'What does anybody gain from {activity}? State the rewards {shape}.',
    'Argue in favour of {activity} in front of {audience}, {shape}.',
    'Why is {activity} worth the effort? Convince {audience} {shape}.',
  ],
  places,
  (slots) => answer(shaped(slots('shape'), activityNamed(slots('activity')).gains)),
);

const comparison = open(
  [
    'Compare {activity1} with {activity2} in a table that shows equipment, first step and reward.',
    'Set {activity1} beside {activity2}: one row each for kit, start and benefit.',
    'How do {activity1} and {activity2} differ? Use a small table.',
    'Someone hesitates between {activity1} and {activity2}. Contrast both in tabular form.',
  ],
  { activity1: activityNames, activity2: activityNames },
  (slots) => answer(comparisonTable(slots('activity1'), slots('activity2'))),
);

function comparisonTable(one: string, other: string): string {
  const [a, b] = [activityNamed(one), activityNamed(other)];
  const row = (head: string, left = '', right = ''): string => `| ${head} | ${left} | ${right} |`;
  return [
    row('Aspect', capitalised(a.name), capitalised(b.name)),
    row('---', '---', '---'),
    row('Equipment', inWords(a.gear.map(bare)), inWords(b.gear.map(bare))),
    row('First step', a.steps[0], b.steps[0]),
    row('Reward', a.gains[0], b.gains[0]),
  ].join('\n');
}

const advice = open(
  [
    'Recommend either {activity1} or {activity2} to {audience} and justify the choice.',
    'If {audience} had time for only one hobby, {activity1} or {activity2}, which would you suggest?',
    'Write a balanced paragraph on whether {activity1} suits {audience} better than {activity2}.',
  ],
  { activity1: activityNames, activity2: activityNames, audience: audienceNames },
  (slots) => {
    const [one, other] = [activityNamed(slots('activity1')), activityNamed(slots('activity2'))];
    return answer(
      `For ${slots('audience')} I would suggest ${one.name}. It takes little more than ` +
        `${one.gear[0] ?? ''} and ${one.gear[1] ?? ''}, and the rewards come early: ` +
        `${inWords(one.gains)}. ${capitalised(other.name)} has its charm too, above all ` +
        `${other.gains[0] ?? ''}, but ${other.mistakes[0] ?? ''} can spoil it at the start.`,
    );
  },
);

/** Lists, comparisons and advice on activities; none needs an input. */
export const activityLists: readonly Family[] = [gear, steps, mistakes, gains, comparison, advice];
