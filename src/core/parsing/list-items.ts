import { digitClass } from '#core/text/characters.ts';
import { decimalNumber } from '#core/text/decimal-number.ts';
import { stripWhiteSpace, whiteSpaceClass } from '#core/text/white-space.ts';

/** The start of a list item: where its line begins, where its text does, and its number. */
interface Marker {
  readonly start: number;
  readonly textStart: number;
  readonly number: number;
  readonly indent: number;
}

/** A list as it stood in a reply; `before` is the text in front of its first marker. */
export interface ItemList {
  readonly before: string;
  /** Number of the first item; 0 for bullets. */
  readonly firstNumber: number;
  readonly items: readonly string[];
}

const blank = '[ \\t\\u00a0\\u3000]*';
/** Chat models put headings, quotes, bullets and bold around a number. */
const decoration = `(?:[#>*_•–-]${blank})*`;
/** After an ASCII mark a blank, a letter or an opening mark (never a digit: `3.5`, `9:30`). */
const mark = `(?:[.)](?=[${whiteSpaceClass}*_\\p{L}\\p{Ps}\\p{Pi}"'¿¡]|$)|:(?=[${whiteSpaceClass}*_]|$)|[．、。）：])`;
const numbered = new RegExp(
  `^(${blank})${decoration}([${digitClass}]{1,4})${blank}(?:\\*\\*|__)?${mark}(?:\\*\\*|__)?`,
  'gmu',
);
const bulleted = new RegExp(
  `^(${blank})(?:[-*–][ \\t]+|•${blank})(?=[^${whiteSpaceClass}*-])`,
  'gmu',
);

function findMarkers(text: string, pattern: RegExp): Marker[] {
  return Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    textStart: match.index + match[0].length,
    number: decimalNumber(match[2] ?? ''),
    indent: match[1]?.length ?? 0,
  }));
}

/**
 * Markers that go on from `first`: each number a little above the last one, none further in. So a
 * list inside an item, which starts again at 1, stays part of it, and a skipped number does no harm.
 */
function chainFrom(first: Marker, markers: readonly Marker[]): Marker[] {
  const chain = [first];
  let last = first.number;
  for (const marker of markers) {
    if (marker.start <= first.start || marker.indent > first.indent + 1) continue;
    if (marker.number <= last || marker.number > last + 3) continue;
    chain.push(marker);
    last = marker.number;
  }
  return chain;
}

/** The longest chain; of equals the one that starts at the number the prompt asked for, or after. */
function longestChain(markers: readonly Marker[], expected: number): Marker[] {
  const starts = [
    markers.find(({ number }) => number === expected),
    markers.find(({ number }) => number === expected + 1),
    markers[0],
  ];
  const chains = starts.map((start) => (start === undefined ? [] : chainFrom(start, markers)));
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best));
}

function cutAt(text: string, markers: readonly Marker[]): ItemList {
  const [first] = markers;
  return {
    before: text.slice(0, first?.start ?? text.length),
    firstNumber: first?.number ?? 0,
    items: markers.map(({ textStart }, index) => text.slice(textStart, markers[index + 1]?.start)),
  };
}

/** Bullets are a list of their own only where the reply starts with them, or names them before. */
function isBulletList({ before, items }: ItemList): boolean {
  return stripWhiteSpace(before) === '' || (/:[^\S\n]*\n\s*\n$/.test(before) && items.length > 2);
}

/**
 * Finds the list in a reply: numbered items in any of the usual dresses, else bullets, else none
 * (then `items` is empty and `before` is the whole text). `expected` is the number that the
 * prompt left open.
 */
export function findList(text: string, expected: number): ItemList {
  const numberedMarkers = findMarkers(text, numbered);
  if (numberedMarkers.length > 0) return cutAt(text, longestChain(numberedMarkers, expected));
  const bullets = findMarkers(text, bulleted).filter(({ indent }) => indent < 2);
  const list = cutAt(text, bullets);
  return isBulletList(list) ? list : cutAt(text, []);
}
