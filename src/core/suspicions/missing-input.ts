import { rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'missing-input';
export const label = 'input missing';
export const explanation =
  'The instruction speaks of a text that it does not give (“the following paragraph”, “this sentence”), and the input is empty. The answer can only be made up: add the input, or reject the task.';

export const defaults = {};
export const fields = {};

const kinds =
  'text|sentence|paragraph|passage|article|stor(?:y|ies)|poem|haiku|verse|lyrics|song|essay|excerpt|extract|quote|quotation|phrase|statement|claim|argument|question|headline|title|review|comment|tweet|post|blog(?: post)?|e-?mail|letter|message|note|memo|document|report|abstract|summary|dialogue|conversation|transcript|speech|interview|description|definition|recipe|list|items?|words?|names?|numbers?|data|dataset|data set|table|chart|equation|expression|formula|problem|puzzle|riddle|code|code snippet|snippet|script|function|program|query|input|information|details|facts?|scenario|situation|case|proverb|metaphor|idiom|dialog|resume|cv|job description|product|company|website|url|link|webpage|string|array|series|sequence|set of \\w+|pair of \\w+|group of \\w+|pieces? of \\w+|conversion|terms?|concepts?|events?|objects?|animals?|people|countr(?:y|ies)|cit(?:y|ies)|ingredients|keywords?|topics?|options|choices|characters?|colors?|shapes?|figures?|steps|instructions?|sentences|paragraphs|texts|statements|questions|articles|tweets|reviews|adjectives?|verbs?|nouns?|acronym|abbreviation';

const adjective = '(?:[a-z-]+ ){0,3}?';

/** Ways to point at something that must stand somewhere. */
const pointers = [
  new RegExp(
    `\\b(?:the|these|this|each|one|all|any|some|both|either)? ?(?:of )?(?:the )?following (?:\\w+ )?${adjective}(?:${kinds})\\b`,
    'iu',
  ),
  /\bthe following\b(?! (?:year|day|week|month|chapter|section|era|decade|century|question word))/iu,
  new RegExp(
    `\\b(?:the|this|these|each) (?:given|provided|below|above|attached|supplied|mentioned|input) ${adjective}(?:${kinds})\\b`,
    'iu',
  ),
  new RegExp(
    `\\b(?:the )?${adjective}(?:${kinds}) (?:given|provided|below|above|attached|supplied)\\b(?! (?:by|for|to|in|that|a|an|the|with)\\b)`,
    'iu',
  ),
  new RegExp(
    `\\b(?:this|these) (?:[a-z-]+ ){0,2}?(?:text|sentence|paragraph|passage|article|stor(?:y|ies)|poem|essay|excerpt|extract|quote|quotation|phrase|statement|claim|headline|review|tweet|blog post|e-?mail|letter|message|document|report|dialogue|conversation|transcript|list|words|numbers|dataset|data set|table|equation|expression|riddle|code|snippet|function|query|input|sentences|paragraphs|string|array|sequence|recipe|proverb|idiom|metaphor)\\b`,
    'iu',
  ),
  /^(?:given|from|using|based on) (?:the|a|an|some|two|three|these|this) (?:[a-z-]+ ){0,2}?(?:text|sentence|paragraph|passage|article|story|poem|essay|excerpt|quote|phrase|statement|review|tweet|e-?mail|letter|document|dialogue|conversation|transcript|data|dataset|data set|table|news headline|headline)s?\b/iu,
  /\b(?:as|shown|listed|described|mentioned|given|provided|found|written|seen) (?:below|above)\b/iu,
  /\b(?:summari[sz]e|paraphrase|proofread|translate|edit|rewrite|rephrase|classify|categori[sz]e|punctuate|shorten|condense|reword) (?:the|this) (?:[a-z-]+ ){0,2}?(?:text|sentence|paragraph|passage|article|story|poem|essay|excerpt|quote|phrase|statement|review|tweet|e-?mail|letter|message|document|dialogue|conversation|transcript|code)\b(?! (?:of|about|by|on|in|titled|called|"|“))/iu,
];

/** Programs take their input when they run; forms say what to write, not about what. */
const selfContained =
  /\b(?:function|program|script|algorithm|code|method|class|regex|regular expression|sql|query|python|java|javascript|c\+\+|html|css|formula|procedure|pseudocode|api)\b/iu;
const asksForProgram =
  /\b(?:write|create|design|develop|implement|construct|build|generate|make|code|come up with|provide|devise|output|compose)\b[^.?!]{0,60}\b(?:function|program|script|algorithm|code|method|class|regex|regular expression|sql|query|formula|procedure|pseudocode|app|application|website|api)\b/iu;

/** Finds an instruction that points at an input which is not there. */
export function check({ instruction, instances }: Suspect): Finding | null {
  const instance = instances.findIndex(({ input }) => isNone(input));
  if (instance < 0) return null;
  for (const pattern of pointers) {
    const match = pattern.exec(instruction);
    if (match === null || isGiven(instruction, match)) continue;
    const range = rangeOf(match);
    return { field: 'instruction', range, why: 'This points at an input, and there is none.' };
  }
  return null;
}

const isNone = (input: string): boolean =>
  input.trim() === '' || /^[<[(]?\s*(?:no ?input|none|n\/?a|empty)\s*[>\])]?$/iu.test(input.trim());

/** Whether the instruction itself holds what it points at. */
function isGiven(instruction: string, match: RegExpExecArray): boolean {
  if (asksForProgram.test(instruction)) return true;
  if (selfContained.test(match[0]) && !/\bcode|snippet|script/iu.test(match[0])) return true;
  const after = instruction.slice(match.index + match[0].length);
  // What stands after a colon, on a line of its own or in quotes is the text itself.
  if (/[:\n—–]\s*\S/u.test(after) || /["“‘«「`]\s*\S/u.test(instruction)) return true;
  if (/(?:^|\s)'\S/u.test(instruction)) return true;
  // Numbers, lists and names: `the following numbers 3, 4 and 5`.
  if (/\d/u.test(after) || /\S+, \S+(?:,| and | or )/u.test(after)) return true;
  if (/https?:|www\.|[=+*/^<>]/u.test(instruction)) return true;
  const before = instruction.slice(0, match.index);
  if (/\n\s*\S/u.test(before.trimEnd()) || /[:]\s*\S/u.test(before)) return true;
  return after
    .trim()
    .split(/(?<=[.?!])\s+/u)
    .some((sentence) => isContent(sentence));
}

/** A sentence of its own that is not another order about the text. */
function isContent(sentence: string): boolean {
  const words = sentence.trim().split(/\s+/u);
  return (
    words.length >= 7 && /^["'(]?\p{Lu}/u.test(sentence.trim()) && !order.test(sentence.trim())
  );
}

const order =
  /^(?:use|make|write|include|explain|give|provide|do|don['’]t|please|your|the (?:answer|output|response|summary|result|text|sentence|story|poem)|it should|keep|add|list|then|be sure|ensure|identify|state|describe|output|return|find|also|each|limit|try|consider|you|and|select|choose|classify|rewrite|create|generate|indicate|if|assume|for each|in your|what|which|who|how|why|when|where|is|are|does|highlight|summari[sz]e|determine|mention)\b/iu;
