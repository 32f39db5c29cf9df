import { inOutputs, mostRead, type Finding, type Suspect } from './suspicion.ts';

export const id = 'cut-output';
export const label = 'output cut off';
export const explanation =
  'An output stops before its end: in the middle of a sentence, a list or a pair of brackets. Usually the reply ran into its limit of tokens. Complete it, or reject the task.';

export const defaults = { words: 8 };
export const fields = {
  words: { label: 'Fewest words of an output', least: 1, most: 100, step: 1 },
};

type Piece = Omit<Finding, 'field' | 'instance'>;

/** Finds an output that stops in the middle. */
export function check(suspect: Suspect, { words }: typeof defaults): Finding | null {
  return inOutputs(suspect, (output) => {
    // Of such a text only the beginning is here.
    if (output.length >= mostRead) return null;
    const text = output.trimEnd();
    if (!hasWords(text, words) || looksLikeCode(text)) return null;
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return isOpenEnded(lastLine, lines) ? tail(text, lastLine) : null;
  });
}

function tail(text: string, lastLine: string): Piece {
  const shown = Math.min(lastLine.length, 60);
  return {
    range: { start: text.length - shown, end: text.length },
    why: 'The output stops in the middle.',
  };
}

/** What ends a sentence, with what may follow it. */
const ended = /[.!?…。！？।؟](?:["'”’»)\]*_`」』）]|\[\d+\])*\s*$/u;
/** A word after which something has to come. */
const wantsMore =
  /\b(?:a|an|the|and|or|but|nor|of|to|with|for|from|by|in|on|at|as|into|than|that|which|who|whose|because|although|while|if|when|where|is|are|was|were|be|been|being|has|have|had|can|could|will|would|should|may|might|must|its|their|his|her|your|our|my|this|these|those|such|very|also|between|through|during|without|within|under|over|towards?|including)$/iu;
const openMark = /[,;:([{–—-]$/u;
const bareItem = /^\s*(?:\d{1,3}[.)]|[-*•–])\s*(?:\*\*)?\s*$/u;
const listItem = /^\s*(?:\d{1,3}[.):]|[-*•–·>]|[a-zA-Z][.)]|[IVX]+\.)\s/u;
/** An earlier sentence that ended on the same line. */
const sentenceBefore = /[\p{Ll}\p{Nd})"'”’][.!?]["'”’)]?\s+["'“‘(]?\p{Lu}|[。！？]/u;
const ownLine = /#\w+\s*$|https?:\/\/\S+$|^\s*(?:by|from|best|regards|love|yours|sincerely)\b/iu;

function isOpenEnded(lastLine: string, lines: readonly string[]): boolean {
  if (bareItem.test(lastLine)) return true;
  if (ended.test(lastLine) || ownLine.test(lastLine)) return false;
  if (!/[\p{L}\p{N},;:([{–—"'“-]\s*$/u.test(lastLine)) return false;
  const isProse = !listItem.test(lastLine);
  if (openMark.test(lastLine) && lines.length > 1 - Number(isProse)) return !isVerse(lines);
  if (wantsMore.test(lastLine) && wordsOf(lastLine) >= 3) return !isVerse(lines);
  if (hasOpenBracket(lastLine)) return true;
  // Quotations end in a name, and an item begins with a number and a full stop.
  if (/[-–—~]\s*\p{Lu}[\p{L}.'’ ]+$/u.test(lastLine)) return false;
  if (sentenceBefore.test(lastLine.replace(listItem, ''))) return !/:\s*\S+$/u.test(lastLine);
  return breaksHabit(lines);
}

/** Whether the lines before end as sentences do and the last one does not. */
function breaksHabit(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? '';
  const before = lines.slice(0, -1);
  if (before.length === 0) return wordsOf(last) >= 10 && !listItem.test(last) && !isTitle(last);
  const isItem = listItem.test(last);
  // Items are compared with items, and prose with prose: a list of words has no full stops.
  const alike = before.filter((line) => listItem.test(line) === isItem && wordsOf(line) >= 4);
  const endings = alike.filter((line) => ended.test(line)).length;
  const least = isItem ? 2 : 1;
  if (alike.length >= least && endings === alike.length) return wordsOf(last) >= (isItem ? 1 : 4);
  return false;
}

/** Verses and headings are not sentences: few of their lines end in a full stop. */
function isVerse(lines: readonly string[]): boolean {
  if (lines.length < 3) return false;
  const short = lines.filter((line) => wordsOf(line) <= 12 && !listItem.test(line)).length;
  return short >= lines.length * 0.8;
}

/** Most words begin with a capital. */
function isTitle(line: string): boolean {
  const words = line.split(/\s+/u).filter((word) => /^\p{L}{4,}/u.test(word));
  return words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.6;
}

function hasOpenBracket(line: string): boolean {
  const opens = line.lastIndexOf('(');
  return opens >= 0 && !line.includes(')', opens) && !/[:;]-?\($/u.test(line);
}

// `[ \t]` and not `\s`, which would run on over empty lines again and again.
const code =
  /[;{}][ \t]*(?:\n|$)|^[ \t]*(?:def|class|import|from|function|const|let|var|public|private|#include|SELECT|INSERT|UPDATE|DELETE|CREATE|<!?\w+)\b.*$|^[ \t]*(?:return|print|console\.log|System\.out)\b|<\/?\w+[^>]*>|```|\b\w+\([^)]*\)[ \t]*$|[=<>]=|\s=\s|\\\w+\{/mu;

function looksLikeCode(text: string): boolean {
  return code.test(text);
}

const wordsOf = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

/** Scripts without spaces have no words to count: some characters stand for one. */
function hasWords(text: string, least: number): boolean {
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu)?.length ?? 0;
  return wordsOf(text) + unspaced / 2 >= least;
}
