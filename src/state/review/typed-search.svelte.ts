import { parseSearch } from '#core/review/parse-search.ts';

// Half a pattern is no pattern, and may be a slow one: it is searched for when typing pauses.
const typingPauseMs = 400;

/** What was typed into a search and is not searched for yet. */
export class TypedSearch {
  readonly #search: () => void;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #text = $state.raw<string | null>(null);

  /** `search`: it is time, what was typed is to be taken. */
  constructor(search: () => void) {
    this.#search = search;
  }

  /** Has it searched for at once, or where that could take its time when typing pauses. */
  type(text: string): void {
    clearTimeout(this.#typing);
    this.#text = text;
    // A newer search overtakes one that is under way: words need not wait for a pause.
    if (isQuick(text)) this.#search();
    else this.#typing = setTimeout(this.#search, typingPauseMs);
  }

  /** True while something is typed that is not searched for yet. */
  get isWaiting(): boolean {
    return this.#text !== null;
  }

  /** What waits; null where nothing does. It waits no longer. */
  take(): string | null {
    const text = this.#text;
    this.drop();
    return text;
  }

  drop(): void {
    clearTimeout(this.#typing);
    this.#text = null;
  }
}

/** True for a search that can be read and has no pattern. */
function isQuick(text: string): boolean {
  const terms = parseSearch(text);
  return terms.ok && terms.value.every(({ kind }) => kind === 'text');
}
