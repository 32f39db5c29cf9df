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
  /\b(?:this|the) (?:customer|user) (?:complaint|review|query|question|feedback)\b/iu,
  new RegExp(
    `\\b(?:the|this|these|each) (?:given|provided|below|above|attached|supplied|input) [a-z]+`,
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
  /^(?:given|from|using|based on) (?:the|a|an|some|two|three|these|this) (?:[a-z-]+ ){0,2}?(?:text|sentence|paragraph|passage|article|story|poem|essay|excerpt|quote|phrase|statement|review|tweet|e-?mail|letter|document|dialogue|conversation|transcript|data|dataset|data set|table|headline|string|information|number|word|color|item|image|context|prompt|question|point|(?:customer|user) [a-z]+|description)s?\b/iu,
  /^(?:(?:if|when|once) )?given (?:a|an|any|some|two|three|four|several|the|this|these|certain)\b/iu,
  /\b(?:a|an|any|some|each|every) given (?!time|moment|day|year|month|week|situation|point|range|period|number of|type|amount|area|set of)[a-z]+/iu,
  /\b(?:you are|you will be|you(?:'|’)re) (?:given|provided|presented) (?:with )?(?:a|an|the|two|three|some|several)\b/iu,
  /\b(?:as|shown|listed|described|mentioned|given|provided|found|written|seen) (?:below|above)\b/iu,
  /\b(?:summari[sz]e|paraphrase|proofread|translate|edit|rewrite|rephrase|classify|categori[sz]e|punctuate|shorten|condense|reword) (?:the|this) (?:[a-z-]+ ){0,2}?(?:text|sentence|paragraph|passage|article|story|poem|essay|excerpt|quote|phrase|statement|review|tweet|e-?mail|letter|message|document|dialogue|conversation|transcript|code)\b(?! (?:of|about|by|on|in|titled|called|"|“))/iu,
];

/** Programs take their input when they run. */
const asksForProgram =
  /\b(?:write|create|design|develop|implement|construct|build|generate|make|code|come up with|provide|devise|output|compose)\b[^.?!]{0,60}\b(?:function|program|script|algorithm|code|method|class|regex|regular expression|sql|query|formula|procedure|pseudocode|app|application|website|api)\b/iu;

/** Finds an instruction that points at an input which is not there. */
export function check({ instruction, instances }: Suspect): Finding | null {
  if (!instances.some(({ input }) => isNone(input))) return null;
  for (const look of looks) {
    const match = look(instruction);
    if (match === null || isGiven(instruction, match)) continue;
    const why = 'This points at an input, and there is none.';
    return { field: 'instruction', range: rangeOf([match[0]], match.index), why };
  }
  return null;
}

/** A text that is spoken of as if it were there; not where the task is to write it. */
const definite =
  /\b(?:the|this) (?:original |entire |whole |first |short |long )?(sentence|passage|text|paragraph|poem|article|excerpt|story|complaint|statement|dialogue|conversation|essay|email|review|quote|list|document|headline|tweet|input|code|snippet|dataset|data)\b(?! (?:of|about|that|which|should|must|can|may|in which|called|titled|structure|type|form|length|science|analysis|set|["“(‘']))/iu;
const toWrite =
  /^\W*(?:please )?(?:write|compose|create|generate|draft|develop|design|construct|make|come up|tell|invent|describe|explain|name|list|suggest|who|how|why|discuss)\b/iu;
/** `This` and what it points at, where it is no time, way or kind. */
const pointing =
  /\b(?:this|these) (?:[a-z]+ )?(?!(?:tasks?|years?|weeks?|months?|days?|times?|ways?|points?|cases?|kinds?|types?|reasons?|century|era|moment|morning|evening|season|summer|winter|instructions?|exercises?|is|are|was|has|can|will|would|should|world|country|planet|age|things?|and|or|to|in|on|of|by|for|as|into|with)\b)[a-z]{3,}/iu;

function definiteText(instruction: string): RegExpExecArray | null {
  const match = definite.exec(instruction);
  if (match === null) return null;
  const before = instruction.slice(0, match.index);
  const noun = match[1] ?? '';
  const introduced = new RegExp(
    `\\b(?:an?|your|another|one|each|every)\\s(?:[\\w-]+\\s){0,4}${noun}\\b`,
    'iu',
  );
  const isAsked = toWrite.test(instruction) && !/based on|from|for|using/iu.test(before);
  return introduced.test(before) || isAsked ? null : match;
}

/** Only in the first sentence: later ones can point at what the first has said. */
function pointedAt(instruction: string): RegExpExecArray | null {
  const match = pointing.exec(instruction);
  if (match === null) return null;
  const before = instruction.slice(0, match.index);
  return /[.!?,;]|\b(?:an?|your) /iu.test(before) || before.trim() === '' ? null : match;
}

const looks: readonly ((text: string) => RegExpExecArray | null)[] = [
  ...pointers.map((pattern) => (text: string) => pattern.exec(text)),
  definiteText,
  pointedAt,
];

const isNone = (input: string): boolean =>
  input.trim() === '' || /^[<[(]?\s*(?:no ?input|none|n\/?a|empty)\s*[>\])]?$/iu.test(input.trim());

/** Whether the instruction itself holds what it points at. */
function isGiven(instruction: string, match: RegExpExecArray): boolean {
  if (asksForProgram.test(instruction)) return true;
  const after = instruction.slice(match.index + match[0].length);
  if (/:\s*$/u.test(after)) return false;
  // What stands after a colon or a dash, on a line of its own or in quotes is the text itself.
  if (/(?:[:\n—–]| -)\s*\S/u.test(after) || quoted.test(instruction)) return true;
  if (holdsList(after) || /https?:|www\.|[=+*/^<>]/u.test(instruction)) return true;
  const before = instruction.slice(0, match.index);
  if (/\n\s*\S/u.test(before.trimEnd()) || /[:]\s*\S/u.test(before)) return true;
  return after
    .trim()
    .split(/(?<=[.?!])\s+/u)
    .some((sentence) => isContent(sentence));
}

/** Numbers, lists and names right after the pointer: `the following numbers 3, 4 and 5`. */
function holdsList(after: string): boolean {
  const [rest = ''] = after.split(
    /\s(?:as|in|into|for|by|with|to|using|at|so|that|from|on|under|within)\s|[.?!](?:\s|$)/u,
  );
  return /\d/u.test(rest) || /\S+, \S+(?: \S+)?(?:,| and | or )/u.test(rest);
}

/** A sentence of its own that is not another order about the text. */
function isContent(sentence: string): boolean {
  const words = sentence.trim().split(/\s+/u);
  return (
    words.length >= 7 && /^["'(]?\p{Lu}/u.test(sentence.trim()) && !order.test(sentence.trim())
  );
}

/** Some words in quotes; one or two are a word to use or a label to choose. */
const quoted =
  /["“«‘'`](?=\S)[^"”»’'`]*\s[^"”»’'`]*\s[^"”»’'`]*["”»’'`.]|(?:["“«‘]\S+["”»’](?:,| and| or)? ?){2}/u;

const order =
  /^(?:use|make|write|include|explain|give|provide|do|don['’]t|please|your|the (?:answer|output|response|summary|result|text|sentence|story|poem)|it should|keep|add|list|then|be sure|ensure|identify|state|describe|output|return|find|also|each|limit|try|consider|you|and|select|choose|classify|rewrite|create|generate|indicate|if|assume|for each|in your|what|which|who|how|why|when|where|is|are|does|highlight|summari[sz]e|determine|mention)\b/iu;
