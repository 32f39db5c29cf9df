import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalNumber } from '#core/text/decimal-number.ts';

describe('decimalNumber', () => {
  it('reads digits of any script', () => {
    expect(['12', '١٢', '१२', '１２', '𝟏𝟐', '𝟙𝟚'].map(decimalNumber)).toEqual(
      new Array<number>(6).fill(12),
    );
    expect(decimalNumber('')).toBe(0);
  });

  it('reads every number back, in ASCII and in mathematical digits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0x30, 0x660, 0x1d7ce, 0x1d7d8, 0x1d7f6), (n, zero) => {
        const digits = Array.from(String(n), (digit) => String.fromCodePoint(zero + Number(digit)));
        expect(decimalNumber(digits.join(''))).toBe(n);
      }),
    );
  });
});
