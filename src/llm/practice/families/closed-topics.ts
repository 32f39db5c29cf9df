import { closed } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { pick, pickSome, pickText } from '#llm/practice/grammar/picking.ts';
import { inside, sentence } from '#llm/practice/grammar/wording.ts';
import { activityNamed, activityNames } from '#llm/practice/vocabulary/activities.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';
import {
  fieldNames,
  subjectNamed,
  subjectNames,
  subjectsOfField,
} from '#llm/practice/vocabulary/subjects.ts';

const places = {
  activity: activityNames,
  activity1: activityNames,
  activity2: activityNames,
  activity3: activityNames,
  subject: subjectNames,
  field1: fieldNames,
  field2: fieldNames,
  field3: fieldNames,
  name: firstNames,
};

const topic = closed(
  [
    'Is the remark about {activity1} or about {activity2}?',
    'A note was found without a title. Decide whether it deals with {activity1} or {activity2}.',
    'Assign the tip to the course it comes from: {activity1}, {activity2} or {activity3}.',
    'Which hobby does {name} talk about, {activity1} or {activity2}?',
    'Guess the subject of the overheard sentence; it is either {activity1} or {activity2}.',
  ],
  places,
  (slots, random) =>
    ['activity1', 'activity2', 'activity3']
      .map(slots)
      .filter((name) => name !== '')
      .map((name) => ({
        label: name,
        input: sentence(pickText(activityNamed(name).steps, random)),
      })),
);

const tip = closed(
  [
    'Rate the tip on {activity} as helpful or harmful.',
    'Would somebody with years of {activity} call this advice helpful or harmful?',
    '{name} has heard something about {activity}. Is following it helpful or harmful?',
  ],
  places,
  (slots, random) => {
    const { steps, mistakes } = activityNamed(slots('activity'));
    return [
      ...pickSome(steps, 2, random).map((step) => ({ label: 'helpful', input: sentence(step) })),
      ...pickSome(mistakes, 2, random).map((mistake) => ({
        label: 'harmful',
        input: `You should try ${mistake}.`,
      })),
    ];
  },
);

const kit = closed(
  [
    'Is the object part of the kit for {activity}? Answer needed or not needed.',
    '{name} packs for {activity}. Mark the item as needed or not needed.',
    'For {activity}, say of the thing mentioned whether it is needed or not needed.',
  ],
  places,
  (slots, random) => {
    const { gear } = activityNamed(slots('activity'));
    const other = activityNamed(
      pickText(
        activityNames.filter((name) => name !== slots('activity')),
        random,
      ),
    );
    return [
      ...pickSome(gear, 2, random).map((input) => ({ label: 'needed', input })),
      ...pickSome(other.gear, 1, random).map((input) => ({ label: 'not needed', input })),
    ];
  },
);

const sentenceKind = closed(
  [
    'Is the sentence about {activity} a command, a question or a statement?',
    'Name the sentence type in the talk on {activity}: command, question or statement.',
    'What does {name} use when speaking of {activity}, a command, a question or a statement?',
  ],
  places,
  (slots, random) => {
    const { gear, steps, gains } = activityNamed(slots('activity'));
    return [
      { label: 'command', input: sentence(pickText(steps, random)) },
      { label: 'question', input: `Do I really have to buy ${pickText(gear, random)}?` },
      { label: 'statement', input: `It brings ${pickText(gains, random)}.` },
    ];
  },
);

const truth = closed(
  [
    'Is the statement on {subject} true or false?',
    'Verify what {name} claims about {subject}. Labels: true, false.',
    'True or false: judge the sentence that a pupil wrote about {subject}.',
    'Fact-check a line from an article on {subject} and return true or false.',
  ],
  places,
  (slots, random) => {
    const facts = pickSome(subjectNamed(slots('subject')).facts, 2, random);
    return facts.flatMap(({ statement, falsehood }) => [
      { label: 'true', input: statement },
      { label: 'false', input: falsehood },
    ]);
  },
);

const opinion = closed(
  [
    'Does the sentence about {subject} state a fact or an opinion?',
    'Fact or opinion? Classify what {name} wrote on {subject}.',
    'Separate knowledge from taste: label the remark on {subject} as fact or opinion.',
  ],
  places,
  (slots, random) => {
    const { facts, opinion: view } = subjectNamed(slots('subject'));
    return [
      ...pickSome(facts, 2, random).map(({ statement }) => ({ label: 'fact', input: statement })),
      { label: 'opinion', input: view },
      { label: 'opinion', input: `If you ask me, ${inside(view)}` },
    ];
  },
);

const field = closed(
  [
    'Which field does the statement belong to: {field1}, {field2} or {field3}?',
    'Route the question of {name} to the right expert, {field1} or {field2}.',
    'Choose between {field1}, {field2} and {field3} as the shelf for a book with this first sentence.',
    'Does the quiz card come from {field1} or from {field2}?',
  ],
  places,
  (slots, random) =>
    ['field1', 'field2', 'field3']
      .map(slots)
      .filter((name) => name !== '')
      .flatMap((name) => {
        const { facts } = pick(subjectsOfField(name), random) ?? subjectsOfField(name)[0];
        const asks = slots('field3') === '';
        return pickSome(facts, asks ? 2 : 1, random).map((fact) => ({
          label: name,
          input: asks ? fact.question : fact.statement,
        }));
      }),
);

/** Classification of what is said about activities and subjects. */
export const closedTopics: readonly Family[] = [
  topic,
  tip,
  kit,
  sentenceKind,
  truth,
  opinion,
  field,
];
