import type { Finding, Suspect } from './suspicion.ts';

export const id = 'one-label';
export const label = 'only one label';
export const explanation =
  'All instances of a classification task have the same label, so that nothing is learned about telling labels apart. Add instances with other labels.';

export const defaults = { instances: 3 };
export const fields = {
  instances: { label: 'Fewest instances', least: 2, most: 20, step: 1 },
};

// Labels are short; what is longer is one only by mistake.
const longestLabel = 200;

/** A label without case, marks around it and a phrase before it. */
export function plainLabel(output: string): string {
  return output
    .slice(0, longestLabel)
    .toLowerCase()
    .normalize('NFKC')
    .replace(/^[\s"'“”‘’.([{*]+|[\s"'“”‘’.,;!)\]}*]+$/gu, '')
    .replace(/\s+/gu, ' ');
}

/** Finds a classification task that knows one label only. */
export function check(
  { isClassification, instances }: Suspect,
  settings: typeof defaults,
): Finding | null {
  if (isClassification !== true || instances.length < settings.instances) return null;
  const labels = new Set(instances.map(({ output }) => plainLabel(output)));
  if (labels.size !== 1) return null;
  const why = `All ${instances.length} instances have the same label.`;
  return { field: 'output', instance: 0, why };
}
