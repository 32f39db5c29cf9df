/** Upper-cases the first letter and leaves the rest. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Makes a sentence of a phrase: first letter upper, full stop at the end. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? capitalised(text) : `${capitalised(text)}.`;
}

/** Names that the grammar's sentences begin with; they keep their capital inside another sentence. */
const names = /^(?:Johannes|Vesuvius|Alexander|Brazil|I)\b/;

/** Lower-cases the first letter, for a sentence that goes inside another. */
export function inside(text: string): string {
  return names.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** "a, b and c". */
export function inWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.slice(-1).join('')}`;
}

/** The noun phrase without its article. */
export function bare(noun: string): string {
  return noun.replace(/^(a|an|the) /, '');
}

/** The noun phrase with "the". */
export function definite(noun: string): string {
  return `the ${bare(noun)}`;
}

/** A number with at most `digits` decimals and no zeros at their end. */
export function decimal(value: number, digits = 1): string {
  return String(Number(value.toFixed(digits)));
}

/** An amount with two decimals, in dollars. */
export function dollars(value: number): string {
  return `$${value.toFixed(2)}`;
}

/** A time of day from minutes since midnight: "09:05". */
export function clockTime(minutes: number): string {
  const day = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
}
