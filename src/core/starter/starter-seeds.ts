import type { SeedTask } from '#core/model/task.ts';
import businessAndSupport from './seeds/business-and-support.json';
import cookingAndHome from './seeds/cooking-and-home.json';
import dataAndTables from './seeds/data-and-tables.json';
import everydayWriting from './seeds/everyday-writing.json';
import healthAndSport from './seeds/health-and-sport.json';
import historyAndGeography from './seeds/history-and-geography.json';
import languageAndGrammar from './seeds/language-and-grammar.json';
import logicAndPuzzles from './seeds/logic-and-puzzles.json';
import mathematics from './seeds/mathematics.json';
import naturalScience from './seeds/natural-science.json';
import opinionsAndReviews from './seeds/opinions-and-reviews.json';
import programming from './seeds/programming.json';
import storiesAndPoems from './seeds/stories-and-poems.json';
import teachingAndStudy from './seeds/teaching-and-study.json';
import translationAndCulture from './seeds/translation-and-culture.json';
import travelAndPlanning from './seeds/travel-and-planning.json';

type Entry = Omit<SeedTask, 'id'>;

/** Neighbours are as unlike one another as can be, so that any page of the list shows variety. */
const domains: readonly (readonly Entry[])[] = [
  everydayWriting,
  mathematics,
  historyAndGeography,
  programming,
  cookingAndHome,
  languageAndGrammar,
  businessAndSupport,
  naturalScience,
  storiesAndPoems,
  dataAndTables,
  healthAndSport,
  translationAndCulture,
  logicAndPuzzles,
  opinionsAndReviews,
  teachingAndStudy,
  travelAndPlanning,
];

/**
 * The 175 seed tasks that come with the program, of our own writing: one instance each, ids
 * `starter_0` to `starter_174`, one domain after the other in turn. Load this module lazily: the
 * texts weigh about 100 kB.
 */
export const starterSeeds: readonly SeedTask[] = interleaved(domains).map((entry, i) => ({
  id: `starter_${i}`,
  ...entry,
}));

/** The first of every list, then the second of every list, and so on. */
function interleaved<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
}
