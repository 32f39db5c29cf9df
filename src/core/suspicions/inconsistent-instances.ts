import { plainLabel } from './one-label.ts';
import type { Finding, Suspect } from './suspicion.ts';

export const id = 'inconsistent-instances';
export const label = 'instances disagree';
export const explanation =
  'Two instances have the same input and different outputs, or the labels of a classification task come in different forms (“Positive”, “positive sentiment.”, a whole sentence). Keep one form.';

export const defaults = { ratio: 6 };
export const fields = {
  ratio: { label: 'How many times longer one label may be', least: 2, most: 50, step: 1 },
};

/** Finds instances that contradict one another. */
export function check(suspect: Suspect, settings: typeof defaults): Finding | null {
  if (suspect.instances.length < 2) return null;
  return (
    contradiction(suspect) ?? (suspect.isClassification === true ? forms(suspect, settings) : null)
  );
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();

function contradiction({ instances }: Suspect): Finding | null {
  const answers = new Map<string, { output: string; place: number }>();
  for (const [instance, { input, output }] of instances.entries()) {
    const asked = plain(input);
    if (asked === '') continue;
    const earlier = answers.get(asked);
    if (earlier === undefined) answers.set(asked, { output: plain(output), place: instance });
    else if (earlier.output !== plain(output)) {
      const why = `Instance ${earlier.place + 1} has the same input and another output.`;
      return { field: 'output', instance, why };
    }
  }
  return null;
}

/** The same label written differently, labels of different looks, or a sentence among words. */
function forms({ instances }: Suspect, { ratio }: typeof defaults): Finding | null {
  const written = new Map<string, { form: string; place: number }>();
  for (const [instance, { output }] of instances.entries()) {
    const form = output.trim();
    const earlier = written.get(plainLabel(form));
    if (earlier === undefined) written.set(plainLabel(form), { form, place: instance });
    else if (earlier.form !== form) {
      const why = `Instance ${earlier.place + 1} writes this label differently.`;
      return { field: 'output', instance, why };
    }
  }
  const outputs = instances.map(({ output }) => output.trim());
  return longest(outputs.map(wordsOf), ratio) ?? odd(outputs);
}

const wordsOf = (text: string): number => text.trim().split(/\s+/u).length;

function longest(lengths: readonly number[], ratio: number): Finding | null {
  const most = Math.max(...lengths);
  if (most < 6 || most < Math.min(...lengths) * ratio) return null;
  const instance = lengths.indexOf(most);
  const why = 'This output is a sentence where others are a word or two.';
  return { field: 'output', instance, why };
}

const longestLabel = 4;

/** Marks at its end, quotes around it, capitals: how a label looks, whatever it says. */
function lookOf(label: string): string {
  const end = /[.!]$/u.exec(label)?.[0] ?? '';
  const quote = /^["'“‘]/u.test(label) ? 'quoted' : '';
  const isLoud = /^\P{Ll}*\p{Lu}{4}\P{Ll}*$/u.test(label);
  const first = /\p{L}/u.exec(label)?.[0] ?? '';
  return `${end}${quote}${isLoud ? 'loud' : /\p{Lu}/u.test(first) ? 'capital' : 'small'}`;
}

/** The one label that looks unlike all others, or the first that looks unlike the one before. */
function odd(outputs: readonly string[]): Finding | null {
  if (outputs.length < 3 || outputs.some((label) => wordsOf(label) > longestLabel)) return null;
  if (outputs.some((label) => !/\p{L}/u.test(label))) return null;
  const looks = outputs.map(lookOf);
  if (new Set(looks).size === 1) return null;
  const rare = looks.findIndex((look) => looks.filter((other) => other === look).length === 1);
  const why = 'This label is written in another way than the others.';
  return { field: 'output', instance: Math.max(0, rare), why };
}
