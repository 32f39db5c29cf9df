const digit = /^\p{Nd}$/u;

/** Digits of a script stand in a row from 0 to 9, and rows of ten may follow one another. */
function digitValue(character: string): number {
  let code = character.codePointAt(0) ?? 0;
  let before = 0;
  while (digit.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    before += 1;
  }
  return before % 10;
}

/** The number that decimal digits of any script spell (`12`, `١٢`); 0 for an empty text. */
export function decimalNumber(digits: string): number {
  return Array.from(digits).reduce((sum, character) => sum * 10 + digitValue(character), 0);
}
