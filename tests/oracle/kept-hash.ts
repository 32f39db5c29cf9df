const offset = 1469598103934665603n;
const prime = 1099511628211n;
const mask = (1n << 64n) - 1n;

/**
 * The hash of kept 0-based places that `alpaca_stream` is compared by: FNV-1a's steps with a
 * whole number for a byte and the offset basis of the published files. 16 hexadecimal digits.
 */
export function keptHash(indices: readonly number[]): string {
  let hash = offset;
  for (const index of indices) hash = ((hash ^ BigInt(index)) * prime) & mask;
  return hash.toString(16).padStart(16, '0');
}
