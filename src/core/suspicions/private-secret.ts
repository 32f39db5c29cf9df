import { inTexts, rangeOf, type Finding, type Suspect } from './suspicion.ts';

export const id = 'private-secret';
export const label = 'key or secret';
export const explanation =
  'A text holds what looks like an access key, a password, a card or an account number. If it is real it must not be published; if not, replace it by a plain placeholder.';

export const defaults = {};
export const fields = {};

/** Forms that services give their keys. */
const known = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9_-]{20,}\b/gu,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu,
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|glpat-[\w-]{20,})/gu,
  /\bAIza[\w-]{35}\b/gu,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/gu,
  /\bhf_[A-Za-z0-9]{30,}\b/gu,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/gu,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/gu,
  /\b[Bb]earer\s+([\w.~+/-]{20,}=*)/gu,
  /\b\d{3}-\d{2}-\d{4}\b(?!-)/gu,
];
const assigned =
  /\b(?:api|access|secret|private|auth|client|encryption)?[\s_-]?(?:key|token|secret|passwor[dt]|passwd|pwd|passphrase)["']?\s*(?:is|=|:|:=|=>)\s*["'“`]?([^\s"'“”`,;]{8,})/giu;
const iban = /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b/gu;
const card = /(?<![\d.-])(?:\d[ -]?){12,18}\d(?!\d|\.\d)/gu;
const longToken = /(?<![\w/+=.%:?&-])[A-Za-z0-9_-]{32,}(?![\w/+=.-])/gu;
/** Tasks about such texts make them up. */
const asksForTokens =
  /\b(?:password|passphrase|base64|hash|hex|encod|decod|encrypt|decrypt|cipher|uuid|guid|random string|token|api key)/iu;

/** Finds a key, password, card or account number. */
export function check(suspect: Suspect): Finding | null {
  const isAbout = asksForTokens.test(suspect.instruction.replace(assigned, ''));
  return inTexts(suspect, (text) => {
    const match =
      firstOf(text, known, () => true) ??
      (isAbout ? null : firstOf(text, [assigned], (found) => isMixed(found[1] ?? ''))) ??
      firstOf(text, [iban], (found) => isIban(found[0])) ??
      firstOf(text, [card], (found) => isCard(found[0])) ??
      (isAbout ? null : firstOf(text, [longToken], (found) => isRandom(found[0])));
    return match === null
      ? null
      : { range: rangeOf(match), why: 'This looks like a key or secret.' };
  });
}

function firstOf(
  text: string,
  patterns: readonly RegExp[],
  isSound: (match: RegExpExecArray) => boolean,
): RegExpExecArray | null {
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) if (isSound(match)) return match;
  }
  return null;
}

/** Letters and digits, as in a password and not as in a word or an expression. */
const isMixed = (text: string): boolean =>
  /\d/u.test(text) && /\p{L}/u.test(text) && !/[()[\]{}<>]/u.test(text);

/** Upper case, lower case and digits in no order that a name would have. */
function isRandom(text: string): boolean {
  const changes = text.match(/[a-z][A-Z0-9]|[A-Z0-9][a-z]|\d[A-Z]|[A-Z]\d/gu)?.length ?? 0;
  return (
    /\d/u.test(text) && /[a-z]/u.test(text) && /[A-Z]/u.test(text) && changes >= text.length / 4
  );
}

/** Card numbers end in a check digit (Luhn 1960). */
function isCard(text: string): boolean {
  const digits = Array.from(text.replace(/\D/gu, ''), Number);
  if (digits.length < 13 || new Set(digits).size < 4) return false;
  const sum = digits
    .toReversed()
    .reduce(
      (total, digit, i) => total + (i % 2 === 0 ? digit : (digit * 2) % 9 || (digit && 9)),
      0,
    );
  return sum % 10 === 0 && /^[2-6]/u.test(text);
}

/** Account numbers carry two check digits (ISO 13616): the whole is 1 modulo 97. */
function isIban(text: string): boolean {
  const plain = text.replace(/\s/gu, '');
  if (plain.length < 15) return false;
  let rest = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
