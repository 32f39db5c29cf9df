import { answer, open } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import {
  capitalised,
  clockTime,
  inWords,
  inside,
  sentence,
} from '#llm/practice/grammar/wording.ts';
import { activityNamed, activityNames } from '#llm/practice/vocabulary/activities.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { dateNames } from '#llm/practice/vocabulary/dates.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';

const moods = [
  'in a proud tone',
  'in a playful tone',
  'in a calm tone',
  'with a little self-irony',
];
const kinds = ['an evening course', 'a newspaper column', 'a blog post', 'a lecture', 'a booklet'];
const spans = ['a Saturday morning', 'a rainy afternoon', 'a day off', 'a half day in June'];

const places = {
  activity: activityNames,
  audience: audienceNames,
  date: dateNames,
  name: firstNames,
  name1: firstNames,
  name2: firstNames,
  mood: moods,
  kind: kinds,
  span: spans,
};

const dialogue = open(
  [
    'Write a dialogue in which {name1} asks {name2} for advice on {activity}.',
    'Invent a phone call between {name1} and {name2} about {activity}; six lines at most.',
    'Let {name1} interview {name2} for a local paper on the subject of {activity}.',
    '{name1} doubts that {activity} is a good idea and {name2} disagrees. Script their conversation.',
  ],
  places,
  (slots) => {
    const { name, gear, steps, mistakes, gains } = activityNamed(slots('activity'));
    const [a, b] = [slots('name1'), slots('name2')];
    return answer(
      [
        `${a}: Is ${name} really for me?`,
        `${b}: Why not? Think of ${gains[0] ?? ''} and ${gains[1] ?? ''}.`,
        `${a}: Where would I begin?`,
        `${b}: ${sentence(steps[0] ?? '')} All you have to get is ${gear[0] ?? ''}.`,
        `${a}: And what should I watch out for?`,
        `${b}: ${sentence(mistakes[0] ?? '')} Everybody does that once.`,
      ].join('\n'),
    );
  },
);

const diary = open(
  [
    'Write a diary entry by {name} after a first attempt at {activity}, {mood}.',
    'Tell in the first person what happened when {name} tried {activity}, {mood}.',
    'Imagine a postcard from {name}, who has just spent {span} {activity}.',
    'Describe {span} of {activity} from the point of view of {name}.',
  ],
  places,
  (slots) => {
    const { name, steps, mistakes, gains } = activityNamed(slots('activity'));
    return answer(
      `Today I tried ${name} for the first time. I knew the theory: ${inside(steps[0] ?? '')}, ` +
        `then ${inside(steps[1] ?? '')}. In practice I started with ${mistakes[0] ?? ''}, of all ` +
        `things. Still, I felt something of ${gains[0] ?? ''} in the end, and tomorrow I will go ` +
        `on.\n\n${slots('name')}`,
    );
  },
);

const invitation = open(
  [
    'Invite {audience} to try {activity} on {date}. The invitation is signed by {name}.',
    'Compose an email from {name} that asks {audience} to join in {activity} on {date}.',
    'On {date} there will be an introduction to {activity}. Announce it to {audience}.',
    'Remind {audience} that {activity} is planned for {date} and tell them what to bring.',
  ],
  places,
  (slots) => {
    const { name, gear, gains } = activityNamed(slots('activity'));
    return answer(
      `Dear all,\n\n${capitalised(slots('date'))} is all about ${name}, and this invitation goes to ` +
        `${slots('audience')} in particular. Please bring ${inWords(gear.slice(0, 2))}; everything ` +
        `else is there. Expect ${inWords(gains)}.\n\nSee you there\n${slots('name') || 'The organisers'}`,
    );
  },
);

const cancellation = open(
  [
    'Cancel the session of {activity} planned for {date} politely; the sender is {name}.',
    'Write to {audience} that {activity} is off on {date} because {name} has fallen ill.',
    'Explain in two sentences why {name} cannot lead {activity} on {date}.',
  ],
  places,
  (slots) =>
    answer(
      `I am sorry to tell you that ${activityNamed(slots('activity')).name} cannot take place on ` +
        `${slots('date')}, because ${slots('name')} is ill. We will suggest a new date within a week.`,
    ),
);

const titles = open(
  [
    'Suggest three titles for {kind} about {activity}, aimed at {audience}.',
    'Think of catchy names for {kind} on {activity}.',
    'Which headline would make {audience} read {kind} on {activity}? Offer three.',
  ],
  places,
  (slots) => {
    const { name, mistakes, gains } = activityNamed(slots('activity'));
    return answer(
      [
        `1. ${capitalised(name)}: the first four steps`,
        `2. Beyond ${mistakes[0] ?? ''}`,
        `3. ${capitalised(gains[0] ?? '')}, and how to get there`,
      ].join('\n'),
    );
  },
);

const timetable = open(
  [
    'Plan {span} for {name} around {activity}, with a time for every step.',
    'Draft a schedule of four entries for {activity} that {audience} can follow on {date}.',
    'Make an hourly programme for {span} devoted to {activity}.',
  ],
  places,
  (slots) =>
    answer(
      activityNamed(slots('activity'))
        .steps.map((step, i) => `${clockTime(540 + i * 60)} ${step}`)
        .join('\n'),
    ),
);

const questions = open(
  [
    'Write an FAQ with three questions and answers on {activity} for {audience}.',
    'Anticipate what {audience} will ask about {activity} and answer each question briefly.',
    'Prepare a short question-and-answer sheet about {activity}, {mood}.',
  ],
  places,
  (slots) => {
    const { gear, steps, mistakes } = activityNamed(slots('activity'));
    return answer(
      [
        `Q: What do I have to buy?\nA: ${sentence(inWords(gear))}`,
        `Q: How do I start?\nA: ${sentence(steps[0] ?? '')}`,
        `Q: What goes wrong most often?\nA: ${sentence(mistakes[0] ?? '')}`,
      ].join('\n\n'),
    );
  },
);

const verse = open(
  [
    'Write four lines of free verse on {activity}, {mood}.',
    'Turn {activity} into a tiny poem dedicated to {name}.',
    'Capture the feeling of {activity} in a short unrhymed poem for {audience}.',
  ],
  places,
  (slots) => {
    const { gear, steps, gains } = activityNamed(slots('activity'));
    return answer(
      [
        `${capitalised(gear[0] ?? '')}, ${gear[1] ?? ''},`,
        `and a voice that says: ${inside(steps[0] ?? '')}.`,
        'The day goes its own way,',
        `and leaves me ${gains[0] ?? ''}.`,
      ].join('\n'),
    );
  },
);

/** Dialogues, letters, plans and verse around activities; none needs an input. */
export const activityScenes: readonly Family[] = [
  dialogue,
  diary,
  invitation,
  cancellation,
  titles,
  timetable,
  questions,
  verse,
];
