import { answer, open, worked } from '#llm/practice/grammar/family.ts';
import type { Family } from '#llm/practice/grammar/family.ts';
import { integerBetween, pick, pickSome } from '#llm/practice/grammar/picking.ts';
import { shapeNames, shaped } from '#llm/practice/grammar/shapes.ts';
import { capitalised, inside } from '#llm/practice/grammar/wording.ts';
import { audienceNames } from '#llm/practice/vocabulary/audiences.ts';
import { firstNames } from '#llm/practice/vocabulary/people.ts';
import { subjectNamed, subjectNames } from '#llm/practice/vocabulary/subjects.ts';

const places = {
  subject: subjectNames,
  audience: audienceNames,
  shape: shapeNames,
  name: firstNames,
};

const facts = open(
  [
    'Tell {audience} three facts about {subject}, {shape}.',
    'What should {audience} know about {subject}? Be brief, {shape}.',
    'State what is certain about {subject} {shape}, as {name} would for a school talk.',
  ],
  places,
  (slots) =>
    answer(
      shaped(
        slots('shape'),
        subjectNamed(slots('subject')).facts.map((fact) =>
          inside(fact.statement).replace(/\.$/, ''),
        ),
      ),
    ),
);

const quiz = open(
  [
    'Write three quiz questions with answers on {subject} for {audience}.',
    'Test what {name} has learned about {subject} with three short questions; add the solutions.',
    'Compose a mini-exam on {subject} that {audience} could pass.',
  ],
  places,
  (slots) =>
    answer(
      subjectNamed(slots('subject'))
        .facts.map((fact, i) => `${i + 1}. ${fact.question}\n   Answer: ${fact.answer}.`)
        .join('\n'),
    ),
);

const passage = open(
  [
    'Answer the question using nothing but the passage on {subject}.',
    '{name} has a question about {subject}; the text below holds the answer.',
    'Read the lines about {subject} and reply as briefly as possible to {audience}.',
  ],
  places,
  (slots, random) => {
    const { facts } = subjectNamed(slots('subject'));
    const text = facts.map((fact) => fact.statement).join(' ');
    return pickSome(facts, integerBetween(1, 3, random), random).map((fact) => ({
      fields: [
        { name: 'Passage', text },
        { name: 'Question', text: fact.question },
      ],
      output: `${fact.answer}.`,
    }));
  },
);

const gap = open(
  [
    'Make a fill-in-the-gap exercise from the sentence on {subject} and put the missing word in brackets.',
    'Replace the longest word of this statement about {subject} with a blank, for {audience}.',
    'Prepare a cloze test about {subject}: hide one word and give it to {name} as the solution.',
  ],
  places,
  (slots, random) => {
    const { facts } = subjectNamed(slots('subject'));
    return pickSome(facts, integerBetween(1, 3, random), random).map(({ statement }) => {
      const words = statement.match(/\p{L}+/gu) ?? [];
      const hidden = words.reduce((best, word) => (word.length > best.length ? word : best), '');
      return worked('Sentence', statement, `${statement.replace(hidden, '____')} (${hidden})`);
    });
  },
);

const correction = open(
  [
    'Correct the false statement about {subject} and keep its style.',
    'Something is wrong with what {name} says about {subject}. Set it right in one sentence.',
    'Replace the myth about {subject} with a fact that {audience} will remember.',
  ],
  places,
  (slots, random) => {
    const { facts } = subjectNamed(slots('subject'));
    return pickSome(facts, integerBetween(1, 3, random), random).map((fact) =>
      worked('Statement', fact.falsehood, fact.statement),
    );
  },
);

const backwards = open(
  [
    'What question is answered by the given statement on {subject}?',
    'Work backwards: here is an answer about {subject}, find the question {name} asked.',
    'Phrase a question for {audience} to which this remark about {subject} is the reply.',
  ],
  places,
  (slots, random) => {
    const { facts } = subjectNamed(slots('subject'));
    return pickSome(facts, integerBetween(1, 3, random), random).map((fact) =>
      worked('Statement', fact.statement, fact.question),
    );
  },
);

const talk = open(
  [
    'Prepare a one-minute talk on {subject} for {audience}.',
    'Introduce {subject} to {audience} with a personal remark at the end.',
    'What would {name} say about {subject} in an elevator? Write it out.',
  ],
  places,
  (slots) => {
    const { name, facts, opinion } = subjectNamed(slots('subject'));
    return answer(
      `Let us talk about ${name}. ${facts.map((fact) => fact.statement).join(' ')} And since you ` +
        `ask me: ${inside(opinion)}`,
    );
  },
);

const choice = open(
  [
    'Write a multiple-choice question on {subject} with one right and two wrong answers.',
    'Devise a question with the options A, B and C about {subject}, suited to {audience}.',
    'For the pub quiz that {name} hosts, invent a three-way choice on {subject}.',
  ],
  places,
  (slots, random) => {
    const { name, facts } = subjectNamed(slots('subject'));
    const fact = pick(facts, random);
    const wrong = facts.filter((other) => other !== fact).map((other) => other.falsehood);
    return answer(
      `Which statement about ${name} is true?\nA. ${wrong[0] ?? ''}\nB. ${fact?.statement ?? ''}\n` +
        `C. ${wrong[1] ?? ''}\n\nSolution: B`,
    );
  },
);

const weaving = open(
  [
    'Combine the statements about {subject} into one sentence, because {name} is tired of short ones.',
    'Weave these notes on {subject} together so that {audience} can follow them in a single breath.',
    'Join the remarks about {subject} with semicolons.',
  ],
  places,
  (slots) => {
    const statements = subjectNamed(slots('subject')).facts.map((fact) => fact.statement);
    const joined = statements.map((text, i) => (i === 0 ? text : inside(text)).replace(/\.$/, ''));
    return [worked('Notes', statements.join(' '), `${capitalised(joined.join('; '))}.`)];
  },
);

/** Questions, quizzes and corrections on things that one can know. */
export const knowledge: readonly Family[] = [
  facts,
  quiz,
  passage,
  gap,
  correction,
  backwards,
  talk,
  choice,
  weaving,
];
