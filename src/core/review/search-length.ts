/** So much is searched for at most (UTF-16 code units): an address has to hold it. */
export const mostSearchLength = 2_000;

/** The beginning of a search that is longer than that, never cut within a character. */
export function withinSearch(text: string): string {
  if (text.length <= mostSearchLength) return text;
  const last = text.charCodeAt(mostSearchLength - 1);
  const isHalf = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, isHalf ? mostSearchLength - 1 : mostSearchLength);
}
