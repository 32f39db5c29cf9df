/**
 * Cuts a reply at the first stop sequence, as a completion endpoint would have done: chat models
 * may ignore stops or refuse them. Returns the text and whether it was cut.
 */
export function applyStops(
  text: string,
  stops: readonly string[],
): { readonly text: string; readonly isCut: boolean } {
  const places = stops.map((stop) => text.indexOf(stop)).filter((place) => place >= 0);
  if (places.length === 0) return { text, isCut: false };
  return { text: text.slice(0, Math.min(...places)), isCut: true };
}
