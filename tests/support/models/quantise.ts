/** Symmetric int8 weights: `value ≈ values × scale`. */
export function quantise(weights: Float32Array): { values: Int8Array; scale: number } {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = most / 127;
  return { values: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}
