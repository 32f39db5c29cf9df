/** What a file is about, for the sentences about its mistakes. */
export interface FileWords {
  /** The whole of it: “The recipe”. */
  readonly whole: string;
  /** What a known field is: “a setting of a recipe”. */
  readonly field: string;
}

const recipeWords: FileWords = { whole: 'The recipe', field: 'a setting of a recipe' };

/**
 * Reads the fields of a foreign object one by one and writes down, in words, what is wrong with
 * each. What it returns for a wrong field only keeps the reading going.
 */
export class FieldReader {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #path: string;
  readonly #problems: string[];
  readonly #words: FileWords;
  readonly #asked = new Set<string>();

  constructor(value: unknown, path: string, problems: string[], words = recipeWords) {
    this.#path = path;
    this.#problems = problems;
    this.#words = words;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push(`${path === '' ? words.whole : path} must be an object, not ${shown(value)}.`);
      this.#fields = new Map();
      // One missing object is one problem, not one for each of its fields.
      this.#problems = [];
      return;
    }
    this.#fields = new Map(Object.entries(value));
  }

  has(key: string): boolean {
    return this.#fields.has(key);
  }

  whole(key: string, least: number, most: number): number {
    const value = this.#take(key);
    const isRight =
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    if (isRight) return value;
    return this.#refuse(key, `a whole number from ${least} to ${most}`, least);
  }

  number(key: string, least: number, most: number): number {
    const value = this.#take(key);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.#refuse(key, `a number from ${least} to ${most}`, least);
  }

  flag(key: string): boolean {
    const value = this.#take(key);
    return typeof value === 'boolean' ? value : this.#refuse(key, 'true or false', false);
  }

  /** A text that is not blank. */
  text(key: string, mostCharacters: number): string {
    const value = this.#take(key);
    const isRight =
      typeof value === 'string' && value.trim() !== '' && value.length <= mostCharacters;
    if (isRight) return value;
    return this.#refuse(key, `a text of 1 to ${mostCharacters} characters`, '');
  }

  /** Any text, also an empty one. */
  anyText(key: string): string {
    const value = this.#take(key);
    return typeof value === 'string' ? value : this.#refuse(key, 'a text', '');
  }

  choice<Value extends string>(key: string, values: readonly [Value, ...Value[]]): Value {
    const value = this.#take(key);
    const known = values.find((each) => each === value);
    const words = values.map((each) => `"${each}"`).join(' or ');
    return known ?? this.#refuse(key, words, values[0]);
  }

  /** A list of texts, none of them empty. */
  texts(key: string): readonly string[] {
    const value = this.#take(key);
    const isText = (each: unknown): each is string => typeof each === 'string' && each !== '';
    if (Array.isArray(value) && value.every(isText)) return value;
    return this.#refuse(key, 'a list of texts, none of them empty', []);
  }

  object(key: string): FieldReader {
    return new FieldReader(this.#take(key), this.#pathOf(key), this.#problems, this.#words);
  }

  /** A list of objects, empty where the field is no list; it counts from 1 as people do. */
  objects(key: string, most: number): readonly FieldReader[] {
    const value = this.#take(key);
    if (!Array.isArray(value) || value.length > most) {
      return this.#refuse(key, `a list of at most ${most}`, []);
    }
    return value.map(
      (each: unknown, index) =>
        new FieldReader(each, `${this.#pathOf(key)} ${index + 1}`, this.#problems, this.#words),
    );
  }

  /** Every field that this object has, whatever it is called. */
  keys(): readonly string[] {
    return [...this.#fields.keys()];
  }

  /** Writes down that a field is not what it must be, where that takes more than to look at it. */
  refuse(key: string, expected: string): void {
    this.#refuse(key, expected, null);
  }

  /** To be called last: a field that nobody asked for is a mistake, most likely in its spelling. */
  end(): void {
    for (const key of this.#fields.keys()) {
      if (!this.#asked.has(key)) {
        this.#problems.push(`${this.#pathOf(key)} is not ${this.#words.field}.`);
      }
    }
  }

  #take(key: string): unknown {
    this.#asked.add(key);
    return this.#fields.get(key);
  }

  #pathOf(key: string): string {
    return this.#path === '' ? key : `${this.#path}.${key}`;
  }

  #refuse<Value>(key: string, expected: string, stand: Value): Value {
    const path = this.#pathOf(key);
    this.#problems.push(
      this.#fields.has(key)
        ? `${path} must be ${expected}, not ${shown(this.#fields.get(key))}.`
        : `${path} is missing: it must be ${expected}.`,
    );
    return stand;
  }
}

const MOST_SHOWN = 40;

/** A value as its file has it, the start of it where it is long. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
