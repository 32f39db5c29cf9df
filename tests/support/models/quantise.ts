/** Symmetric int8 weights: `value ≈ values × scale`. */
export function quantise(weights: Float32Array): { values: Int8Array; scale: number } {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  const scale = most / 127;
  return { values: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}

/** A scale for each column, and seven bits instead of eight, as the models on the hub are quantised. */
export function quantiseColumns(
  weights: Float32Array,
  columns: number,
): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns);
  weights.forEach((weight, at) => {
    const column = at % columns;
    scales[column] = Math.max(scales[column] ?? 0, Math.abs(weight) / 64);
  });
  const values = Int8Array.from(weights, (weight, at) =>
    Math.round(weight / (scales[at % columns] ?? 1)),
  );
  return { values, scales };
}
