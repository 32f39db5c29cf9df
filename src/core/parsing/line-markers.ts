import { digitClass } from '#core/text/characters.ts';

const blank = '[ \\t\\u00a0\\u3000]*';
const bold = '(?:\\*\\*|__)?';

/** Headings, quotes and bold that a chat model puts in front of a label. */
const opening = `^${blank}(?:[#>*_]${blank})*`;

/**
 * Finds `name:` at the start of a line, with or without a number, in any case, in bold or as a
 * heading, with an ASCII or a wide colon. Blanks after it belong to the marker, line ends do not.
 */
export function labelMarker(name: string): RegExp {
  return new RegExp(
    `${opening}${name}${blank}[${digitClass}]*${blank}${bold}${blank}[:：]${bold}${blank}`,
    'imu',
  );
}

/** The same label, but only at the very start of a text. */
export function labelAtStart(name: string): RegExp {
  return new RegExp(`^(?:${labelMarker(name).source})`, 'iu');
}

/**
 * Finds `Example n` at the start of a line, with a mark after it where text follows on the line.
 * The number is needed: an answer may well have a line `Example:` of its own.
 */
export const exampleMarker = new RegExp(
  `${opening}Example${blank}[${digitClass}]+${blank}${bold}(?:[.:：)]${bold}${blank}|${blank}$)`,
  'imu',
);
