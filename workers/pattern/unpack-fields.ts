import type { PackedTexts } from '#core/contracts/pattern-api.ts';

const fieldEnd = 0xff;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Calls `visit` for every field of packed texts, with the number of its task. All is decoded at once
 * and cut by counting: a call of the decoder for each field would take longer than most patterns.
 */
export function unpackFields(
  { bytes, ends }: PackedTexts,
  visit: (task: number, field: string) => void,
): void {
  // The byte that ends a field is no UTF-8 and becomes one code unit, FFFD.
  const text = decoder.decode(bytes);
  let unit = 0;
  let fieldStart = 0;
  let task = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === fieldEnd) {
      while (at >= (ends[task] ?? bytes.length)) task += 1;
      visit(task, text.slice(fieldStart, unit));
      unit += 1;
      fieldStart = unit;
    } else if (byte < 0x80 || byte >= 0xc0) {
      // A character begins; those of four bytes are two code units.
      unit += byte >= 0xf0 ? 2 : 1;
    }
  }
}
