import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { realData } from '#tests/support/data-files.ts';

/** A task that the scripted model knows by heart. */
export interface KnownTask {
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

/** What the scripted model draws its replies from. */
export interface Corpus {
  readonly tasks: readonly KnownTask[];
  /** The task of an instruction, compared without case and white space around it. */
  find(instruction: string): KnownTask | undefined;
}

let published: Corpus | null = null;

/** The published Alpaca tasks where they are on this machine, else a few hundred of our own. */
export function loadCorpus(): Corpus {
  published ??= makeCorpus(publishedTasks() ?? builtInTasks());
  return published;
}

function makeCorpus(tasks: readonly KnownTask[]): Corpus {
  const byInstruction = new Map(tasks.map((task) => [keyOf(task.instruction), task]));
  return { tasks, find: (instruction) => byInstruction.get(keyOf(instruction)) };
}

const keyOf = (instruction: string): string =>
  instruction.toLowerCase().replaceAll(/\s+/g, ' ').trim();

function publishedTasks(): readonly KnownTask[] | null {
  const path = realData('alpaca_52k.jsonl.gz');
  if (path === null) return null;
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
  const tasks = lines.map((line) => JSON.parse(line) as KnownTask);
  // A list item is one line; a line break would end it early.
  return tasks.filter(({ instruction }) => !instruction.trim().includes('\n'));
}

const forms = [
  ['Explain to a newcomer how', 'works, step by step', 'It begins small and is checked often.'],
  [
    'Write a short letter about',
    'to the town council',
    'Dear council, please look into this soon.',
  ],
  ['List five questions that', 'raises for a careful buyer', '1. Who made it?\n2. How old is it?'],
  [
    'Compare two ways of looking after',
    'in a cold winter',
    'The first costs less; the second lasts.',
  ],
  [
    'Invent a riddle whose answer is',
    'and give one hint',
    'I stand in the rain and never complain.',
  ],
  [
    'Summarise what a neighbour says about',
    'in one sentence',
    'It has been there longer than we have.',
  ],
  [
    'Plan a morning lesson on',
    'for curious ten-year-olds',
    'Start outside, then draw what you saw.',
  ],
  ['Suggest a polite way to complain about', 'without naming anybody', 'I may be mistaken, but …'],
  ['Which season suits', 'best, and for what reason?', 'Spring, since the ground is soft by then.'],
  ['Describe the sound of', 'using no adjectives at all', 'A tick, a pause, a tick, a pause.'],
  ['Turn the history of', 'into a bedtime story', 'Once there was nothing here but reeds.'],
  [
    'Estimate what repairing',
    'would cost, with your reasoning',
    'Two days of work and some timber.',
  ],
] as const;

const subjects = [
  'the old lighthouse',
  'a village bakery',
  'the tram depot',
  'an apple orchard',
  'the harbour bridge',
  'a beehive on the roof',
  'the school kitchen',
  'a wooden rowing boat',
  'the public library',
  'a leaking fountain',
  'the night bus',
  'a stone wall',
  'the weather station',
  'a repair shop for bicycles',
  'the swimming pool',
  'a choir of retired sailors',
  'the allotment gardens',
  'a clock without hands',
  'the fish market',
  'a travelling circus',
  'the chess club',
  'a herd of goats',
  'the railway museum',
  'a field of sunflowers',
] as const;

function builtInTasks(): readonly KnownTask[] {
  return forms.flatMap(([start, end, output]) =>
    subjects.map((subject, i) => {
      const instruction = `${start} ${subject} ${end}${end.endsWith('?') ? '' : '.'}`;
      return { instruction, input: i % 3 === 0 ? '' : `A note on ${subject}.`, output };
    }),
  );
}
