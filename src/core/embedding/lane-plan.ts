/** How many workers hold a model, and with how many threads each. */
export interface LanePlan {
  readonly lanes: number;
  readonly threads: number;
}

/**
 * How to use a machine's cores: batches are small, so that whole batches side by side in several
 * workers beat threads within one batch; every worker holds the model once, so that their number is
 * bounded. Threads, which only an isolated page may use, take what is left. A graphics card is one.
 */
export function lanePlan(
  cores: number,
  { isIsolated, isGpu }: { isIsolated: boolean; isGpu: boolean },
): LanePlan {
  if (isGpu) return { lanes: 1, threads: 1 };
  const lanes = Math.max(1, Math.min(4, cores <= 2 ? cores : Math.floor(cores / 2)));
  const threads = isIsolated ? Math.max(1, Math.min(4, Math.floor(cores / lanes / 2))) : 1;
  return { lanes, threads };
}
