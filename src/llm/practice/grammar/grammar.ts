import type { Random } from '#core/random/keyed-random.ts';
import { activityLists } from '#llm/practice/families/activity-lists.ts';
import { activityScenes } from '#llm/practice/families/activity-scenes.ts';
import { activityTexts } from '#llm/practice/families/activity-texts.ts';
import { businessLetters } from '#llm/practice/families/business-letters.ts';
import { businessTexts } from '#llm/practice/families/business-texts.ts';
import { closedMessages } from '#llm/practice/families/closed-messages.ts';
import { closedTopics } from '#llm/practice/families/closed-topics.ts';
import { closedWords } from '#llm/practice/families/closed-words.ts';
import { everydaySums } from '#llm/practice/families/everyday-sums.ts';
import { knowledge } from '#llm/practice/families/knowledge.ts';
import { measures } from '#llm/practice/families/measures.ts';
import { words } from '#llm/practice/families/words.ts';
import { composeFrom, placesOf } from './compose.ts';
import { answer, open } from './family.ts';
import type { Composed, Family } from './family.ts';
import { pick } from './picking.ts';
import { recogniserOf } from './recognise.ts';

const openFamilies: readonly Family[] = [
  ...activityLists,
  ...activityScenes,
  ...activityTexts,
  ...businessLetters,
  ...businessTexts,
  ...measures,
  ...words,
  ...knowledge,
  ...everydaySums,
];

const closedFamilies: readonly Family[] = [...closedMessages, ...closedTopics, ...closedWords];

const openByChance = byVariety(openFamilies);
const closedByChance = byVariety(closedFamilies);

/** What is left to ask for where a list of families is empty. */
const greeting = open(['Say hello to a new neighbour.'], {}, () => answer('Hello and welcome!'));

/** More than the share wanted in the pool: classification tasks resemble one another sooner. */
const CLASSIFICATION_SHARE = 0.38;

/** Thinks up an instruction; only classification tasks where those are asked for. */
export function composeInstruction(random: Random, classificationOnly: boolean): Composed {
  const closed = random() < CLASSIFICATION_SHARE || classificationOnly;
  return composeFrom(pick(closed ? closedByChance : openByChance, random) ?? greeting, random);
}

let recognise: ((text: string) => Composed | null) | undefined;

/** A family as often as its longest form has places: what varies more comes more often. */
function byVariety(families: readonly Family[]): readonly Family[] {
  return families.flatMap((family) => {
    const most = Math.max(1, ...family.forms.map((form) => placesOf(form).length));
    return Array.from({ length: most }, () => family);
  });
}

/** Reads an instruction of the grammar back, whatever its case; null for any other text. */
export function recogniseInstruction(text: string): Composed | null {
  recognise ??= recogniserOf([...openFamilies, ...closedFamilies]);
  return recognise(text);
}
