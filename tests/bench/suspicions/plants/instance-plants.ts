import type { Random } from '#core/random/keyed-random.ts';
import type { Instance } from '#core/model/task.ts';
import { between, pick, type Plant, type Planted, type Row } from './plant.ts';

/** Labels that belong together, as the data has them. */
const families: readonly (readonly [string, string, ...string[]])[] = [
  ['positive', 'negative', 'neutral'],
  ['positive sentiment', 'negative sentiment'],
  ['true', 'false'],
  ['yes', 'no'],
  ['fact', 'opinion'],
  ['simile', 'metaphor', 'personification'],
  ['noun', 'verb', 'adjective', 'adverb'],
  ['technology', 'sports', 'politics', 'science'],
  ['sadness', 'anger'],
  ['interrogative', 'imperative', 'declarative'],
];

function familyOf(random: Random): readonly [string, string, ...string[]] {
  return families[Math.floor(random() * families.length)] ?? ['yes', 'no'];
}

const plain = (label: string): string => label.trim().replace(/\.$/u, '').toLowerCase();

/** Rows of the data whose output is a label, by label, and what makes tasks of several from them. */
export class LabelledRows {
  readonly #byLabel = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      if (row.input.trim() === '' || /^<?no ?input>?$/iu.test(row.input)) continue;
      const label = plain(row.output);
      if (families.some((family) => family.some((known) => known === label))) {
        this.#byLabel.set(label, [...(this.#byLabel.get(label) ?? []), row]);
      }
    }
  }

  /** A classification task of three to six instances with two labels at least, all in one form. */
  task(random: Random): Planted {
    const family = familyOf(random);
    const [first, second, ...rest] = family;
    const chosen = [first, second, ...rest.filter(() => random() < 0.5)];
    const rows = Array.from({ length: between(3, 6, random) }, (_, i) =>
      this.#row(chosen[i % chosen.length] ?? first, random),
    );
    return this.#taskOf(rows, random);
  }

  /** The same with one label only. */
  oneLabel: Plant = (_, random) => {
    const label = pick(familyOf(random), random);
    const rows = Array.from({ length: between(3, 6, random) }, () => this.#row(label, random));
    const task = this.#taskOf(rows, random);
    return random() < 0.8 ? task : { ...task, instances: changeForm(task.instances, [plain]) };
  };

  /** A second answer to the same input, or one label in another form. */
  disagreeing: Plant = (_, random) => {
    const task = this.task(random);
    const [first, second] = task.instances;
    if (first === undefined || second === undefined) return null;
    if (random() < 0.5) {
      const again = {
        input: random() < 0.5 ? first.input : first.input.toUpperCase(),
        output: second.output,
      };
      return plain(second.output) === plain(first.output)
        ? null
        : { ...task, instances: [...task.instances, again] };
    }
    return { ...task, instances: changeForm(task.instances, [pick(forms, random)]) };
  };

  #row(label: string, random: Random): Row {
    const rows = this.#byLabel.get(label) ?? [];
    const row = rows[Math.floor(random() * rows.length)];
    if (row === undefined) throw new RangeError(`no row has the label ${label}`);
    return row;
  }

  #taskOf(rows: readonly Row[], random: Random): Planted {
    const seen = new Map(rows.map((row) => [row.input, row]));
    const form = pick(
      [plain, capitalised, (label: string) => `${capitalised(label)}.`] as const,
      random,
    );
    const instances = [...seen.values()].map(({ input, output }) => ({
      input,
      output: form(plain(output)),
    }));
    const filled = instances.length >= 3 ? instances : [...instances, ...this.#more(instances)];
    return { instruction: rows[0]?.instruction ?? '', instances: filled, isClassification: true };
  }

  /** Where chance drew a row twice: the label once more with other words. */
  #more(instances: readonly Instance[]): Instance[] {
    const [first] = instances;
    if (first === undefined) return [];
    const input = `Also: ${first.input}`;
    return [
      { ...first, input },
      { ...first, input: `And: ${first.input}` },
    ];
  }
}

const capitalised = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

/** Other ways to write a label, all of which models do. */
const forms = [
  (label: string) => `The answer is “${label}”, because that is what the text as a whole suggests.`,
  (label: string) => label.toUpperCase(),
  (label: string) => `"${label}"`,
  (label: string) => `${label}!`,
  (label: string) => `I would classify this text as ${label}, since it says so in its first words.`,
] as const;

/** Puts the label of the first instance of a label that comes twice, else of the first, in a form. */
function changeForm(
  instances: readonly Instance[],
  [form]: readonly [(label: string) => string],
): readonly Instance[] {
  const labels = instances.map(({ output }) => plain(output));
  const twice = labels.findIndex((label, i) => labels.indexOf(label) < i);
  const at = Math.max(0, twice);
  return instances.map((instance, i) =>
    i === at ? { ...instance, output: form(plain(instance.output)) } : instance,
  );
}
