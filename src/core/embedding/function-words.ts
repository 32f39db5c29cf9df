/**
 * English words that hold sentences together and say nothing of their subject. Groups are named by
 * other words where they have any; texts in other languages lose nothing.
 */
const words = `
  a about above after again against all also am an and any are as at be because been before being
  between both but by can could did do does doing down during each every few for from further had has
  have having he her here hers him his how i if in into is it its itself just like made make may me
  might more most much must my no nor not of off on once one only or other our out over own per same
  shall she should so some such than that the their them then there these they this those through to
  too under until up us use used using very was we were what when where which while who whom whose why
  will with would you your
`;

const functionWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));

/** True for a word, in lower case, that names nothing. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word);
