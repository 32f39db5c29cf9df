import { linesOfData, realData } from '#tests/support/data-files.ts';

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
  const tasks = linesOfData(path).map((line) => JSON.parse(line) as KnownTask);
  // A list item is one line; a line break would end it early.
  return tasks.filter(({ instruction }) => !instruction.trim().includes('\n'));
}

// Forms are short and subjects long, so that no two instructions are near-duplicates.
const forms: readonly (readonly [string, string, string])[] = [
  ['Explain', 'to a newcomer', 'It begins small and is checked often.'],
  ['Praise', 'in a letter', 'Dear council, this is worth keeping.'],
  ['List questions about', '', '1. Who made it?\n2. How old is it?'],
  ['Compare', 'with its neighbour', 'The first costs less; the second lasts.'],
  ['Invent a riddle on', '', 'I stand in the rain and never complain.'],
  ['Summarise gossip concerning', '', 'It has been there longer than we have.'],
  ['Teach children', 'outdoors', 'Start outside, then tell what you saw.'],
  ['Complain politely about', '', 'I may be mistaken, but it was louder before.'],
  ['Which season suits', 'best', 'Spring, since the ground is soft by then.'],
  ['Imitate the sound of', '', 'A tick, a pause, a tick, a pause.'],
  ['Turn', 'into a bedtime story', 'Once there was nothing here but reeds.'],
  ['Estimate repair costs for', '', 'Two days of work and some timber.'],
];

const subjects: readonly string[] = [
  'the old lighthouse behind our harbour wall',
  'a village bakery that opens at midnight',
  'tram depots built under busy city squares',
  'apple orchards flooded every second spring',
  'her grandmother’s narrow bridge across the gorge',
  'beehives kept upon flat hospital roofs',
  'school kitchens cooking for nine hundred pupils',
  'wooden rowing boats without any oars left',
  'public libraries lending tools instead of books',
  'one leaking fountain near platform number four',
  'night buses driven by former opera singers',
  'dry stone walls crossing three steep farms',
  'weather stations powered solely by melting snow',
  'repair shops where customers mend their bicycles',
  'indoor swimming pools heated from bakery ovens',
  'choirs of retired sailors rehearsing on ferries',
  'allotment gardens squeezed between railway tracks',
  'clocks whose makers forgot to add hands',
  'fish markets moving inland because of storms',
  'travelling circuses that own no tent whatsoever',
  'chess clubs meeting inside an empty aquarium',
  'herds of goats trimming vineyard slopes yearly',
  'railway museums staffed entirely by young volunteers',
  'sunflower fields planted along disused runways',
];

function builtInTasks(): readonly KnownTask[] {
  return forms.flatMap(([start, end, output]) =>
    subjects.map((subject, i) => {
      const instruction = `${[start, subject, end].filter((part) => part !== '').join(' ')}.`;
      return { instruction, input: i % 3 === 0 ? '' : `A note on ${subject}.`, output };
    }),
  );
}
