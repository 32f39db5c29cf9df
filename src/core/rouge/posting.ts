/** Lengths from here on are kept as this one number and looked up where they matter. */
export const clippedLength = 63;
/** Positions that are not known, or from here on. */
export const unknownPosition = 31;

/**
 * What a posting says of its row, in 16 bits: its length (6), the token's place in its
 * rarest-first order (5) and the token's position in the text (5); in this order, so that sorted
 * postings of one length start with the places that pass the prefix bound.
 */
export const packPosting = (length: number, place: number, position: number): number =>
  (Math.min(length, clippedLength) << 10) |
  (Math.min(place, 31) << 5) |
  Math.min(position, unknownPosition);

/** Lowest packed posting of rows of at least `length` tokens. */
export const packedFrom = (length: number): number => Math.min(length, clippedLength) << 10;
