const letter = 1;
const digit = 2;
const underscore = 3;
/** Joins letters to letters and digits to digits: full stop and apostrophe. */
const joinsBoth = 4;
/** Joins digits only: comma and semicolon. */
const joinsDigits = 5;

const classes = new Uint8Array(128);
for (const c of 'abcdefghijklmnopqrstuvwxyz') classes[c.charCodeAt(0)] = letter;
for (const c of '0123456789') classes[c.charCodeAt(0)] = digit;
classes['_'.charCodeAt(0)] = underscore;
for (const c of ".'") classes[c.charCodeAt(0)] = joinsBoth;
for (const c of ',;') classes[c.charCodeAt(0)] = joinsDigits;

const classAt = (text: string, at: number): number => classes[text.charCodeAt(at)] ?? 0;

/** Where the word that starts at `start` ends: the rules of Unicode Annex 29 for ASCII. */
function wordEnd(text: string, start: number): number {
  let end = start + 1;
  let before = classAt(text, start);
  for (;;) {
    const here = classAt(text, end);
    if (here === 0) return end;
    if (here <= underscore) {
      before = here;
      end += 1;
      continue;
    }
    const joins = before === digit || (before === letter && here === joinsBoth);
    if (!joins || classAt(text, end + 1) !== before) return end;
    end += 2;
  }
}

/**
 * Word-like segments of a lower-case ASCII text, colons parting words, many times faster than
 * `Intl.Segmenter` and equal to it (a test compares them).
 */
export function asciiWords(text: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const here = classAt(text, at);
    if (here === 0 || here > underscore) {
      at += 1;
      continue;
    }
    const end = wordEnd(text, at);
    // ICU does not call a lone underscore word-like, but two of them it does.
    if (end > at + 1 || here !== underscore) words.push(text.slice(at, end));
    at = end;
  }
  return words;
}
