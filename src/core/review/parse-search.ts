import { failure, success, type Result } from '#core/model/result.ts';
import {
  patternFlags,
  type SearchPattern,
  type SearchProblem,
  type SearchTerm,
} from './search-terms.ts';

type Parsed<T> = Result<T, SearchProblem>;

/** A value and the place after it. */
interface Read<T> {
  readonly value: T;
  readonly end: number;
}

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && /\s/u.test(character);

/**
 * Reads what is typed into the search field: words, "exact phrases", /patterns/ and any of them with
 * a minus before it. Terms come in the order typed; none for an empty search. Fails with the place
 * of what can't be read.
 */
export function parseSearch(text: string): Parsed<readonly SearchTerm[]> {
  const terms: SearchTerm[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const isExcluded = text[at] === '-' && at + 1 < text.length && !isSpace(text[at + 1]);
    const read = readTerm(text, isExcluded ? at + 1 : at, isExcluded);
    if (!read.ok) return read;
    if (read.value.value !== null) terms.push(read.value.value);
    at = read.value.end;
  }
  return success(terms);
}

function readTerm(text: string, at: number, isExcluded: boolean): Parsed<Read<SearchTerm | null>> {
  if (text[at] === '/') {
    const read = readPattern(text, at);
    if (!read.ok) return read;
    const { value: pattern, end } = read.value;
    return success({ value: { kind: 'pattern', pattern, isExcluded }, end });
  }
  const read = text[at] === '"' ? readPhrase(text, at) : success(readWord(text, at));
  if (!read.ok) return read;
  const found = read.value.value.toLowerCase();
  const value = found === '' ? null : ({ kind: 'text', text: found, isExcluded } as const);
  return success({ value, end: read.value.end });
}

function readWord(text: string, at: number): Read<string> {
  let end = at;
  while (end < text.length && !isSpace(text[end])) end += 1;
  return { value: text.slice(at, end), end };
}

/** Within a phrase a backslash stands before a quote or a backslash that belongs to it. */
function readPhrase(text: string, at: number): Parsed<Read<string>> {
  let value = '';
  for (let next = at + 1; next < text.length; next += 1) {
    const character = text[next] ?? '';
    if (character === '"') return success({ value, end: next + 1 });
    const follower = text[next + 1];
    const isEscape = character === '\\' && (follower === '"' || follower === '\\');
    value += isEscape ? follower : character;
    if (isEscape) next += 1;
  }
  return failure({
    at,
    message: `The phrase that begins at character ${at + 1} has no end: close it with a quote (").`,
  });
}

function readPattern(text: string, at: number): Parsed<Read<SearchPattern>> {
  const close = endOfPattern(text, at + 1);
  if (close < 0) {
    const what = `The pattern that begins at character ${at + 1} has no end`;
    const message = `${what}: close it with a slash (/), or put "…" around text that has slashes.`;
    return failure({ at, message });
  }
  let end = close + 1;
  while (end < text.length && !isSpace(text[end])) end += 1;
  const source = text.slice(at + 1, close);
  const flags = Array.from(text.slice(close + 1, end));
  const problem = problemOfFlags(flags, close + 1) ?? problemOfPattern(source, flags, at);
  return problem === null
    ? success({ value: { source, flags: flags.toSorted().join('') }, end })
    : failure(problem);
}

/** The place of the slash that closes a pattern: not escaped, not within […]. −1 where none does. */
function endOfPattern(text: string, from: number): number {
  let isInClass = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '[') isInClass = true;
    else if (character === ']') isInClass = false;
    else if (character === '/' && !isInClass) return at;
  }
  return -1;
}

function problemOfFlags(flags: readonly string[], from: number): SearchProblem | null {
  const wrong = flags.findIndex(
    (flag, i) => !patternFlags.includes(flag) || flags.indexOf(flag) < i,
  );
  if (wrong < 0) return null;
  const before = flags.slice(0, wrong).join('').length;
  const allowed = `Only i (no case), m, s and u may follow a pattern, each once`;
  return {
    at: from + before,
    message: `Character ${from + before + 1} can’t stand there. ${allowed}; text that has slashes is found in quotes ("…").`,
  };
}

function problemOfPattern(
  source: string,
  flags: readonly string[],
  at: number,
): SearchProblem | null {
  if (source === '') {
    const message = `The pattern at character ${at + 1} is empty: write something between its slashes.`;
    return { at, message };
  }
  try {
    new RegExp(source, flags.join(''));
    return null;
  } catch (error) {
    // Engines say what they read and then, after a colon, what is wrong with it.
    const reason = error instanceof Error ? error.message.replace(/^.*: /su, '') : 'Unknown error';
    const message = `The pattern at character ${at + 1} is not valid: ${reason}.`;
    return { at, message };
  }
}
