import { commonSubsequence } from '#core/rouge/common-subsequence.ts';

/** A piece of two texts: in both, only in the one before, or only in the one after. */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

// Comparing takes the product of both lengths. A million takes some 10 ms.
const mostProduct = 1_000_000;

/**
 * What was changed between two texts, by words: the pieces without the added ones are the text
 * before, without the removed ones the text after. Long texts are compared by sentences or lines first,
 * and huge ones that share hardly a line are shown as replaced.
 */
export function diffWords(before: string, after: string): readonly DiffPiece[] {
  const isLong = Math.max(before.length, after.length) > longCharacters;
  const head = isLong ? sharedHead(before, after) : 0;
  const tail = isLong ? sharedTail(before, after, head) : 0;
  const middle = diffBy(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    [wordsOf, sentencesOf, linesOf],
  );
  const end = before.slice(before.length - tail);
  return calm([same(before.slice(0, head)), ...middle, same(end)]);
}

// Cutting a megabyte into words takes too long for every key that is pressed.
const longCharacters = 20_000;
const hugeCharacters = 200_000;

/** How many characters both begin with, up to where a word begins. */
function sharedHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let shared = 0;
  while (shared < most && a.charCodeAt(shared) === b.charCodeAt(shared)) shared += 1;
  let at = shared - 1;
  while (at > 0 && !isWordStart(a, at)) at -= 1;
  return Math.max(0, at);
}

/** How many characters after `head` both end with, from where a word begins. */
function sharedTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let shared = 0;
  while (
    shared < most &&
    a.charCodeAt(a.length - 1 - shared) === b.charCodeAt(b.length - 1 - shared)
  )
    shared += 1;
  let at = shared - 1;
  while (at > 0 && !isWordStart(a, a.length - at)) at -= 1;
  return Math.max(0, at);
}

const isWordStart = (text: string, at: number): boolean =>
  /\s/.test(text.charAt(at - 1)) && /\S/.test(text.charAt(at));

/** The texts that pieces were made of. */
export function textsOfDiff(pieces: readonly DiffPiece[]): { before: string; after: string } {
  const join = (other: DiffPiece['kind']): string =>
    pieces.map(({ kind, text }) => (kind === other ? '' : text)).join('');
  return { before: join('added'), after: join('removed') };
}

type Cut = (text: string) => readonly string[];

// Words of scripts without spaces are compared by character.
const wordsOf: Cut = (text) =>
  text.match(/\s+|(?:(?!\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana})[\p{L}\p{N}\p{M}_])+|[^]/gu) ??
  [];

const sentencesOf: Cut = (text) => text.match(/[^]+?(?:[.!?。！？]\s*|\n|$)/gu) ?? [];

const linesOf: Cut = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** True where a huge text stands for one that is a fraction of it: little of it can be the same. */
const isOtherText = (a: number, b: number): boolean =>
  Math.max(a, b) > hugeCharacters && Math.min(a, b) * 20 < Math.max(a, b);

/** Compares by the finest of the cuts that is not too much work, and what differs then once more. */
function diffBy(before: string, after: string, [cut, ...coarser]: readonly Cut[]): DiffPiece[] {
  if (cut === undefined || before === '' || after === '') return replaced(before, after);
  if (isOtherText(before.length, after.length)) return replaced(before, after);
  const [a, b] = [cut(before), cut(after)];
  const start = sharedStart(a, b);
  const end = sharedEnd(a, b, start);
  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle =
    from.length * to.length <= mostProduct
      ? diffLists(from, to)
      : diffBy(from.join(''), to.join(''), coarser);
  // Lines and sentences that were replaced may still share most of their words.
  const refined = cut === wordsOf ? middle : refine(middle);
  return [same(a.slice(0, start).join('')), ...refined, same(a.slice(a.length - end).join(''))];
}

function diffLists(a: readonly string[], b: readonly string[]): DiffPiece[] {
  const pieces: DiffPiece[] = [];
  let [atA, atB] = [0, 0];
  for (const { first, second } of commonSubsequence(a, b)) {
    pieces.push(...replaced(a.slice(atA, first).join(''), b.slice(atB, second).join('')));
    pieces.push(same(a[first] ?? ''));
    [atA, atB] = [first + 1, second + 1];
  }
  return [...pieces, ...replaced(a.slice(atA).join(''), b.slice(atB).join(''))];
}

function refine(pieces: readonly DiffPiece[]): DiffPiece[] {
  return pieces.flatMap((piece, i) => {
    const next = pieces[i + 1];
    if (piece.kind === 'removed' && next?.kind === 'added') {
      return diffBy(piece.text, next.text, [wordsOf]);
    }
    return piece.kind === 'added' && pieces[i - 1]?.kind === 'removed' ? [] : [piece];
  });
}

/** Joins neighbours of one kind; white space that only parts two changes counts as changed. */
function calm(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const some = pieces.filter(({ text }) => text !== '');
  const calmed: DiffPiece[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    calmed.push(...replaced(removed, added).filter(({ text }) => text !== ''));
    [removed, added] = ['', ''];
  };
  some.forEach(({ kind, text }, i) => {
    const isBetween = kind === 'same' && removed + added !== '' && some[i + 1] !== undefined;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (isBetween && some[i + 1]?.kind !== 'same' && /^[^\S\n]+$/u.test(text)) {
      removed += text;
      added += text;
    } else {
      flush();
      const last = calmed.at(-1);
      if (last?.kind === 'same') calmed[calmed.length - 1] = same(last.text + text);
      else calmed.push(same(text));
    }
  });
  flush();
  return calmed;
}

const same = (text: string): DiffPiece => ({ kind: 'same', text });

const replaced = (before: string, after: string): DiffPiece[] => [
  { kind: 'removed', text: before },
  { kind: 'added', text: after },
];

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  return start;
}

function sharedEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let end = 0;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return end;
}
