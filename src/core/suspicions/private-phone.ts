import { inTexts, rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'private-phone';
export const label = 'phone number';
export const explanation =
  'A text holds what looks like a phone number, which may be somebody’s. Replace it by an invented form, such as 555-0100.';

export const defaults = { digits: 9 };
export const fields = {
  digits: { label: 'Fewest digits', least: 7, most: 15, step: 1 },
};

const apart = '[\\s.\\-\\u2010-\\u2013/]';
const patterns = [
  // +49 30 901820, +1 (212) 736-5000
  new RegExp(
    `(?<![\\p{L}\\p{N}+])\\+[1-9]\\d{0,2}(?:${apart}?\\(?\\d{1,4}\\)?){2,6}(?![\\d%])`,
    'gu',
  ),
  // (212) 736-5000, 212-736-5000, 1-800-225-5288
  new RegExp(
    `(?<![\\d.,+$€£-])(?:1${apart})?(?:\\(\\d{3}\\)\\s?|\\d{3}${apart})\\d{3}${apart}\\d{4}(?![\\d%-])`,
    'gu',
  ),
  // 020 7946 0018, 0171/2345678, 06 12 34 56 78
  new RegExp(
    `(?<![\\d.,+$€£:/-])\\(?0[1-9]\\d{0,4}\\)?(?:${apart}\\d{2,8}){1,5}(?!\\d|%|[.,:/-]\\d)`,
    'gu',
  ),
  // Phone: 2127365000
  /\b(?:tel|telephone|phone|call|mobile|cell|fax|whatsapp|text|hotline)(?:ephone)?(?: (?:us|me|him|her|number|no\.?|at|on|is))*\W{0,4}(\+?\(?\d[\d\s().-]{6,16}\d)(?!\d)/giu,
];
const date = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})/u;

/** Finds a phone number. */
export function check(suspect: Suspect, settings: typeof defaults): Finding | null {
  return inTexts(suspect, (text) => {
    if (!/\d[\d\s().–/-]{5,}\d/u.test(text)) return null;
    for (const pattern of patterns) {
      for (const match of text.matchAll(pattern)) {
        const number = match[1] ?? match[0];
        const digits = number.replace(/\D/gu, '').length;
        if (digits < settings.digits || digits > 15 || date.test(number)) continue;
        return { range: rangeOf(match), why: 'This looks like a phone number.' };
      }
    }
    return null;
  });
}
